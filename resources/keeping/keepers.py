"""Whoever keeps a listing right: a person with an account, or a provider's delegate with a signed link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from resources.models import Availability, Channel, Confirmation, Delegate


@dataclass(frozen=True)
class Keeper:
    """Exactly one of the two."""

    user: User | None = None
    delegate: Delegate | None = None

    @property
    def channel(self) -> Channel:
        return Channel.LINK if self.delegate else Channel.SITE

    @property
    def actor(self) -> User | AnonymousUser:
        """For the audit; a delegate has no account, and stands in the facts."""
        return self.user or AnonymousUser()

    @property
    def facts(self) -> dict[str, Any]:
        """For the audit: the way, and the delegation by which somebody without an account acts."""
        return {"channel": self.channel.value} | ({"delegate": self.delegate.pk} if self.delegate else {})

    def counted(self, count: Availability) -> bool:
        """Whether this is who made a count."""
        if self.delegate:
            return count.channel == Channel.LINK and count.counted_by_name == self.delegate.name
        return self.user is not None and count.counted_by_id == self.user.pk

    def confirmed(self, confirmation: Confirmation) -> bool:
        """Whether this is who confirmed."""
        mine = (self.user.pk if self.user else None, self.delegate.pk if self.delegate else None)
        return (confirmation.by_id, confirmation.delegate_id) == mine
