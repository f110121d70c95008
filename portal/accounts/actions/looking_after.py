"""What a coordinator or PACT staff do for others: let back in, end a membership, close an account."""

from __future__ import annotations

import datetime

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.utils import timezone

from portal import audit
from portal.accounts import access, mails, sessions
from portal.accounts.models import Membership, User
from portal.accounts.signals import announce_change


class IdentityConfirmed(models.TextChoices):
    """How the person who lost a factor was recognised; a mail alone never is enough (NIST SP 800-63B-4, 4.2)."""

    IN_PERSON = "in_person", "In person"
    VIDEO_CALL = "video_call", "By video call; I know the face"
    CALL_BACK = "call_back", "I called back on the listed work line"


@transaction.atomic
def reset_factor(actor: User, person_id: int, *, confirmed: IdentityConfirmed) -> User:
    """Removes every second factor and recovery code of a person, ends their sessions, and mails them.

    The next sign-in, still with the password, asks them to add a new factor. Raises User.DoesNotExist for someone whom the
    actor does not look after, and PermissionDenied (`access.check_may_reset_factor`).
    """
    person = _looked_after(actor, person_id)
    access.check_may_reset_factor(actor, person)
    removed, _ = Authenticator.objects.filter(user=person).delete()
    ended = sessions.end_sessions(person)
    facts = {"confirmed": IdentityConfirmed(confirmed).value, "factors": removed, "sessions": ended}
    audit.record("factor.reset", person, actor, facts)
    mails.send_factor_reset(person, actor)
    announce_change(person.pk)
    return person


@transaction.atomic
def end_membership(actor: User, membership_id: int, *, last_day: datetime.date | None = None) -> Membership:
    """Ends a membership: yesterday was its last day unless one is given (Pacific), so access is gone at once.

    A membership that began today is taken back whole. Ending it earlier than it already ends is possible, later is not.
    Raises Membership.DoesNotExist for one that the actor does not look after, and PermissionDenied (`access.check_may_end`).
    """
    people = access.people_visible_to(actor)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id, user__in=people)
    access.check_may_end(actor, membership)
    last_day = last_day or timezone.localdate() - datetime.timedelta(days=1)
    facts = {"membership": membership.pk, "role": membership.role, "county": membership.county_id, "last_day": last_day}
    audit.record("membership.ended", membership.user, actor, facts)
    if last_day < membership.valid_from:
        membership.delete()
    elif membership.valid_to is None or last_day < membership.valid_to:
        membership.valid_to = last_day
        membership.save(update_fields=["valid_to"])
    announce_change(membership.user_id)
    return membership


@transaction.atomic
def disable_person(actor: User, person_id: int) -> User:
    """Closes an account and ends its sessions at once; memberships and everything written stay. Repeating changes nothing."""
    return _set_active(actor, person_id, active=False)


@transaction.atomic
def enable_person(actor: User, person_id: int) -> User:
    """Opens an account that was closed. Repeating changes nothing."""
    return _set_active(actor, person_id, active=True)


def _set_active(actor: User, person_id: int, *, active: bool) -> User:
    person = _looked_after(actor, person_id)
    access.check_may_disable(actor, person)
    if person.is_active != active:
        person.is_active = active
        person.save(update_fields=["is_active"])
        audit.record("person.enabled" if active else "person.disabled", person, actor)
        sessions.end_sessions(person)
        announce_change(person.pk)
    return person


def _looked_after(actor: User, person_id: int) -> User:
    return access.people_visible_to(actor).select_for_update(of=("self",)).get(pk=person_id)
