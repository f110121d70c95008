"""What the floors above hear about people; the ground floor imports none of them."""

from django.db import transaction
from django.dispatch import Signal

# Sent after commit with `user_id` and `session_key` (None: every session of the person) when a person was signed out,
# disabled, or lost a membership: open pages and sockets must ask again whether they may stay open.
access_changed = Signal()


def announce_change(user_id: int, session_key: str | None = None) -> None:
    """Sends `access_changed` after commit. A receiver that fails is logged and never undoes the change."""
    transaction.on_commit(
        lambda: access_changed.send_robust(sender=None, user_id=user_id, session_key=session_key), robust=True
    )
