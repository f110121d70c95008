"""The CMS screens for what isn't a page."""

from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.pages.models import NavigationMenu, Partner, Person


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = [
        "name",
        "role",
        "organisation",
        DateColumn("consent_until", label="Consent until", sort_key="consent_until"),
    ]
    list_filter = ["organisation", "consent_until"]
    list_export = ["name", "role", "organisation", "consent_until"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name"]


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "site"
    list_display = ["name", "short_name", "part", "website"]
    search_fields = ["name", "short_name"]
    ordering = ["name"]


class NavigationMenuViewSet(SnippetViewSet):
    model = NavigationMenu
    icon = "list-ul"
    menu_label = "Navigation"
    list_display = ["place"]
    copy_view_enabled = False


class NetworkViewSetGroup(SnippetViewSetGroup):
    """People, partners and menus, together in the CMS menu."""

    items = (PersonViewSet, PartnerViewSet, NavigationMenuViewSet)
    menu_label = "People and menus"
    menu_icon = "group"
    menu_order = 250
