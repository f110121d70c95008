"""What follows by itself when someone signs in or out, shows a factor, or changes the password."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_migrate, post_save
from django.http import HttpRequest

from portal.accounts import actions, cms_groups, sessions
from portal.accounts.models import Membership, User
from portal.accounts.signals import announce_change


def connect() -> None:
    """Called once, from AppConfig.ready."""
    user_logged_in.connect(_start_clocks)
    user_logged_out.connect(_announce_sign_out)
    factor_signals.authenticator_used.connect(_confirm)
    factor_signals.authenticator_added.connect(_confirm)
    factor_signals.authenticator_removed.connect(_unconfirm_without_factor)
    for changed in (account_signals.password_changed, account_signals.password_set, account_signals.password_reset):
        changed.connect(_end_every_session)
    post_delete.connect(_announce_end, sender=UserSession)
    post_save.connect(_settle_groups, sender=Membership)
    post_delete.connect(_announce_loss, sender=Membership)
    # The last app of all: by then every permission has been made.
    post_migrate.connect(_lay_groups, sender=list(apps.get_app_configs())[-1])


def _start_clocks(request: HttpRequest, user: User, **_: Any) -> None:
    sessions.start(request.session)
    actions.note_sign_in(user)


def _announce_sign_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    """Django says so before it removes the session; whoever hears of it asks at once, so the session goes first."""
    key = request.session.session_key
    if user is not None and key:
        request.session.delete(key)
        if not UserSession.objects.filter(session_key=key).delete()[0]:
            announce_change(user.pk, key)


def _confirm(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """A factor that was shown, or enrolled just now by someone who proved the password, counts for this session."""
    sessions.confirm_second_factor(request.session, user)


def _unconfirm_without_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever removed the last factor must enrol another before the next page, and is signed out everywhere else."""
    if not Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        request.session.pop(sessions.SECOND_FACTOR_OF, None)
        sessions.end_sessions(user, except_key=request.session.session_key)


def _end_every_session(user: User, **_: Any) -> None:
    sessions.end_sessions(user)


def _announce_end(instance: UserSession, **_: Any) -> None:
    announce_change(instance.user_id, instance.session_key)


def _settle_groups(instance: Membership, raw: bool = False, **_: Any) -> None:
    if not raw:
        cms_groups.settle(instance.user)


def _announce_loss(instance: Membership, **_: Any) -> None:
    cms_groups.settle(instance.user)
    announce_change(instance.user_id)


def _lay_groups(**_: Any) -> None:
    cms_groups.lay()
