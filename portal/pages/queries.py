"""What this room shows: plain data, for one reader, with a known number of SQL queries.

What stands on one page takes the reader's levels (`access.levels_for`), so that a page asks for them once and not for each
of its blocks.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from portal.counties.maps import MapValue
from portal.counties.models import Tag
from portal.counties.queries import cohorts, sets_ever
from portal.pages import access
from portal.pages.access import Levels
from portal.pages.models import NavigationItem, Person, PortalDocument, PortalImage, PortalRendition

# A portrait of 160 px, twice as fine for sharp screens.
PHOTO_FILTER = "fill-320x320|format-webp"


# The front door's title is a sentence; a way back needs one word.
HOME_LABEL = "Home"
HOME_DEPTH = 2
COHORT_NOTE = (
    "PACT names four regional cohorts, but no published list says which county is in which. "
    "This division follows the regional training academies; staff can change it, county by county."
)


@dataclass(frozen=True)
class Link:
    """A link of a menu. `current` is true for the place that the reader is at or below."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class PageCard:
    title: str
    url: str
    introduction: str


@dataclass(frozen=True)
class PersonCard:
    name: str
    role: str
    organisation: str
    about: str
    photo: PortalRendition | None


@dataclass(frozen=True)
class CountySets:
    """What the county map shows: a value by FIPS code, the legend of its levels, and what is uncertain about it."""

    values: dict[str, MapValue]
    legend: dict[int, str]
    note: str


@dataclass(frozen=True)
class Menus:
    """Every menu of the layout, for one reader."""

    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def at(self, place: str, path: str) -> list[Link]:
        """The links of one place. Of those that lead to `path` or above it, the closest is the current one."""
        links = self.links.get(place, [])
        reached = [url for _, url in links if path == url or (url != "/" and path.startswith(url))]
        current = max(reached, key=len, default=None)
        return [Link(label, url, url == current) for label, url in links]


def menus(levels: Levels) -> Menus:
    """The links that a reader may follow, in order. One SQL query; the site's root is cached."""
    items = (
        NavigationItem.objects.filter(
            Q(page__isnull=True, access__in=levels) | Q(page__in=access.readable_at(levels).values("pk"))
        )
        .select_related("menu", "page")
        .order_by("menu", "sort_order", "pk")
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for item in items:
        url = item.page.url if item.page else item.path
        if url:
            found.setdefault(item.menu.place, []).append((item.label, url))
    return Menus(found)


def pages_below(page: Page, levels: Levels) -> list[PageCard]:
    """The pages directly below one, in the order of the tree, that a reader may read.

    One SQL query for the pages, and one for each page type among them.
    """
    children = access.readable_at(levels).child_of(page).specific()
    return [PageCard(child.title, child.url, child.introduction) for child in children]


def trail(page: Page, levels: Levels) -> list[PageCard]:
    """The pages above one, from the home page down, that a reader may read. One SQL query."""
    above = access.readable_at(levels).ancestor_of(page).order_by("depth")
    return [PageCard(HOME_LABEL if each.depth == HOME_DEPTH else each.title, each.url, "") for each in above]


def county_sets(kind: str) -> CountySets:
    """What the county map shows of a kind of tag today: each county's set by name. Two SQL queries.

    Sets are told apart by level 1 to 4, in the order of their names; a county in two of them shows the first.
    """
    sets = cohorts() if kind == Tag.Kind.COHORT else sets_ever(kind)[:1]
    values: dict[str, MapValue] = {}
    for level, each in enumerate(sets, start=1):
        for county in each.counties:
            values.setdefault(county.fips, MapValue(each.tag.name, level))
    note = COHORT_NOTE if kind == Tag.Kind.COHORT else "".join(each.tag.note for each in sets)
    return CountySets(values, {level: each.tag.name for level, each in enumerate(sets, start=1)}, note)


def people_shown(chosen: Iterable[Person], levels: Levels) -> list[PersonCard]:
    """Chosen people whose consent covers today, in the order chosen; a photo only if the reader may see it.

    One SQL query for the people and two for photos; more only when a photo is shown for the first time.
    """
    order = [person.pk for person in chosen]
    people = Person.objects.shown().in_bulk(order)
    photos = _photos({people[pk].photo_id for pk in order if pk in people}, levels)
    return [
        PersonCard(person.name, person.role, person.organisation, person.about, photos.get(person.photo_id))
        for person in (people[pk] for pk in order if pk in people)
    ]


def pages_that_show(people: Iterable[int], levels: Levels) -> dict[int, Page]:
    """For each of these people (by key) who is on a live page that readers of these levels may read: the first such page.

    First in the order of the tree. Two SQL queries; none without people. Knows of a page's people what Wagtail's reference
    index does, which follows a publication at once, or within moments where a worker keeps it.
    """
    pks = [str(pk) for pk in people]
    if not pks:
        return {}
    types = ContentType.objects.get_for_models(Page, Person)
    references = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[Person], to_object_id__in=pks
    )
    shown_on: dict[int, set[int]] = {}
    for page, person in references.values_list("object_id", "to_object_id"):
        shown_on.setdefault(int(page), set()).add(int(person))
    found: dict[int, Page] = {}
    for page in access.readable_at(levels).filter(pk__in=shown_on).order_by("path"):
        for person in shown_on[page.pk]:
            found.setdefault(person, page)
    return found


def documents_shown(chosen: Iterable[PortalDocument], levels: Levels) -> list[PortalDocument]:
    """Chosen documents that a reader may open, in the order chosen. No SQL query."""
    return [document for document in chosen if document.access in levels]


def image_shown(image: PortalImage | None, levels: Levels) -> PortalImage | None:
    """The image, or None if the reader may not see it. No SQL query."""
    return image if image is not None and image.access in levels else None


def document_named(pk: int, filename: str) -> PortalDocument | None:
    """The document, whoever asks; None if there is none or its file has another name. One SQL query."""
    found = PortalDocument.objects.filter(pk=pk).first()
    return found if found is not None and found.filename == filename else None


def rendition(pk: int) -> PortalRendition | None:
    """One size of an image, with the image, whoever asks; None if there is none. One SQL query."""
    return PortalRendition.objects.select_related("image").filter(pk=pk).first()


def public_addresses() -> list[tuple[str, datetime.datetime]]:
    """Full address and time of the last publication (UTC) of each page that is open to everyone, for the site map."""
    pages = access.visible_to(AnonymousUser()).order_by("path")
    return [(settings.SITE_URL + page.url, page.last_published_at) for page in pages]


def _photos(image_ids: set[int | None], levels: Levels) -> dict[int | None, PortalRendition]:
    wanted = PortalImage.objects.filter(pk__in=image_ids - {None}, access__in=levels)
    return {image.pk: image.get_rendition(PHOTO_FILTER) for image in wanted.prefetch_renditions(PHOTO_FILTER)}
