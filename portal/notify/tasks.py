"""Background work: mails that follow a commit."""

from __future__ import annotations

from django_tasks import task

from portal.notify import delivery


@task()
def deliver(ids: list[int]) -> int:
    """Mails those of these notifications that still wait; safe to run twice."""
    return delivery.deliver_these(ids)
