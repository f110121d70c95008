"""The report's place in the CMS: its addresses and its line in the menu of reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.audit.access import may_read_report
from portal.audit.reports import AuditReport


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("reports/audit/", AuditReport.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReport.as_view(results_only=True), name="audit_report_results"),
    ]


class AuditMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_report(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return AuditMenuItem("Audit", reverse("audit_report"), name="audit", icon_name="history", order=900)
