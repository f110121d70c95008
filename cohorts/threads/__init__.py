"""The thread machinery: posts, events with seq, read state, resume. It knows no kind of thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cohorts.threads.policy import SharedView, ThreadPolicy


def register(
    kind: str,
    policy: ThreadPolicy,
    *,
    audience: SharedView | None = None,
    sentences: Mapping[str, str] | None = None,
) -> None:
    """Hands over the policy of all threads of a kind: see `cohorts.threads.policy`. Call from AppConfig.ready."""
    from cohorts.threads import policy as policies  # inline: Django imports this package before models are loaded

    policies.register(kind, policy, audience=audience, sentences=sentences)
