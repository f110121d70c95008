"""The directory in the CMS."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from resources import actions, secrecy
from resources.access import NoListingGoes
from resources.models import Listing

register_permission_policy(Listing, NoListingGoes(Listing))


class ListingForm(WagtailAdminModelForm):
    """Saves a listing as one act: its record and what search finds change with it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "types" in data and "address_visibility" in data:
            try:
                secrecy.check_may_be_listed(data["types"], data["address_visibility"])
            except ValidationError as refused:
                self.add_error("types", refused)
        return data

    def save(self, commit: bool = True) -> Listing:
        if not commit:
            return super().save(commit=False)
        with transaction.atomic():
            listing = super().save()
            actions.record_edit(listing, by=self.for_user)
        return listing


class ListingViewSet(ModelViewSet):
    """Listings. One that is no longer right is suspended, never removed: requests and counts name it."""

    model = Listing
    icon = "home"
    menu_label = "Directory"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "county", "owner_county", "status", "is_confidential", "verified_at"]
    list_filter = ["kind", "status", "is_confidential", "county"]
    search_fields = ["name", "operator"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                "A family's home is never listed: list the agency that approves it. "
                "The address of a shelter or a small home is shown to nobody."
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("status"), FieldPanel("is_confidential")]),
                    FieldPanel("name"),
                    FieldPanel("operator"),
                    FieldPanel("types"),
                    FieldPanel("description"),
                ],
                heading="What it is",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("county"), FieldPanel("owner_county")]),
                    FieldPanel("counties_served"),
                    FieldPanel("accepts_out_of_county"),
                    FieldRowPanel([FieldPanel("address"), FieldPanel("address_visibility")]),
                ],
                heading="Where",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
                    FieldPanel("populations"),
                    FieldPanel("needs"),
                    FieldPanel("trafficking"),
                    FieldPanel("languages"),
                ],
                heading="For whom",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("referral_steps"),
                    FieldPanel("hours"),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")]),
                ],
                heading="How to reach it",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("license_status"), FieldPanel("license_number")]),
                    FieldPanel("training_evidence"),
                    FieldPanel("verified_at"),
                ],
                heading="What is known about it",
            ),
        ],
        base_form_class=ListingForm,
    )


@hooks.register("register_admin_viewset")
def listing_viewset() -> ListingViewSet:
    return ListingViewSet()
