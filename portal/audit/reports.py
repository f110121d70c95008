"""The audit as a report in the CMS: read only, filtered by person, subject, act and day, exported as a table."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from portal.audit import record_read
from portal.audit.access import check_may_read_report
from portal.audit.models import AuditRow
from portal.audit.queries import acts, newest_first

REPORT = "audit.report:all"


def when(row: AuditRow) -> str:
    """The moment of an act as people read it: Pacific time, named."""
    return f"{localtime(row.at):%b %-d, %Y, %-I:%M:%S %p} Pacific"


def facts(row: AuditRow) -> str:
    """The facts of a row in one line."""
    return ", ".join(f"{name} {value}" for name, value in sorted(row.facts.items()))


class AuditFilterSet(WagtailFilterSet):
    actor_label = django_filters.CharFilter(label="Person", lookup_expr="icontains")
    subject = django_filters.CharFilter(label="Subject", lookup_expr="icontains")
    act = django_filters.MultipleChoiceFilter(label="Act", choices=lambda: [(act, act) for act in acts()])
    at = django_filters.DateFromToRangeFilter(label="Day (Pacific)", widget=DateRangePickerWidget)

    class Meta:
        model = AuditRow
        fields: list[str] = []


class AuditReport(ReportView):
    """Shows the audit to those whom `access` lets in. Reading it is itself recorded, once per person and hour."""

    model = AuditRow
    page_title = "Audit"
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    filterset_class = AuditFilterSet
    is_searchable = False
    columns = [
        Column("at", label="When", accessor=when),
        Column("actor_label", label="Person"),
        Column("act", label="Act"),
        Column("subject", label="Subject"),
        Column("number", label="Number"),
        Column("facts", label="Facts", accessor=facts),
    ]
    list_export = ["at", "actor_id", "actor_label", "act", "subject", "number", "facts", "digest"]
    export_filename = "audit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_may_read_report(request.user)
        record_read(REPORT, request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        return newest_first()
