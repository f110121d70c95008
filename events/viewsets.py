"""Convenings, sessions and speakers in the CMS."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic.models import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from events.access import check_may_remove
from events.actions import tell_search
from events.forms import ConveningForm
from events.models import Convening, Session, Speaker
from events.queries import sessions_of


class SessionsToSearch:
    """Tells search about the sessions of what was saved, in the same transaction."""

    def save_instance(self) -> Any:
        saved = super().save_instance()  # type: ignore[misc]
        tell_search(sessions_of(saved))
        return saved


class SavedEditView(SessionsToSearch, EditView):
    """Editing of a session or a speaker."""


class SavedCreateView(SessionsToSearch, CreateView):
    """A new session."""


class ConveningEditView(SessionsToSearch, EditView):
    """Editing, with the way to publishing beside it."""

    @property
    def header_more_buttons(self) -> list[Any]:
        label = "Withdraw" if self.object.is_published else "Publish"
        publishing = Button(
            label, url=reverse("events_publishing", args=[self.object.pk]), icon_name="upload", priority=5
        )
        return [publishing, *super().header_more_buttons]


class DraftDeleteView(DeleteView):
    """Removes a draft. Wagtail asks the policy about one object only to show its button, so the page asks again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            check_may_remove(self.object)
        except PermissionDenied as refused:  # Wagtail would show a sentence of its own
            messages.error(request, str(refused))
            return redirect(self.edit_url_name, self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        gone = sessions_of(self.object)
        super().delete_action()
        tell_search(gone)


class ConveningViewSet(ModelViewSet):
    """A convening with its rooms. Sessions have a list of their own: an agenda has up to hundreds."""

    model = Convening
    icon = "group"
    edit_view_class = ConveningEditView
    delete_view_class = DraftDeleteView
    copy_view_enabled = False
    list_display = [
        "name",
        DateColumn("first_day", label="First day", sort_key="first_day"),
        "city",
        BooleanColumn("is_published", label="Published"),
    ]
    search_fields = ["name", "theme", "city"]
    _panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("theme"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        MultiFieldPanel([FieldPanel("venue"), FieldPanel("address"), FieldPanel("city")], heading="Where"),
        InlinePanel("rooms", heading="Rooms", label="Room"),
        FieldPanel("introduction"),
        FieldPanel("land_acknowledgement"),
        FieldPanel("self_care"),
    ]
    edit_handler = ObjectList(_panels, base_form_class=ConveningForm)


class SessionViewSet(ModelViewSet):
    """Everything on the agenda, filtered by convening, with its people and tables."""

    model = Session
    icon = "calendar"
    add_view_class = SavedCreateView
    edit_view_class = SavedEditView
    delete_view_class = DraftDeleteView
    copy_view_enabled = False
    list_display = ["title", "convening", "kind", "starts_at", "ends_at", "room"]
    list_filter = ["convening", "kind"]
    search_fields = ["title", "summary"]
    ordering = ["starts_at", "option"]
    panels = [
        FieldPanel("convening"),
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("room"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("option")]),
        FieldPanel("summary"),
        FieldPanel("note"),
        InlinePanel("parts", heading="People", label="Person", panels=[FieldPanel("speaker"), FieldPanel("role")]),
        InlinePanel("table_topics", heading="Tables", label="Table", panels=[FieldPanel("table"), FieldPanel("topic")]),
        FieldPanel("topics"),
    ]


class SpeakerViewSet(ModelViewSet):
    """People as the agenda names them."""

    model = Speaker
    icon = "user"
    edit_view_class = SavedEditView
    copy_view_enabled = False
    list_display = ["name", "title", "organisation"]
    search_fields = ["name", "organisation"]
    panels = [FieldPanel("name"), FieldPanel("title"), FieldPanel("organisation")]


class ConveningsGroup(ModelViewSetGroup):
    menu_label = "Convenings"
    menu_icon = "calendar"
    menu_order = 240
    items = (ConveningViewSet, SessionViewSet, SpeakerViewSet)
