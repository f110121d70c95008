"""What is told of threads, outside of them. Never what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cohorts.threads import access, queries
from portal.notify import Delivery, NotificationKind

if TYPE_CHECKING:
    from portal.accounts.models import User

REPLY = "threads.reply"


TITLE = "A new reply in a thread that you take part in"


def _can_see(user: User, ref: str) -> bool:
    return bool(_titles(user, [ref]))


def _title(user: User, ref: str) -> str:
    return TITLE


def _titles(user: User, refs: Sequence[str]) -> Mapping[str, str]:
    visible = access.visible_threads(user).filter(pk__in=[_thread_id(ref) for ref in refs])
    return {thread.topic: TITLE for thread in visible}


def _url(ref: str) -> str:
    return queries.url_of(_thread_id(ref))


def _thread_id(ref: str) -> int:
    return int(ref.removeprefix("thread:"))


reply_kind = NotificationKind(
    code=REPLY,
    label="Someone replies in a thread that I take part in",
    can_see=_can_see,
    title=_title,
    url=_url,
    default=Delivery.INSTANT,
    titles=_titles,
)
