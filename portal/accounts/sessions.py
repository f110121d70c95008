"""What a stored session is worth: its limits, its second factor, and whether it may still see members' pages."""

from __future__ import annotations

import datetime
from collections.abc import MutableMapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.accounts.models import User

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

SIGNED_IN_AT = "accounts.signed_in_at"
SEEN_AT = "accounts.seen_at"
SECOND_FACTOR_OF = "accounts.second_factor_of"
# Activity is written at most this often, so that reading a page is not a write: an idle session ends up to a minute early.
STAMP_EVERY_SECONDS = 60


@dataclass(frozen=True)
class Standing:
    """Who a session stands for, if it may see members' pages now, and the moment (UTC) at which it ends by itself."""

    user: User | None
    ends_at: datetime.datetime | None


NOBODY = Standing(user=None, ends_at=None)


def start(session: MutableMapping[str, Any], now: datetime.datetime | None = None) -> None:
    """Starts both clocks of a session, when a person signs in."""
    session[SIGNED_IN_AT] = session[SEEN_AT] = (now or timezone.now()).timestamp()


def stamp(session: MutableMapping[str, Any], *, always: bool = False) -> None:
    """Notes that the person was active now; skipped within a short time of the last note unless `always`."""
    now = timezone.now().timestamp()
    every = min(STAMP_EVERY_SECONDS, settings.SESSION_IDLE_SECONDS / 10)
    if always or now - session.get(SEEN_AT, 0) >= every:
        session[SEEN_AT] = now


def ends_at(session: MutableMapping[str, Any] | SessionBase) -> datetime.datetime | None:
    """When the session ends if the person does nothing more: idle or absolute limit. None: it has no clock, so it is over."""
    signed_in, seen = session.get(SIGNED_IN_AT), session.get(SEEN_AT)
    if signed_in is None or seen is None:
        return None
    end = min(signed_in + settings.SESSION_ABSOLUTE_SECONDS, seen + settings.SESSION_IDLE_SECONDS)
    return datetime.datetime.fromtimestamp(end, tz=datetime.UTC)


def is_over(session: MutableMapping[str, Any] | SessionBase) -> bool:
    """True past the idle or the absolute limit, and for a session without a clock."""
    end = ends_at(session)
    return end is None or end <= timezone.now()


def confirm_second_factor(session: MutableMapping[str, Any] | SessionBase, user: User) -> None:
    """Notes that this person showed a second factor in this session."""
    session[SECOND_FACTOR_OF] = user.pk


def second_factor_confirmed(session: MutableMapping[str, Any] | SessionBase, user: User) -> bool:
    """True if this very person showed a second factor in this session."""
    return session.get(SECOND_FACTOR_OF) == user.pk


def standing(session_key: str | None) -> Standing:
    """Whether a stored session may see members' pages at this moment, read from the database: two SQL queries.

    For sockets and other work with no request at hand. Reading it is not activity. Nobody stands behind a session that is
    gone, past a limit, of a person who is disabled, who changed the password, who has shown no second factor, who has no
    membership in force, or who has not accepted the terms in force.
    """
    from portal.accounts import access  # inline: access needs the models of this room, which import nothing from here

    if not session_key:
        return NOBODY
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key).load()
    if not session or is_over(session) or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return NOBODY
    user = access.with_facts(User.objects.filter(pk=session.get(SESSION_KEY), is_active=True)).first()
    if user is None or not _carries_hash_of(session, user):
        return NOBODY
    if access.missing_of(user, second_factor=second_factor_confirmed(session, user)):
        return NOBODY
    return Standing(user=user, ends_at=ends_at(session))


def _carries_hash_of(session: MutableMapping[str, Any], user: User) -> bool:
    """Django's own rule: a session made before the last change of password is void."""
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(session.get(HASH_SESSION_KEY, ""), each) for each in hashes)


def end_sessions(user: User, except_key: str | None = None) -> int:
    """Ends every session of a person but one, and says how many. Open pages and sockets hear of each (`access_changed`)."""
    ending = [each for each in UserSession.objects.filter(user=user) if each.session_key != except_key]
    for each in ending:
        each.end()
    return len(ending)
