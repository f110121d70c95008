"""What is typed as the tree of its words just as they stand, for tests of what comes after reading."""

from search.language import NOTHING, AllOf, Not, pieces


def tree_of(typed: str) -> AllOf:
    """Every piece must be there, or must not; stop words count when nothing else is typed."""
    every = list(pieces(typed))
    if typed.strip() and not every:
        return NOTHING
    chosen = [piece for piece in every if not piece.is_stop_word] or every
    return AllOf(tuple(Not(piece.node) if piece.is_excluded else piece.node for piece in chosen))
