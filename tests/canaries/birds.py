"""The canaries: listings in which every field holds a word of its own that no one else says.

Who may meet which of these words stands here once more as a table, not read from `resources.access`: where the two
differ, one of them is wrong.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import re
import uuid
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from django.utils import timezone

from resources import factories
from resources.actions import note_change
from resources.models import Listing

county, terms = functools.cache(factories.county), functools.cache(factories.terms)  # the same rows in every database
STARTED = timezone.now()  # one moment for all, so that the same page is the same to the second
LONG_AGO = STARTED - datetime.timedelta(days=370)
CHANGED_AT = STARTED - datetime.timedelta(days=4)
COUNTED_AT = STARTED - datetime.timedelta(minutes=90)  # far from a moment at which a sentence on a page changes


class Level(IntEnum):
    """How much a reader may know of listings; each level knows what those before it know."""

    PUBLIC = 0
    MEMBER = 1
    PLACING = 2
    KEEPER = 3


# Every text of a listing, and the level from which it may be met where the listing is open.
TEXTS = {
    "name": Level.PUBLIC,
    "operator": Level.PUBLIC,
    "description": Level.PUBLIC,
    "city": Level.PUBLIC,
    "phone": Level.PUBLIC,
    "website": Level.PUBLIC,
    "hours": Level.MEMBER,
    "email": Level.MEMBER,
    "license_type": Level.MEMBER,
    "license_number": Level.MEMBER,
    "training_evidence": Level.MEMBER,
    "counted_by_name": Level.MEMBER,  # of its count
    "referral_steps": Level.PLACING,
    "presumptive_transfer": Level.PLACING,
    "address": Level.KEEPER,  # or from where its visibility says
    "address_authorised_by": Level.KEEPER,
    "internal_note": Level.KEEPER,
}
# Members know of a confidential listing that it exists and whether it has room.
IDENTITY = frozenset({"name", "operator", "counted_by_name"})
# What is no text can't be looked for; below its level it may make no difference.
OTHERS = {
    "populations": Level.PUBLIC,
    "languages": Level.PUBLIC,
    "access": Level.PUBLIC,
    "minimum_age": Level.PUBLIC,
    "maximum_age": Level.PUBLIC,
    "needs": Level.MEMBER,
    "trafficking": Level.MEMBER,
    "funding": Level.MEMBER,
    "contracts_with": Level.MEMBER,
    "accepts_out_of_county": Level.MEMBER,
    "security": Level.MEMBER,
    "license_status": Level.MEMBER,
    "license_capacity": Level.MEMBER,
    "license_checked_on": Level.MEMBER,
    "training_on": Level.MEMBER,
    "address_authorised_at": Level.KEEPER,
}
ADDRESS_FROM = {"public": Level.PUBLIC, "member": Level.MEMBER, "placing": Level.PLACING, "never": Level.KEEPER}


@dataclass(frozen=True)
class Bird:
    """One canary. `found_from`: who finds it at all; `texts`: the fields that hold a word of their own."""

    key: str
    found_from: Level
    address_visibility: str = "never"
    texts: tuple[str, ...] = tuple(TEXTS)
    fields: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def pk(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"canary:{self.key}")

    def level(self, name: str) -> Level:
        """From where on this field may be met."""
        if self.found_from == Level.KEEPER:
            return Level.KEEPER
        if name == "address":
            return max(self.found_from, ADDRESS_FROM[self.address_visibility])
        level = max(self.found_from, {**TEXTS, **OTHERS}[name])
        if self.fields.get("is_confidential") and name not in IDENTITY:
            return max(level, Level.PLACING)
        return level

    def words(self) -> dict[str, str]:
        """Each field that holds one, with its word."""
        return {name: word(self.key, name) for name in self.texts}

    def hidden_from(self, level: Level) -> list[str]:
        """The words that a reader of this level may not meet."""
        return [each for name, each in self.words().items() if self.level(name) > level]

    def shown_to(self, level: Level) -> list[str]:
        """The words that a reader of this level may meet."""
        return [each for name, each in self.words().items() if self.level(name) <= level]


_ADDRESS_ALONE = ("name", "address")
BIRDS = (
    Bird("open", Level.PUBLIC),
    Bird("open, placing roles see where", Level.PUBLIC, "placing", _ADDRESS_ALONE),
    Bird("open, members see where", Level.PUBLIC, "member", _ADDRESS_ALONE),
    Bird("open, everyone sees where", Level.PUBLIC, "public", _ADDRESS_ALONE),
    Bird("confidential", Level.MEMBER, fields={"is_confidential": True}),
    Bird("confidential, placing roles see where", Level.MEMBER, "placing", _ADDRESS_ALONE, {"is_confidential": True}),
    Bird("not confirmed for a year", Level.MEMBER, "public", fields={"verified_at": LONG_AGO}),
    Bird("draft", Level.KEEPER, "public", fields={"status": "draft"}),
    Bird("suspended", Level.KEEPER, "public", fields={"status": "suspended"}),
)
SHOWN, CONFIDENTIAL = (next(bird for bird in BIRDS if bird.key == key) for key in ("open", "confidential"))


def word(key: str, name: str) -> str:
    """An invented word of twelve letters, or a phone number: too far from any other to be taken for a slip of it."""
    digest = hashlib.sha256(f"{key}/{name}".encode()).digest()
    if name == "phone":
        return f"559555{int.from_bytes(digest[:4]) % 10_000:04}"
    return "q" + "".join("abcdefghijklmnoprtuvw"[each % 21] for each in digest[:10]) + "x"


def nonsense(number: int = 0) -> str:
    """A word of the same kind that no listing says."""
    return word("nobody", f"nonsense {number}")


def hidden_words(level: Level) -> list[str]:
    """All words that a reader of this level may not meet."""
    return [each for bird in BIRDS for each in bird.hidden_from(level)]


def said(text: str, words: list[str]) -> list[str]:
    """Those of the words that a text says, whatever stands between the digits of a phone number."""
    digits = re.sub(r"(?<=\d)[\s().-]{1,3}(?=\d)", "", text)
    lower = text.lower()
    return [each for each in words if each in (digits if each.isdigit() else lower)]


def release(level: Level = Level.KEEPER, shown: dict[str, Any] | None = None) -> None:
    """Puts the canaries into the directory, and of each no more than a reader of this level may know.

    `shown` are other fields for the canary SHOWN. Two listings stand beside them that say some of the same plain words.
    """
    others = [
        _put(
            uuid.uuid5(uuid.NAMESPACE_URL, place),
            name=f"Almond Homes {number}",
            description=f"A shelter for girls. {'Girls and shelter. ' * number}",
            county=county(place),
            related={"populations": terms("population", "girls")},
        )
        for number, place in enumerate(("kern", "fresno"))
    ]
    let_out = [
        _let_out(bird if bird != SHOWN else replace(bird, fields=shown or {}), level)
        for bird in BIRDS
        if bird.found_from <= level
    ]
    note_change(*others, *let_out)
    if level == Level.KEEPER:  # one more edit, of which only its keepers may know
        note_change(*(each for each in let_out if each.pk == SHOWN.pk))


def _let_out(bird: Bird, level: Level) -> Listing:
    known = {name: value for name, value in _values(bird).items() if bird.level(name) <= level}
    related = {name: known.pop(name) for name in list(known) if isinstance(known[name], list)}
    counter = known.pop("counted_by_name", "")
    confirmed = {"verified_at": STARTED - datetime.timedelta(days=100 if level >= Level.MEMBER else 3)}
    made = _put(
        bird.pk,
        county=county("kern"),
        **{**confirmed, **bird.fields, **known, "address_visibility": bird.address_visibility},
        related=related,
    )
    if bird.level("counted_by_name") <= level:
        factories.AvailabilityFactory(listing=made, as_of=COUNTED_AT, counted_by_name=counter)
    return made


def _put(pk: uuid.UUID, related: dict[str, list[Any]], **fields: Any) -> Listing:
    made = {"created_at": CHANGED_AT, "changed_at": CHANGED_AT, **fields}
    return factories.ListingFactory.create(pk=pk, related={"types": terms("placement", "strtp"), **related}, **made)


def _values(bird: Bird) -> dict[str, Any]:
    """What stands in each field of a canary where all is known."""
    texts = {name: _text(name, own) for name, own in bird.words().items()}
    if "internal_note" not in texts:
        return texts
    return {
        **texts,
        "populations": terms("population", "boys", "girls"),
        "languages": terms("language", "spanish"),
        "access": terms("access", "walk-in"),
        "minimum_age": 12,
        "maximum_age": 17,
        "needs": terms("need", "awake-overnight"),
        "trafficking": terms("trafficking", "sex"),
        "funding": terms("funding", "afdc-fc"),
        "contracts_with": [county("inyo")],
        "accepts_out_of_county": True,
        "security": "secure",
        "license_status": "on_probation",
        "license_capacity": 6,
        "license_checked_on": datetime.date(2026, 3, 2),
        "training_on": datetime.date(2026, 3, 3),
        "address_authorised_at": datetime.date(2026, 3, 4),
    }


def _text(name: str, own: str) -> str:
    match name:
        case "phone" | "license_number" | "city":
            return own
        case "email":
            return f"{own}@provider.example"
        case "website":
            return f"https://{own}.example"
        case _:
            return f"{own} shelter for girls"
