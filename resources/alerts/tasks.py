"""Background work: openings that follow a commit."""

from __future__ import annotations

from django_tasks import task

from resources.alerts import actions


@task()
def tell(ids: list[int]) -> int:
    """Tells the owners of searches; safe to run twice."""
    return sum(actions.tell_opening(pk) for pk in ids)
