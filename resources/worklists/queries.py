"""Reads of a person's lists: plain data, in a known number of SQL queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse

from portal.accounts.models import User
from resources.asked import View, read
from resources.models import Call, CallList, Kind, Result, SharedList, Source
from resources.queries import seek
from resources.queries.listing import ListingPage
from resources.worklists import access, entries
from search.service import find

MOST_HITS = 20  # the first page: whoever calls more than that narrows the search first
_signer = signing.Signer(sep=".", salt="resources.worklists.shared")


@dataclass(frozen=True)
class Link:
    """A link that the person made: `url` is what they hand on."""

    pk: UUID
    url: str
    listings: int
    made_at: datetime.datetime
    ends_at: datetime.datetime


@dataclass(frozen=True)
class Shortlist:
    """What the person has put aside, as they may see it now, and the links that they made."""

    entries: tuple[ListingPage, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class SharedPage:
    """A shared list as this reader may see it; None stands for a listing that is not for them."""

    link: SharedList
    entries: tuple[ListingPage | None, ...]


@dataclass(frozen=True)
class CallRow:
    """One listing to call, as the person may see it now, and what came of it."""

    call: Call
    entry: ListingPage
    questions: tuple[str, ...]

    @property
    def results(self) -> tuple[tuple[str, str], ...]:
        """The results that are kept by one tap, as this kind of listing says them; calling back needs a time."""
        return tuple((result.value, _said(result, self.entry)) for result in Result if result != Result.CALL_BACK)

    @property
    def said(self) -> str:
        """The result in words; empty: not called yet."""
        return _said(Result(self.call.result), self.entry) if self.call.result else ""

    @property
    def may_tell(self) -> bool:
        """Whether its keepers can be told of the result."""
        return self.call.result in (Result.HAS_BED, Result.FULL) and self.call.told_at is None


@dataclass(frozen=True)
class CallPage:
    """One call list; a listing that the person no longer finds is left out."""

    calls: CallList
    rows: tuple[CallRow, ...]

    @property
    def called(self) -> int:
        return sum(bool(row.call.result) for row in self.rows)


def shortlisted(user: User | AnonymousUser) -> frozenset[UUID] | None:
    """The listings in the person's shortlist, for the buttons of a page; None: a stranger has none. One SQL query."""
    if not user.is_authenticated:
        return None
    return frozenset(access.shortlist_of(user).values_list("listing", flat=True))


def shortlist(user: User) -> Shortlist:
    """15 SQL queries."""
    pks = tuple(access.shortlist_of(user).values_list("listing", flat=True))
    return Shortlist(entries.in_order(user, pks), links(user))


def links(user: User) -> tuple[Link, ...]:
    """The person's links that still lead somewhere, the last one first. One SQL query."""
    made = access.links_of(user).annotate(listings=Count("entries"))
    return tuple(Link(each.pk, url_of(each), each.listings, each.made_at, each.ends_at) for each in made)


def url_of(link: SharedList) -> str:
    """The address of a shared list. Its key is signed, and names no person and no listing."""
    return settings.SITE_URL + reverse("resources:shared", args=[_signer.sign(link.pk.hex)])


def shared_page(user: User, key: str) -> SharedPage | None:
    """What a link shows this reader; None: it is not one of ours, has ended, or was revoked. 15 SQL queries."""
    try:
        pk = _signer.unsign(key)
    except signing.BadSignature:
        return None
    link = access.shared_list(pk)
    if link is None:
        return None
    pks = list(link.entries.values_list("listing", flat=True))
    found = entries.entries(user, pks)
    return SharedPage(link, tuple(found.get(pk) for pk in pks))


def listings_to_call(user: User, source: str, address: str) -> list[UUID]:
    """The listings of a new call list: the person's shortlist, or the first hits of a search by its address."""
    if source == Source.SHORTLIST:
        return list(access.shortlist_of(user).values_list("listing", flat=True))
    sought = seek(user, read(QueryDict(address)).but(view=View.LIST), {})
    return [UUID(pk) for _, pk in find(sought.request(MOST_HITS)).keys]


def call_lists(user: User) -> list[CallList]:
    """The person's call lists, the last touched first, with `listings` and `called`. One SQL query."""
    called = Count("calls", filter=~Q(calls__result=""))
    return list(access.call_lists_of(user).annotate(listings=Count("calls"), called=called))


def call_page(user: User, pk: UUID) -> CallPage:
    """One call list of the person. 15 SQL queries. Raises CallList.DoesNotExist for any other, or one that is over."""
    call_list = access.call_lists_of(user).get(pk=pk)
    calls = list(call_list.calls.all())
    found = entries.entries(user, [call.listing_id for call in calls])
    rows = tuple(_row(call, found[call.listing_id]) for call in calls if call.listing_id in found)
    return CallPage(call_list, rows)


def call_row(user: User, pk: int) -> CallRow:
    """One call of the person's. 14 SQL queries. Raises Call.DoesNotExist for any other, or if the listing is not for them."""
    call = access.calls_of(user).select_related("call_list").get(pk=pk)
    found = entries.entries(user, [call.listing_id])
    if call.listing_id not in found:
        raise Call.DoesNotExist
    return _row(call, found[call.listing_id])


def _row(call: Call, entry: ListingPage) -> CallRow:
    return CallRow(call, entry, tuple(_questions(entry)))


def _unit(entry: ListingPage) -> str:
    return "bed" if entry.card.kind_label == Kind.PLACEMENT.label else "place"


def _said(result: Result, entry: ListingPage) -> str:
    return f"Has a {_unit(entry)}" if result == Result.HAS_BED else result.label


def _questions(entry: ListingPage) -> list[str]:
    """What to ask, after what is not known of the listing."""
    unit = _unit(entry)
    counts = entry.card.counts or ()
    questions = [f"Is a {unit} open tonight, and for whom?"]
    if any(not count.is_known for count in counts):
        questions.append(f"How many {unit}s are open? The last count is too old, or there is none.")
    if entry.card.accepts_out_of_county is None:
        questions.append("Do you take youth from other counties?")
    if not entry.card.ages:
        questions.append("Which ages do you take?")
    if not entry.referral_steps:
        questions.append("What do you need from us for a referral, and who decides?")
    questions.append("If not tonight, when? Who else could help?")
    return questions
