"""Signing in as a person, the way that members' pages ask for, without walking through the forms each time."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.test import Client

from portal.accounts import sessions
from portal.accounts.models import TermsOfUse, User


def sign_in(client: Client, user: User) -> str:
    """Signs a test client in with the second factor confirmed and the terms accepted. Returns the session key."""
    user.terms_version = TermsOfUse.objects.in_force().values_list("version", flat=True).first() or ""
    user.save(update_fields=["terms_version"])
    client.force_login(user)
    session = client.session
    sessions.confirm_second_factor(session, user)
    session.save()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="127.0.0.1", user_agent="test")
    return session.session_key
