"""What the floors above hear about people; the ground floor imports none of them."""

from django.dispatch import Signal

# Sent after commit with `user_id` and `session_key` (None: every session of the person) when a person was signed out,
# disabled, or lost a membership: open pages and sockets must ask again whether they may stay open.
access_changed = Signal()
