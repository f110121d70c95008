"""For PACT staff: listings for which a county has not answered, a reminder or a proposal; as a report in the CMS."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from portal.accounts.access import allows
from resources.keeping import access
from resources.keeping.ladder import Level
from resources.keeping.waiting import unanswered
from resources.models import Listing, ProposalState


def unanswered_listings() -> QuerySet[Listing]:
    """What a county's coordinator was asked and has not answered, and what waits with a proposal; longest first."""
    overdue = unanswered().exclude(level=Level.KEEPERS)
    waits = Q(proposals__state=ProposalState.PROPOSED)
    found = Listing.objects.filter(Q(pk__in=overdue.values("listing")) | waits).select_related("owner_county")
    return found.annotate(
        proposed_at=Min("proposals__made_at", filter=waits),
        proposal=Min("proposals", filter=waits),
        asked_at=Max("reminders__at", filter=Q(reminders__in=overdue)),
    ).order_by(F("proposed_at").asc(nulls_last=True), "asked_at", "name")


def days_since(name: str) -> Any:
    """A column's text: how many days ago something was; empty if never."""

    def days(listing: Listing) -> str:
        at = getattr(listing, name)
        return f"{(timezone.now() - at).days} days ago" if at else ""

    return days


def address_of(listing: Listing) -> str:
    """Where staff act: on the oldest proposal that waits, else on the listing's form."""
    proposal = listing.proposal  # type: ignore[attr-defined]
    if proposal:
        return reverse("resources:keeping:proposal", args=[proposal])
    return reverse("resources:keeping:edit", args=[listing.pk])


class KeepingReport(ReportView):
    """One row for each listing; its link leads to the page on which staff can act for the county, on record."""

    model = Listing
    page_title = "Listings without an answer"
    header_icon = "warning"
    index_url_name = "keeping_report"
    index_results_url_name = "keeping_report_results"
    is_searchable = False
    columns = [
        TitleColumn("name", label="Listing", get_url=address_of),
        Column("owner_county", label="Kept by"),
        Column("proposed_at", label="Change proposed", accessor=days_since("proposed_at")),
        Column("asked_at", label="Asked to confirm or count", accessor=days_since("asked_at")),
    ]
    list_export = ["name", "owner_county", "proposed_at", "asked_at"]
    export_filename = "listings-without-an-answer"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        access.check_may_see_queue(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Listing]:
        return unanswered_listings()


class KeepingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return allows(access.check_may_see_queue, request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    return [
        path("reports/keeping/", KeepingReport.as_view(), name="keeping_report"),
        path("reports/keeping/results/", KeepingReport.as_view(results_only=True), name="keeping_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    return KeepingMenuItem(
        "Listings without an answer", reverse("keeping_report"), name="keeping", icon_name="warning", order=800
    )
