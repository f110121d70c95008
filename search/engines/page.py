"""One page of an answer and its counts, made of a catalog and of the documents that match the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, groupby, islice
from operator import itemgetter

from search.contract import Code
from search.engines import Question
from search.engines.catalog import Bits, Catalog, Name
from search.engines.codes import coded, moment
from search.engines.places import Place, miles_between

Order = tuple[int, float, tuple[float, Name]]  # of documents with the same score


class Page:
    """What a question makes of the documents `matched` (as bits) of a catalog.

    `found` are those under all selections; `total` is their number.
    """

    def __init__(self, catalog: Catalog, question: Question, matched: Bits) -> None:
        self.catalog = catalog
        self.question = question
        self._now = catalog.codes_at(moment(question.now))
        self._miles = self._distances()
        self._base = matched & self._kinds() & self._within_miles()
        self._selected = {name: self._any_of(name, codes) for name, codes in question.selections.items()}
        self.found = self._under(None)
        self.total = self.found.bit_count()

    def facet_counts(self) -> dict[str, dict[str, int]]:
        """For each facet the number of documents with each of its codes, under the selections in all the others."""
        bits, everywhere = self._now.get, self.found
        counts: dict[str, dict[str, int]] = {}
        for facet, words in self.catalog.facets.items():
            under = self._under(facet) if facet in self._selected else everywhere
            if under:
                counts[facet] = {
                    code: count for code, word in words.items() if (count := (bits(word, 0) & under).bit_count())
                }
        for facet, codes in self.question.selections.items():
            for code in codes:
                counts.setdefault(facet, {}).setdefault(code, 0)
        return {facet: codes for facet, codes in counts.items() if codes}

    def slots(self, scores: Mapping[int, float] | None) -> list[int]:
        """The page's documents in order; `scores` by slot where words were asked for."""
        first, end = self.question.offset, self.question.offset + self.question.limit
        if scores is None:
            return list(islice(self._in_order(), first, end))
        key = self._key()
        ranked = sorted(scores, key=lambda slot: (-scores[slot], key(slot)))
        return ranked[first:end]

    def miles(self, slot: int) -> float | None:
        """How far the document is; None where nobody asked or its place is not known."""
        place = self.catalog.place_of.get(slot)
        return self._miles.get(place) if place else None

    def codes(self, slot: int) -> frozenset[Code]:
        """Which of the codes that were asked for the document has now."""
        return frozenset(code for code in self.question.ask_codes if self._bits(coded(*code)) >> slot & 1)

    def _bits(self, word: str) -> Bits:
        return self._now.get(word, 0)

    def _any_of(self, facet: str, codes: tuple[str, ...]) -> Bits:
        bits = 0
        for code in codes:
            bits |= self._bits(coded(facet, code))
        return bits

    def _under(self, but: str | None) -> Bits:
        bits = self._base
        for name, selected in self._selected.items():
            if name != but:
                bits &= selected
        return bits

    def _kinds(self) -> Bits:
        if not self.question.kinds:
            return self.catalog.alive
        bits = 0
        for kind in self.question.kinds:
            bits |= self.catalog.kinds.get(kind, 0)
        return bits & self.catalog.alive

    def _distances(self) -> dict[Place, float]:
        near = self.question.near
        if near is None:
            return {}
        return {place: miles_between((near.latitude, near.longitude), place) for place in self.catalog.places}

    def _within_miles(self) -> Bits:
        near = self.question.near
        if near is None or near.miles is None:
            return -1
        inside = (place for place, miles in self._miles.items() if miles <= near.miles)
        return self.catalog.bits_at(slot for place in inside for slot in self.catalog.places[place])

    def _preferred(self) -> Iterator[Bits]:
        """The documents of each preferred code that no earlier one has, then the others."""
        rest = self.found
        for code in self.question.prefer:
            bits = self._bits(coded(*code)) & rest
            rest &= ~bits
            yield bits
        yield rest

    def _in_order(self) -> Iterator[int]:
        """All that was found, in the order of documents without a score. Lazy: a page takes only its beginning."""
        in_order = self._by_miles if self.question.near else self._by_name
        return chain.from_iterable(in_order(bits) for bits in self._preferred() if bits)

    def _by_miles(self, bits: Bits) -> Iterator[int]:
        flags = self.catalog.flags(bits)
        by_miles = sorted(self._miles.items(), key=itemgetter(1))
        for _, same in groupby(by_miles, key=itemgetter(1)):
            ring = (slot for place, _ in same for slot in self.catalog.places[place] if flags[slot])
            yield from sorted(ring, key=self.catalog.by_name)
        yield from (slot for slot in self._by_name(bits) if slot not in self.catalog.place_of)

    def _by_name(self, bits: Bits) -> Iterator[int]:
        """Most slots stand in order already; the few at the end are merged in."""
        ordered = (1 << self.catalog.in_order) - 1
        late = sorted(self.catalog.slots_in(bits & ~ordered), key=self.catalog.by_name) if bits & ~ordered else []
        for slot in self.catalog.slots_in(bits & ordered):
            while late and self.catalog.by_name(late[0])[0] < slot:
                yield late.pop(0)
            yield slot
        yield from late

    def _key(self) -> Callable[[int], Order]:
        groups = list(self._preferred()) if self.question.prefer else []

        def key(slot: int) -> Order:
            group = next((at for at, bits in enumerate(groups) if bits >> slot & 1), len(groups))
            miles = self.miles(slot)
            return group, float("inf") if miles is None else miles, self.catalog.by_name(slot)

        return key
