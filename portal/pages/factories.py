"""Pages, people, partners and files for tests and for the demo."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import factory
import PIL.Image
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from wagtail.models import Page

from portal.pages.levels import AccessLevel
from portal.pages.models import (
    ContentPage,
    HomePage,
    IndexPage,
    NavigationItem,
    NavigationMenu,
    Partner,
    Person,
    PortalDocument,
    PortalImage,
)


def home() -> HomePage:
    """The public front door, which the migrations made."""
    return HomePage.objects.get()


class BasePageFactory(DjangoModelFactory):
    """A live page below the front door, or below `parent`."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.Sequence(lambda number: f"page-{number}")
    access = AccessLevel.PUBLIC

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any) -> Page:
        return (parent or home()).add_child(instance=model_class(**fields))


class ContentPageFactory(BasePageFactory):
    class Meta:
        model = ContentPage


class IndexPageFactory(BasePageFactory):
    class Meta:
        model = IndexPage

    slug = factory.Sequence(lambda number: f"section-{number}")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Alex Romero {number}")
    role = "Regional coordinator"


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda number: f"Partner {number}")
    part = "Advises the network"


class NavigationMenuFactory(DjangoModelFactory):
    class Meta:
        model = NavigationMenu
        django_get_or_create = ("place",)

    place = NavigationMenu.Place.MAIN


class NavigationItemFactory(DjangoModelFactory):
    class Meta:
        model = NavigationItem

    menu = factory.SubFactory(NavigationMenuFactory)
    label = factory.Sequence(lambda number: f"Link {number}")


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = PortalDocument

    title = factory.Sequence(lambda number: f"Guide {number}")
    file = factory.LazyAttribute(lambda document: ContentFile(b"%PDF-1.4 a guide", name="guide.pdf"))
    access = AccessLevel.PUBLIC


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = PortalImage

    title = factory.Sequence(lambda number: f"Picture {number}")
    description = "A plain picture"
    access = AccessLevel.PUBLIC
    file = factory.LazyFunction(lambda: ContentFile(_plain_picture(), name="picture.png"))


def _plain_picture() -> bytes:
    picture = BytesIO()
    PIL.Image.new("RGB", (64, 64), "teal").save(picture, "PNG")
    return picture.getvalue()
