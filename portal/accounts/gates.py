"""Which views may be reached by whom before any room is asked: closed to strangers unless a room opens them here.

A view is for members unless it is marked by `public`, or its name is registered by `register_public`. Everything under
the CMS's prefix is for those who may enter the CMS. A new address is therefore closed until someone decides otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.urls import ResolverMatch

from portal.operations.csp import CMS_PREFIX

View = TypeVar("View", bound=Callable[..., Any])


class Gate(StrEnum):
    """Who passes: anyone, whoever is on the way to a full session, members, or those who may enter the CMS."""

    PUBLIC = "public"
    HALFWAY = "halfway"
    MEMBERS = "members"
    CMS = "cms"


# Proving once more who one is, and adding the first factor: all that a session without a second factor reaches.
REAUTHENTICATION = frozenset({"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
ENROLMENT = frozenset({"accounts:second_factor", "mfa_activate_totp", "mfa_add_webauthn"})

_public_names: set[str] = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "operations:healthz",  # that room stands below this one and can't mark its view
}


def public(view: View) -> View:
    """Marks a view that anyone may reach. It still asks its own room's access rule for what it shows."""
    view.gate = Gate.PUBLIC  # type: ignore[attr-defined]
    return view


def passive(view: View) -> View:
    """Marks a view that a page calls by itself, such as a poll: it keeps no session alive."""
    view.is_passive = True  # type: ignore[attr-defined]
    return view


def is_passive(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_passive", False)


def register_public(name: str) -> None:
    """Opens a view of a library by its name, `wagtail_serve`, or all of a namespace, `feeds:`. Call from AppConfig.ready.

    For views whose own access rule decides; a view of ours is marked where it stands, by `public`.
    """
    _public_names.add(name)


def gate_of(match: ResolverMatch, path: str) -> Gate:
    """The gate in front of a resolved address."""
    if path.startswith(CMS_PREFIX):
        return Gate.CMS
    name = match.view_name
    if name in REAUTHENTICATION or name in ENROLMENT:
        return Gate.HALFWAY
    if name in _public_names or any(f"{namespace}:" in _public_names for namespace in match.namespaces):
        return Gate.PUBLIC
    return Gate(getattr(match.func, "gate", Gate.MEMBERS))
