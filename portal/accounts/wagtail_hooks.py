"""What staff find under the CMS: the terms of use, the organisations, and the way to the list of people."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.accounts import access
from portal.accounts.models import Organisation, TermsOfUse
from portal.accounts.roles import Capability


class TermsOfUseViewSet(SnippetViewSet):
    model = TermsOfUse
    icon = "doc-full"
    list_display = ["version", "published_at"]
    panels = [FieldPanel("version"), FieldPanel("published_at"), FieldPanel("body")]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name"]
    panels = [FieldPanel("name")]


register_snippet(TermsOfUseViewSet)
register_snippet(OrganisationViewSet)


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return access.may(request.user, Capability.INVITE)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """People join by invitation and are looked after in one place, for coordinators and staff alike."""
    return PeopleMenuItem("People", reverse("accounts:people"), name="people", icon_name="group", order=850)
