"""Listings, counts and freshness in the CMS."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.http import HttpResponse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic.models import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from resources.actions import EditedMeanwhile
from resources.cms_forms import CountForm, ListingForm, PolicyForm
from resources.cms_panels import ConfirmationPanel, CountsPanel
from resources.models import Availability, FreshnessPolicy, Listing

WHAT = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("status"), FieldPanel("is_confidential")]),
    FieldPanel("name"),
    FieldPanel("operator"),
    FieldPanel("types", widget=CheckboxSelectMultiple),
    FieldPanel("description"),
]
WHERE = [
    FieldRowPanel([FieldPanel("county"), FieldPanel("city"), FieldPanel("owner_county")]),
    FieldPanel("serves_statewide"),
    FieldPanel("counties_served"),
    FieldPanel("accepts_out_of_county"),
    FieldPanel("contracts_with"),
    FieldRowPanel([FieldPanel("address"), FieldPanel("address_visibility")]),
    FieldRowPanel([FieldPanel("address_authorised_by"), FieldPanel("address_authorised_at")]),
]
FOR_WHOM = [
    FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
    FieldPanel("populations", widget=CheckboxSelectMultiple),
    FieldPanel("needs", widget=CheckboxSelectMultiple),
    FieldPanel("trafficking", widget=CheckboxSelectMultiple),
    FieldPanel("languages", widget=CheckboxSelectMultiple),
    FieldPanel("security"),
]
HOW = [
    FieldPanel("access", widget=CheckboxSelectMultiple),
    FieldPanel("referral_steps"),
    FieldPanel("presumptive_transfer"),
    FieldPanel("hours"),
    FieldRowPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")]),
    FieldPanel("funding", widget=CheckboxSelectMultiple),
]
KNOWN = [
    FieldRowPanel([FieldPanel("license_type"), FieldPanel("license_number"), FieldPanel("license_capacity")]),
    FieldRowPanel([FieldPanel("license_status"), FieldPanel("license_checked_on")]),
    FieldRowPanel([FieldPanel("training_evidence"), FieldPanel("training_on")]),
    FieldPanel("verified_at"),
    FieldPanel("internal_note"),
]


class ListingEditView(EditView):
    """The form of a stored listing."""

    def form_valid(self, form: ListingForm) -> HttpResponse:
        """Somebody may save the listing between the check of the form and its writing."""
        try:
            return super().form_valid(form)
        except EditedMeanwhile as refused:
            form.overtaken(refused)
            self.produced_error_code, self.produced_error_message = "validation_error", self.get_error_message()
            return self.form_invalid(form)


class ListingViewSet(ModelViewSet):
    """Listings. One that is no longer right is suspended, never removed: requests and counts name it."""

    model = Listing
    icon = "home"
    menu_label = "Listings"
    copy_view_enabled = False
    edit_view_class = ListingEditView
    list_display = [
        "name",
        "kind",
        "county",
        "owner_county",
        "status",
        BooleanColumn("is_confidential", label="Confidential", sort_key="is_confidential"),
        DateColumn("verified_at", label="Confirmed", sort_key="verified_at"),
        DateColumn("changed_at", label="Changed", sort_key="changed_at"),
    ]
    list_filter = ["kind", "status", "is_confidential", "license_status", "serves_statewide", "county", "owner_county"]
    search_fields = ["name", "operator", "license_number"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                "A family's home is never listed: list the agency that approves it. The address of a shelter or a "
                "small home is shown to nobody unless its provider has allowed it in writing."
            ),
            ConfirmationPanel("guard_confirmation"),
            MultiFieldPanel(WHAT, heading="What it is"),
            CountsPanel(heading="Counts"),
            MultiFieldPanel(WHERE, heading="Where"),
            MultiFieldPanel(FOR_WHOM, heading="For whom"),
            MultiFieldPanel(HOW, heading="How to reach it"),
            MultiFieldPanel(KNOWN, heading="What is known about it"),
        ],
        base_form_class=ListingForm,
    )


class CountCreateView(CreateView):
    """A new count; `?listing=` chooses the listing."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "listing": self.request.GET.get("listing", "")}


class CountViewSet(ModelViewSet):
    """Counts, the newest first. One that was wrong is followed by a right one; none is changed."""

    model = Availability
    icon = "list-ol"
    menu_label = "Counts"
    add_view_class = CountCreateView
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = ["listing", "population", "status", "total", "occupied", "held", "as_of", "counted_by", "channel"]
    list_filter = ["status", "channel", "population"]
    search_fields = ["listing__name", "listing__operator"]
    ordering = ["-as_of", "-pk"]
    edit_handler = ObjectList(
        [
            HelpPanel("A count is added to the ones before, and never changed: count again where one was wrong."),
            FieldRowPanel([FieldPanel("listing"), FieldPanel("population")]),
            FieldRowPanel([FieldPanel("total"), FieldPanel("occupied"), FieldPanel("held")]),
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("waiting_length"), FieldPanel("waiting_days")]),
            FieldPanel("as_of"),
        ],
        base_form_class=CountForm,
    )


class PolicyViewSet(ModelViewSet):
    """How long each kind of statement is believed. In force as soon as it is saved, in the search too."""

    model = FreshnessPolicy
    icon = "time"
    menu_label = "Freshness"
    copy_view_enabled = False
    list_display = ["subject", "fresh_hours", "stale_hours", "hidden_hours"]
    edit_handler = ObjectList(
        [
            HelpPanel("Every listing is read anew when you save: with thousands of them that takes some seconds."),
            FieldPanel("fresh_hours"),
            FieldPanel("stale_hours"),
            FieldPanel("hidden_hours"),
        ],
        base_form_class=PolicyForm,
    )


class DirectoryGroup(ModelViewSetGroup):
    """The directory's part of the menu."""

    menu_label = "Directory"
    menu_icon = "home"
    menu_order = 210
    items = (ListingViewSet, CountViewSet, PolicyViewSet)
