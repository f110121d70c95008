"""The portal's addresses, and the page of a sample thread."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from cohorts.threads import actions, queries
from portal.urls import urlpatterns as portal

PAGE = Path(__file__).with_name("thread.html")


def show(request: HttpRequest, thread_id: int) -> HttpResponse:
    page = queries.thread_page(request.user, thread_id)
    actions.mark_read(request.user, thread_id, page.head_seq)
    return HttpResponse(engines["django"].from_string(PAGE.read_text()).render({"thread": page}, request))


urlpatterns = [path("sample/<int:thread_id>/", show), *portal]
