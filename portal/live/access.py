"""Who may keep a page open, and follow what. The sources decide about their topics; this is where they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.accounts import sessions
from portal.live import topics

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


def person_of(session_key: str) -> User | None:
    """The person whose session may see members' pages right now, second factor included. Asking is not activity."""
    return sessions.standing(session_key).user if session_key else None


def may_follow(user: User | AnonymousUser, topic: str) -> bool:
    """True if the person may read the topic now. An unknown topic is one that nobody may follow."""
    if not user.is_authenticated:
        return False
    try:
        found = topics.find(topic)
    except topics.UnknownTopic:
        return False
    return found.source.may_follow(user, found.key)
