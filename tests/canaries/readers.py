"""Who reads, and how much each may know of the listings of Kern County, which keeps all canaries."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from portal.accounts.factories import person
from portal.accounts.models import User
from portal.accounts.roles import AgencyKind, Role
from tests.canaries.birds import Level
from tests.signing_in import sign_in
from tests.test_matrix import READERS as MATRIX
from tests.test_matrix import STATUS, TABLE

READERS: dict[str, tuple[Level, Callable[[], User | AnonymousUser]]] = {
    "keeper": (Level.PLACING, lambda: person(county="kern", role=Role.COORDINATOR)),
    "placing worker": (Level.PLACING, lambda: person(county="inyo", role=Role.PLACING_WORKER)),
    "coordinator elsewhere": (Level.PLACING, lambda: person(county="butte", role=Role.COORDINATOR)),
    "staff": (Level.MEMBER, lambda: person(role=Role.STAFF)),
    "privacy officer": (Level.MEMBER, lambda: person(role=Role.PRIVACY_OFFICER)),
    "observer": (Level.MEMBER, lambda: person(role=Role.OBSERVER, agency_kind=AgencyKind.EVALUATOR)),
    "law enforcement": (Level.MEMBER, lambda: person(role=Role.MEMBER, agency_kind=AgencyKind.LAW_ENFORCEMENT)),
    "member": (Level.MEMBER, lambda: person(county="fresno", role=Role.MEMBER)),
    "halfway": (Level.PUBLIC, lambda: person(county="kern", role=Role.COORDINATOR)),
    "stranger": (Level.PUBLIC, AnonymousUser),
}
# The account of the demo that is of the same kind, by its name in the table of addresses.
LIKE = {
    "keeper": "kern",
    "placing worker": "fresno",
    "coordinator elsewhere": "butte",
    "staff": "staff",
    "privacy officer": "privacy",
    "observer": "observer",
    "law enforcement": "sheriff",
    "member": "member",
    "halfway": "halfway",
    "stranger": "nobody",
}
# Pages on which these readers keep listings, and see all of them.
KEEPING = {"keeper": ("/directory/keeping/",), "staff": ("/cms/", "/directory/keeping/")}
# The audit names every listing by its id: who reads it may see in the CMS that one of that id is there.
READS_THE_AUDIT = {"privacy officer"}
# One reader for each level.
ONE_OF = {Level.PUBLIC: "stranger", Level.MEMBER: "member", Level.PLACING: "placing worker"}


def open_to(who: str) -> list[str]:
    """The addresses of the table that open for this reader."""
    column = list(MATRIX).index(LIKE[who])
    return [address for address, signs in TABLE.items() if STATUS[signs[column]] == 200]


def of_the_demo(who: str) -> User | None:
    """The account of the demo that is of this reader's kind; None for a stranger."""
    return User.objects.filter(email=MATRIX[LIKE[who]]).first()


def client_of(who: str, person: User | None = None) -> Client:
    """A browser in which this reader is signed in, as this person or as one made for it.

    One that is halfway hasn't shown the second factor.
    """
    client = Client(headers={"host": "127.0.0.1"})
    reader = person or READERS[who][1]()
    if who == "halfway":
        client.force_login(reader)
    elif isinstance(reader, User):
        sign_in(client, reader)
    return client
