"""What can be done about people: one function per verb, each in one transaction with its audit row."""

from portal.accounts.actions.joining import JoiningRefused, accept_as_new_person, accept_as_oneself, invite, revoke
from portal.accounts.actions.looking_after import (
    IdentityConfirmed,
    disable_person,
    enable_person,
    end_membership,
    reset_factor,
)
from portal.accounts.actions.own import accept_terms, change_profile, end_own_session, note_failed_sign_in, note_sign_in

__all__ = [
    "IdentityConfirmed",
    "JoiningRefused",
    "accept_as_new_person",
    "accept_as_oneself",
    "accept_terms",
    "change_profile",
    "disable_person",
    "enable_person",
    "end_membership",
    "end_own_session",
    "invite",
    "note_failed_sign_in",
    "note_sign_in",
    "reset_factor",
    "revoke",
]
