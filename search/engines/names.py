"""What to do where the texts can't be searched: the names, which stand elsewhere, are looked through one by one."""

from __future__ import annotations

from search.contract import FIELD_WEIGHTS
from search.engines.catalog import Bits, Catalog
from search.engines.stored import as_text
from search.language import AllOf, AnyOf, AtLeast, Node, Not, Phrase, Prefix, Word, index

NOTE = "Search is being repaired: for now it looks through names alone. If you miss something, look in the lists."


def matching(tree: AllOf, catalog: Catalog) -> Bits:
    """The documents whose names fit the tree."""
    return catalog.bits_at(slot for slot, name in enumerate(catalog.names) if fits(tree, name[0]))


def fits(node: Node, name: str) -> bool:
    """Whether a folded name has what the node asks for, as a part of it."""
    match node:
        case Word(forms):
            return any(form in name for form in forms)
        case Phrase(tokens):
            return " ".join(tokens) in name
        case Prefix(start):
            return start in name
        case AnyOf(nodes):
            return any(fits(each, name) for each in nodes)
        case AllOf(nodes):
            return all(fits(each, name) for each in nodes)
        case AtLeast(count, nodes):
            return sum(fits(each, name) for each in nodes) >= count
        case Not(inner):
            return not fits(inner, name)


def texts(name: str) -> dict[str, str]:
    """The tokens of a document of which only the name is at hand."""
    return {field: as_text(index(name)) if field == "title" else "" for field in FIELD_WEIGHTS}
