"""What one process remembers of one tier's documents: a bit for each document in one number for each code.

So a facet is counted by joining two numbers, whatever the number of hits (measured: 1,500 codes over 20,000 documents in
3 to 6 ms, against 60 to 130 in SQL). A catalog never changes once others can see it; `with_changes` makes the next.
It takes about 15 MB for 20,000 documents of 50 codes each.
"""

from __future__ import annotations

from array import array
from bisect import bisect, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from typing import NamedTuple

from search.engines.codes import EVER_AFTER, Span, uncoded
from search.engines.places import Place

Bits = int  # bit n: the document in slot n
Name = tuple[str, str, str]  # the folded title, the kind and the key: the order of names
_BINARY = bytes.maketrans(b"01", b"\0\1")


class Record(NamedTuple):
    """A document as a catalog is told of it; `number` is that of its row."""

    number: int
    name: Name
    codes: Sequence[str]
    spans: Sequence[Span]
    place: Place | None


class Toggle(NamedTuple):
    """At this moment a document gets a code that comes and goes, or loses it."""

    moment: int
    code: str
    slot: int


@dataclass(frozen=True)
class Clock:
    """All codes as they stand at a moment; no document has one for good and for a while."""

    moment: int
    bits: Mapping[str, Bits]


@dataclass
class Catalog:
    """`changes`: the tokens of the changes that it knows, by which it is told from every other.

    A document has a slot; a changed one gets a new slot at the end, and its old one is dead. The first `in_order` slots
    stand in the order of names.
    """

    changes: frozenset[int] = frozenset()
    numbers: list[int] = field(default_factory=list)
    slots: dict[int, int] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    in_order: int = 0
    alive: Bits = 0
    kinds: Mapping[str, Bits] = field(default_factory=dict)
    facets: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[Place, list[int]] = field(default_factory=dict)
    place_of: dict[int, Place] = field(default_factory=dict)
    # Most toggles are known from the start; those of later documents stand apart, so that a change need not sort all.
    toggles: Toggles = field(default_factory=lambda: Toggles(()))
    late_toggles: list[Toggle] = field(default_factory=list)
    clock: Clock = Clock(-EVER_AFTER - 1, {})

    @cached_property
    def fingerprint(self) -> tuple[int, int]:
        """How many changes it knows, and the sum of their tokens."""
        return len(self.changes), sum(self.changes)

    @property
    def waste(self) -> int:
        """Slots that are out of order or dead: what a catalog made anew would save."""
        return len(self.numbers) - self.in_order

    def codes_at(self, now: int) -> Mapping[str, Bits]:
        """All codes as they stand at this moment. The moments between two questions are gone through, either way."""
        clock = self.clock
        if clock.moment != now:
            early, late = sorted((clock.moment, now))
            later = (toggle for toggle in self.late_toggles if early < toggle.moment <= late)
            passed = (((toggle.code,), toggle.slot) for toggle in chain(self.toggles.between(early, late), later))
            clock = self.clock = Clock(now, _flipped(clock.bits, passed, len(self.numbers)))
        return clock.bits

    def with_changes(self, changes: frozenset[int], gone: Iterable[int], come: Sequence[Record]) -> Catalog:
        """The catalog after documents went and came. An empty one puts them into the order of their names."""
        first = len(self.numbers)
        if not first:
            come = sorted(come, key=lambda record: record.name)
        slots = self.slots.copy()
        dead = _joined(slot for slot in (slots.pop(number, None) for number in gone) if slot is not None)
        slots.update((record.number, first + at) for at, record in enumerate(come))
        size = first + len(come)
        toggles = _toggles(come, first)
        coded = ((record.codes, first + at) for at, record in enumerate(come))
        passed = (((toggle.code,), toggle.slot) for toggle in toggles if toggle.moment <= self.clock.moment)
        bits = _flipped(self.clock.bits, chain(coded, passed), size)
        new_places = defaultdict(list)
        for at, record in enumerate(come):
            if record.place:
                new_places[record.place].append(first + at)
        return Catalog(
            changes=changes,
            numbers=[*self.numbers, *(record.number for record in come)],
            slots=slots,
            names=[*self.names, *(record.name for record in come)],
            in_order=self.in_order if first else size,
            alive=self.alive & ~dead | ((1 << len(come)) - 1 << first),
            kinds=_flipped(self.kinds, (((record.name[1],), first + at) for at, record in enumerate(come)), size),
            facets=_facets(self.facets, bits.keys() - self.clock.bits.keys() | {toggle.code for toggle in toggles}),
            places={**self.places, **{place: [*self.places.get(place, ()), *at] for place, at in new_places.items()}},
            place_of=self.place_of | {slot: place for place, at in new_places.items() for slot in at},
            toggles=self.toggles if first else Toggles(toggles),
            late_toggles=[*self.late_toggles, *toggles] if first else [],
            clock=Clock(self.clock.moment, bits),
        )

    def bits_of(self, numbers: Iterable[int]) -> Bits:
        """The documents of these rows; a row that the catalog doesn't know is left out."""
        return self.bits_at([slot for slot in map(self.slots.get, numbers) if slot is not None])

    def bits_at(self, slots: Iterable[int]) -> Bits:
        """The documents in these slots."""
        digits = bytearray(b"0" * len(self.numbers))
        for slot in slots:
            digits[slot] = 49  # "1"
        return int(digits[::-1] or b"0", 2)  # a string of digits starts with the highest bit

    def slots_in(self, bits: Bits) -> Iterator[int]:
        """The slots of these documents, from the first."""
        return compress(range(len(self.numbers)), self.flags(bits))

    def numbers_in(self, bits: Bits) -> list[int]:
        """The rows of these documents."""
        return list(compress(self.numbers, self.flags(bits)))

    def by_name(self, slot: int) -> tuple[float, Name]:
        """A key that puts a slot into the order of names. Comparing places is faster than comparing names."""
        name = self.names[slot]
        return (slot, name) if slot < self.in_order else (bisect(self.names, name, hi=self.in_order) - 0.5, name)

    def flags(self, bits: Bits) -> bytes:
        """One byte for each slot, 0 or 1."""
        return format(bits, f"0{len(self.numbers)}b").encode()[::-1].translate(_BINARY) if self.numbers else b""


