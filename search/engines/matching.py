"""A tree as the few questions that a database is asked, and what their answers make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.catalog import Bits
from search.language import AllOf, AnyOf, AtLeast, Node, Not


@dataclass(frozen=True)
class Plan:
    """`required`: what every document must match, if anything; `thresholds`: of these nodes at least so many."""

    required: AllOf | None
    thresholds: tuple[AtLeast, ...]
    excluded: AnyOf | None

    @classmethod
    def of(cls, tree: AllOf) -> Plan:
        wanted = tree.wanted().nodes
        required = tuple(node for node in wanted if not isinstance(node, AtLeast))
        excluded = tuple(node.node for node in tree.nodes if isinstance(node, Not))
        return cls(
            AllOf(required) if required else None,
            tuple(node for node in wanted if isinstance(node, AtLeast)),
            AnyOf(excluded) if excluded else None,
        )

    @property
    def nodes(self) -> list[Node]:
        """Each node whose documents the database is asked for, once."""
        single = [node for node in (self.required, self.excluded) if node]
        return list(dict.fromkeys([*single, *(node for each in self.thresholds for node in each.nodes)]))

    @property
    def scored(self) -> Node | None:
        """What a document is scored by: all that is wanted, any of it where not all has to be there."""
        if not self.thresholds:
            return self.required
        some = [node for each in self.thresholds for node in each.nodes]
        return AnyOf(tuple(dict.fromkeys([*(self.required.nodes if self.required else ()), *some])))

    def matched(self, bits: dict[Node, Bits], everything: Bits) -> Bits:
        """The documents of the tree, of those that match each node."""
        found = everything
        if self.required:
            found &= bits[self.required]
        for each in self.thresholds:
            found &= at_least(each.count, [bits[node] for node in each.nodes], everything)
        return found & ~bits[self.excluded] if self.excluded else found


def at_least(count: int, sets: Sequence[Bits], everything: Bits) -> Bits:
    """The documents that are in at least `count` of the sets."""
    reached = [everything] + [0] * max(count, 0)  # reached[n]: in at least n of the sets so far
    for bits in sets:
        for already in range(len(reached) - 1, 0, -1):
            reached[already] |= reached[already - 1] & bits
    return reached[-1]
