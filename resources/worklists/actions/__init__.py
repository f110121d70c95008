"""What people do with their lists."""

from resources.worklists.actions.calls import (
    ListFull,
    forget_calls,
    note_result,
    read_heard,
    start_calls,
    tell_keepers,
    throw_away,
)
from resources.worklists.actions.sharing import NothingToShare, forget_links, open_link, revoke, share
from resources.worklists.actions.shortlist import ShortlistFull, keep, let_go, move

__all__ = [
    "ListFull",
    "NothingToShare",
    "ShortlistFull",
    "forget_calls",
    "forget_links",
    "keep",
    "let_go",
    "move",
    "note_result",
    "open_link",
    "read_heard",
    "revoke",
    "share",
    "start_calls",
    "tell_keepers",
    "throw_away",
]
