"""Who may read which page and which file. Nothing else in this room decides permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from portal.accounts.access import capabilities
from portal.accounts.roles import Capability
from portal.accounts.sessions import second_factor_confirmed
from portal.pages.levels import ALL_LEVELS, AccessLevel
from portal.pages.models import BasePage, PortalDocument

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from wagtail.query import PageQuerySet

    from portal.accounts.models import User

Levels = frozenset[AccessLevel]

LEVEL_CAPABILITY = {AccessLevel.MEMBERS: Capability.ENTER, AccessLevel.STAFF: Capability.CMS}
ROOT_DEPTH = 1  # the root of the tree is no page that anyone reads
REFUSALS = {
    AccessLevel.MEMBERS: "This is for members of the network. Ask your county's coordinator or PACT staff to invite you.",
    AccessLevel.STAFF: "This is for PACT staff. Write to PACT if you need what it holds.",
}


def levels_for(user: User | AnonymousUser) -> Levels:
    """The access levels that a person may read. One SQL query, none for nobody."""
    held = {capability for capability, _ in capabilities(user)}
    return frozenset({AccessLevel.PUBLIC, *(level for level, needed in LEVEL_CAPABILITY.items() if needed in held)})


def check_may_read(user: User | AnonymousUser, level: str) -> None:
    """Raises PermissionDenied, with a sentence for people, unless the person may read things of this level."""
    if level != AccessLevel.PUBLIC and level not in levels_for(user):
        raise PermissionDenied(REFUSALS[AccessLevel(level)])


def visible_to(user: User | AnonymousUser) -> PageQuerySet[Page]:
    """Live pages that a person may read, of every type: for lists, search, navigation and the site map.

    One SQL query for the person's levels, none for nobody, and the list's own.
    """
    return readable_at(levels_for(user))


def readable_at(levels: Levels) -> PageQuerySet[Page]:
    """Live pages for a reader of these levels. A page of a type that isn't a BasePage counts as for staff."""
    pages = _with_level(Page.objects.live().filter(depth__gt=ROOT_DEPTH)).filter(level__in=levels)
    if levels == ALL_LEVELS:
        return pages
    closed = _with_level(Page.objects.filter(depth__gt=ROOT_DEPTH)).exclude(level__in=levels)
    outer = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return pages.exclude(Exists(closed.alias(below=outer).filter(below__startswith=F("path"))))


def documents_visible_to(user: User | AnonymousUser) -> QuerySet[PortalDocument]:
    """Documents that a person may open. One SQL query for the person's levels, none for nobody, and the list's own."""
    return PortalDocument.objects.filter(access__in=levels_for(user))


def level_of(page: Page) -> AccessLevel:
    """The level that holds for a page: its own or that of a page above it, whichever is more closed. One SQL query."""
    steps = range(page.steplen * 2, len(page.path), page.steplen)
    above = _with_level(Page.objects.filter(path__in=[page.path[:end] for end in steps]))
    own = AccessLevel(page.specific.access)
    return max([own, *map(AccessLevel, above.values_list("level", flat=True))], key=list(AccessLevel).index)


def reader_of(request: HttpRequest) -> User | AnonymousUser:
    """The person whose levels decide what a page lists: nobody, until a second factor was shown in this session.

    No SQL query. An error page can be made before anyone was asked who it is for: then it is for nobody.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not second_factor_confirmed(request.session, user):
        return AnonymousUser()
    return user


def levels_of(request: HttpRequest) -> Levels:
    """The levels of a request's reader, asked once for all that its page shows."""
    if not hasattr(request, "_reader_levels"):
        request._reader_levels = levels_for(reader_of(request))  # type: ignore[attr-defined]
    return request._reader_levels  # type: ignore[attr-defined]


def _with_level(pages: PageQuerySet[Page]) -> PageQuerySet[Page]:
    """Annotates `level`, the page's own; what has none counts as for staff."""
    columns = [F(f"{name}__access") for name in _types_with_level()]
    return pages.annotate(level=Coalesce(*columns, Value(AccessLevel.STAFF.value)))


def _types_with_level() -> list[str]:
    """How a query on Page reaches each table that has the column: the models that get it from BasePage itself."""
    return [
        model._meta.get_ancestor_link(Page).remote_field.name or model._meta.model_name
        for model in apps.get_models()
        if issubclass(model, BasePage) and model._meta.get_field("access").model is model
    ]
