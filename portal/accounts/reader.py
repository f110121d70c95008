"""Who reads a page that anyone may reach."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from portal.accounts import sessions
from portal.accounts.models import User


def reader(request: HttpRequest) -> User | AnonymousUser:
    """The signed-in person, or nobody where the session may not see members' pages: without its second factor, say.

    A public page has no gate in front of it that would ask for these, so it shows such a session what it shows a stranger.
    """
    return sessions.standing(request.session.session_key).user or AnonymousUser()
