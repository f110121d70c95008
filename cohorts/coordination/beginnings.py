"""A new request that begins with what somebody looked for elsewhere: codes in an address, never text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term

if TYPE_CHECKING:
    from django.http import QueryDict

DIRECTORY = "directory"
# A name in the address, the scheme of its codes, and the field of the form that takes them.
_MANY = (
    ("type", Scheme.PLACEMENT, "placement_types"),
    ("type", Scheme.SERVICE, "services"),
    ("need", Scheme.NEED, "needs"),
    ("language", Scheme.LANGUAGE, "languages"),
)
_MOST = 80  # an address from elsewhere may be of any length


def from_search(address: QueryDict) -> dict[str, Any]:
    """What the form starts with where the address says `from=directory`; else nothing. Unknown codes are dropped.

    `age` is the code of an age band, `need`, `type` and `language` are terms in force today, `county` is the slug of a
    county to ask; each but `age` may come many times. Two SQL queries.
    """
    if address.get("from") != DIRECTORY:
        return {}
    wanted = {name: set(address.getlist(name)[:_MOST]) for name in ("age", "county", *(name for name, *_ in _MANY))}
    codes = set().union(*wanted.values())
    terms = [term for term in Term.objects.current() if term.code in codes]
    counties = [county for county in County.objects.all() if county.slug in wanted["county"]]
    return _filled(wanted, terms, counties)


def _filled(wanted: Mapping[str, set[str]], terms: list[Term], counties: list[County]) -> dict[str, Any]:
    found: dict[str, Any] = {
        field: [term for term in terms if term.scheme == scheme and term.code in wanted[name]]
        for name, scheme, field in _MANY
    }
    found["target_counties"] = counties
    found["age_band"] = next(
        (term for term in terms if term.scheme == Scheme.AGE_BAND and term.code in wanted["age"]), None
    )
    return {field: value for field, value in found.items() if value}
