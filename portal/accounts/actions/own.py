"""What a person does about the own account, and what signing in leaves behind."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.accounts.models import TermsOfUse, User


@transaction.atomic
def accept_terms(user: User, version: str) -> bool:
    """Keeps which version of the terms the person accepted, and when. False: that version is no longer in force."""
    in_force = TermsOfUse.objects.in_force().first()
    if in_force is None or in_force.version != version:
        return False
    user.terms_version, user.terms_accepted_at = version, timezone.now()
    user.save(update_fields=["terms_version", "terms_accepted_at"])
    audit.record("terms.accepted", user, user, {"version": version})
    return True


@transaction.atomic
def change_profile(user: User, *, first_name: str, last_name: str, work_phone: str) -> None:
    """Changes the own name and work phone. The listed work line identifies people, so the change is on record."""
    was = (user.first_name, user.last_name, user.work_phone)
    user.first_name, user.last_name, user.work_phone = first_name, last_name, work_phone
    user.save(update_fields=["first_name", "last_name", "work_phone"])
    names = ("first_name", "last_name", "work_phone")
    changed = [
        name for name, old, new in zip(names, was, (first_name, last_name, work_phone), strict=True) if old != new
    ]
    if changed:
        audit.record("profile.changed", user, user, {"fields": changed})


@transaction.atomic
def note_sign_in(user: User) -> None:
    """Records that a person signed in."""
    audit.record("signed_in", user, user)


@transaction.atomic
def note_failed_sign_in(email: str) -> None:
    """Records a failed sign-in against the person whose address was typed, or against nobody; never the text itself."""
    person = User.objects.filter(email__iexact=email).first() if email else None
    audit.record("sign_in_failed", person or "accounts.user:unknown", None)


@transaction.atomic
def end_own_session(user: User, session_id: int) -> None:
    """Ends one of the person's own sessions, and the pages it has open. Raises UserSession.DoesNotExist for another's."""
    UserSession.objects.get(pk=session_id, user=user).end()
    audit.record("session.ended", user, user)
