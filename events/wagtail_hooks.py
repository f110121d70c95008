"""The CMS face of convenings."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from events.access import DraftsMayGo
from events.models import Convening, Session
from events.publishing import PublishingView
from events.viewsets import ConveningsGroup

register_permission_policy(Convening, DraftsMayGo(Convening))
register_permission_policy(Session, DraftsMayGo(Session))


@hooks.register("register_admin_viewset")
def convening_viewsets() -> ConveningsGroup:
    return ConveningsGroup()


@hooks.register("register_admin_urls")
def publishing_url() -> list[URLPattern]:
    return [path("convenings/<int:pk>/publishing/", PublishingView.as_view(), name="events_publishing")]
