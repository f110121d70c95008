"""Inviting someone, and what they do with the invitation."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from portal import audit
from portal.accounts import access, mails, tokens
from portal.accounts.models import Invitation, Membership, Organisation, TermsOfUse, User
from portal.counties.models import County

INVITATION_LASTS = datetime.timedelta(days=7)


class JoiningRefused(Exception):
    """An invitation can't be made or used; the text is the sentence for the person."""


@transaction.atomic
def invite(
    actor: User | None,
    *,
    email: str,
    role: str,
    agency_kind: str,
    county: County | None = None,
    organisation: Organisation | None = None,
) -> str:
    """Invites one person, as one thing, for seven days; mails the link and returns its token.

    `actor` None is the command line of the server. Raises PermissionDenied (`access.check_may_invite`), and
    JoiningRefused if that person holds this role there already. An open invitation for the same is replaced.
    """
    if actor is not None:
        access.check_may_invite(actor, county=county.pk if county else None, agency_kind=agency_kind, role=role)
        if actor.email == email.lower():
            raise JoiningRefused("That is your own address. Another coordinator or PACT staff changes your roles.")
    place = {"county": county, "organisation": organisation, "role": role}
    if Membership.objects.current().filter(user__email__iexact=email, **place).exists():
        raise JoiningRefused("This person holds that role there already. Choose another role, or another person.")
    for older in Invitation.objects.open().select_for_update().filter(email__iexact=email, **place):
        _withdraw(older, actor)
    token, digest = tokens.new_token()
    invitation = Invitation.objects.create(
        token_digest=digest,
        email=email.lower(),
        agency_kind=agency_kind,
        invited_by=actor,
        expires_at=timezone.now() + INVITATION_LASTS,
        **place,
    )
    facts = {"role": role, "agency_kind": agency_kind, "county": county.pk if county else None}
    audit.record("invitation.made", invitation, actor, facts)
    mails.send_invitation(invitation, token)
    return token


@transaction.atomic
def revoke(actor: User, invitation_id: int) -> Invitation:
    """Withdraws an invitation that is still open; one that is no longer open stays as it is.

    Raises Invitation.DoesNotExist for one that the person may not see.
    """
    invitation = access.invitations_visible_to(actor).select_for_update(of=("self",)).get(pk=invitation_id)
    if invitation.used_at is None and invitation.revoked_at is None:
        _withdraw(invitation, actor)
    return invitation


@transaction.atomic
def accept_as_new_person(
    token: str, *, first_name: str, last_name: str, work_phone: str, password: str, terms_version: str
) -> User:
    """Makes the invited person and the membership, and returns the person, who still has no second factor.

    The link came to the address, so the address counts as verified. Raises JoiningRefused if the link can't be used, if
    the address has an account already or if the terms have changed since they were shown; ValidationError for the password.
    """
    invitation = _usable(token)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise JoiningRefused("This address has an account already. Sign in with it, then open the link again.")
    _check_terms(terms_version)
    names = {"first_name": first_name, "last_name": last_name, "work_phone": work_phone}
    validate_password(password, User(email=invitation.email, **names))
    now = timezone.now()
    user = User.objects.create_user(
        invitation.email, password, terms_version=terms_version, terms_accepted_at=now, **names
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    audit.record("terms.accepted", user, user, {"version": terms_version})
    _join(invitation, user)
    return user


@transaction.atomic
def accept_as_oneself(token: str, user: User) -> Membership:
    """Gives a person who has an account the membership they were invited to.

    Raises JoiningRefused if the link can't be used, or was sent to someone else.
    """
    invitation = _usable(token)
    if invitation.email != user.email.lower():
        raise JoiningRefused(
            "This invitation was sent to someone else. Sign out, and open the link again as that person."
        )
    return _join(invitation, user)


def _usable(token: str) -> Invitation:
    """The invitation of a link, locked so that it is used once."""
    digest = tokens.digest_of(token)
    invitation = Invitation.objects.select_for_update().filter(token_digest=digest or "").first()
    if invitation is None:
        raise JoiningRefused("This link is not complete. Copy it whole from the mail, or ask for a new invitation.")
    if invitation.used_at:
        raise JoiningRefused("This invitation was used already. Sign in, or ask for a new one.")
    if invitation.revoked_at:
        raise JoiningRefused("This invitation was withdrawn. Ask the person who sent it.")
    if invitation.expires_at <= timezone.now():
        raise JoiningRefused("This invitation has expired: it was good for seven days. Ask for a new one.")
    return invitation


def usable_invitation(token: str) -> Invitation:
    """The invitation of a link that can still be used; raises JoiningRefused with the reason. Changes nothing."""
    with transaction.atomic():
        return _usable(token)


def _check_terms(version: str) -> None:
    in_force = TermsOfUse.objects.in_force().first()
    if in_force is not None and in_force.version != version:
        raise JoiningRefused("The terms of use have just changed. Read them again below, then accept them.")


def _join(invitation: Invitation, user: User) -> Membership:
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    audit.record("invitation.used", invitation, user)
    membership = Membership.objects.create(
        user=user,
        county=invitation.county,
        organisation=invitation.organisation,
        agency_kind=invitation.agency_kind,
        role=invitation.role,
    )
    facts = {"membership": membership.pk, "role": membership.role, "county": membership.county_id}
    audit.record("membership.started", user, user, facts)
    return membership


def _withdraw(invitation: Invitation, actor: User | None) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    audit.record("invitation.revoked", invitation, actor)
