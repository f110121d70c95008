"""What `/healthz` is told about search."""

import datetime

from django.db.models import Min
from django.utils import timezone

from search import breaker
from search.models import OutboxRow
from search.outside import outside_engine

LAG = datetime.timedelta(seconds=60)


def ask() -> str:
    """A few words for people; raises EngineUnavailable when an outside engine should answer and doesn't."""
    outside = outside_engine()
    if outside is None:
        return "database engine"
    return ", ".join([f"{outside.name} {outside.health()}", *_outbox()])


def _outbox() -> list[str]:
    waiting = OutboxRow.objects.waiting()
    oldest = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    lag = timezone.now() - oldest if oldest else datetime.timedelta(0)
    quarantined = OutboxRow.objects.quarantined().count()
    said = [f"{waiting.count()} changes waiting"]
    if lag > LAG:
        said.append(f"the oldest for {int(lag.total_seconds())} seconds: behind")
    if OutboxRow.objects.purges().exists():
        said.append("not asked until it has forgotten what became confidential")
    if quarantined:
        said.append(f"{quarantined} refused for good: see search_doctor")
    if breaker.is_open():
        said.append("resting after failures")
    return said
