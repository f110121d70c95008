"""What the CMS keeps: files, people and partners, pages, navigation."""

from portal.pages.models.files import PortalDocument, PortalImage, PortalRendition
from portal.pages.models.navigation import NavigationItem, NavigationMenu
from portal.pages.models.pages import BasePage, ContentPage, HomePage, IndexPage
from portal.pages.models.people import Partner, Person

__all__ = [
    "BasePage",
    "ContentPage",
    "HomePage",
    "IndexPage",
    "NavigationItem",
    "NavigationMenu",
    "Partner",
    "Person",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
]
