"""Reading the audit, for the report."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.audit.models import AuditRow


def newest_first() -> QuerySet[AuditRow]:
    """All rows, the newest first."""
    return AuditRow.objects.order_by("-at", "-pk")


def acts() -> list[str]:
    """The acts that the audit knows, in alphabetical order."""
    return list(AuditRow.objects.order_by("act").values_list("act", flat=True).distinct())
