"""What `/healthz` is told about search."""

from search import breaker
from search.models import OutboxRow
from search.outside import outside_engine


def ask() -> str:
    """A word for people; raises EngineUnavailable when an outside engine should answer and doesn't."""
    outside = outside_engine()
    if outside is None:
        return "database engine"
    status = outside.health()
    waiting = OutboxRow.objects.waiting().count()
    resting = ", resting after failures" if breaker.is_open() else ""
    return f"{outside.name} {status}, {waiting} changes waiting{resting}"