class Toggles:
    """Moments at which codes come and go, packed: there are about ten for each document."""

    def __init__(self, toggles: Iterable[Toggle]) -> None:
        in_time = sorted(toggles)
        codes = dict.fromkeys(toggle.code for toggle in in_time)
        self._codes = list(codes)
        place_of = {code: at for at, code in enumerate(codes)}
        self._moments = array("q", (toggle.moment for toggle in in_time))
        self._code_of = array("I", (place_of[toggle.code] for toggle in in_time))
        self._slots = array("I", (toggle.slot for toggle in in_time))

    def between(self, early: int, late: int) -> Iterator[Toggle]:
        """Those after `early`, up to `late` and with it."""
        which = slice(bisect_right(self._moments, early), bisect_right(self._moments, late))
        codes = map(self._codes.__getitem__, self._code_of[which])
        return map(Toggle, self._moments[which], codes, self._slots[which])


def _toggles(records: Iterable[Record], first: int) -> list[Toggle]:
    return [
        Toggle(moment, code, slot)
        for slot, record in enumerate(records, start=first)
        for code, since, until in record.spans
        for moment in ((since, until) if until < EVER_AFTER else (since,))
    ]


def _facets(before: Mapping[str, dict[str, str]], words: Iterable[str]) -> dict[str, dict[str, str]]:
    """The codes of each facet, and the word under which each is kept."""
    facets = dict(before)
    for word in words:
        facet, code = uncoded(word)
        if code not in facets.get(facet, {}):
            facets[facet] = {**facets.get(facet, {}), code: word}
    return facets


def _joined(slots: Iterable[int]) -> Bits:
    bits = 0
    for slot in slots:
        bits |= 1 << slot
    return bits


def _flipped(before: Mapping[str, Bits], slots: Iterable[tuple[Iterable[str], int]], size: int) -> Mapping[str, Bits]:
    """These bits of each slot turned over: set, or taken back if they were set, so that time may go either way."""
    buffers: dict[str, bytearray] = defaultdict(lambda: bytearray(size + 7 >> 3))
    for keys, slot in slots:
        at, bit = slot >> 3, 1 << (slot & 7)
        for key in keys:
            buffers[key][at] ^= bit
    if not buffers:
        return before
    return {**before, **{key: before.get(key, 0) ^ int.from_bytes(some, "little") for key, some in buffers.items()}}
