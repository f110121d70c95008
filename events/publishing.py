"""The CMS page that publishes a convening, or withdraws it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from events.access import check_may_publish, visible_convenings
from events.actions import publish_convening, withdraw_convening


class PublishingView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once, then publishes a draft or withdraws a published convening."""

    template_name = "events/publishing.html"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        check_may_publish(request.user)
        self.convening = get_object_or_404(visible_convenings(request.user), pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return "Withdraw" if self.convening.is_published else "Publish"

    def get_page_subtitle(self) -> str:
        return str(self.convening)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "convening": self.convening}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = withdraw_convening if "withdraw" in request.POST else publish_convening
        try:
            convening = act(self.convening.pk, request.user)
        except ValidationError as refused:
            messages.error(request, refused.message)
        else:
            shown = "can be seen by members now" if convening.is_published else "is a draft again"
            messages.success(request, f"{convening} {shown}.")
        return redirect("convening:edit", self.convening.pk)
