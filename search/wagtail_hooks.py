"""Synonyms in the CMS."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic.models import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from search import synonym_rows
from search.models import Synonym


class SynonymForm(WagtailAdminModelForm):
    """Refuses rows that would do no good, with a sentence that says what to do."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "typed" in data and "also" in data:
            try:
                synonym_rows.check_row(
                    data["typed"], data["also"], both_ways=data.get("both_ways", False), row=self.instance.pk
                )
            except ValidationError as refused:
                self.add_error(None, refused)
        return data


class ShowsEffects:
    """A second button shows what a row would change, and saves nothing."""

    template_name = "search/cms/synonym.html"

    def edited(self) -> Synonym | None:
        """The row as it is stored; None for a new one."""
        return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.edited()
        form = self.get_form()  # type: ignore[attr-defined]
        if "preview" not in request.POST or not form.is_valid():
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        self.form, self.has_unsaved_changes = form, True
        data = form.cleaned_data
        effects = synonym_rows.effects(data["typed"], data["also"], both_ways=data["both_ways"])
        return self.render_to_response(self.get_context_data(effects=effects))  # type: ignore[attr-defined]


class SynonymCreateView(ShowsEffects, CreateView):
    """A new row."""


class SynonymEditView(ShowsEffects, EditView):
    """Editing of a row."""

    def edited(self) -> Synonym | None:
        return self.get_object()


class SynonymViewSet(ModelViewSet):
    """Rows of words that are searched for one another."""

    model = Synonym
    icon = "search"
    menu_label = "Synonyms"
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    list_display = [
        "typed",
        "also",
        BooleanColumn("both_ways", label="Same meaning", sort_key="both_ways"),
        BooleanColumn("active", label="In use", sort_key="active"),
        "note",
    ]
    list_filter = ["both_ways", "active"]
    search_fields = ["typed", "also", "note"]
    ordering = ["typed"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                "The next search of every reader follows this row. Readers are told what was searched as well, and can "
                "refuse it. A row leads no further: words found by it don't bring up the rows of their own."
            ),
            FieldPanel("typed"),
            FieldPanel("also"),
            FieldRowPanel([FieldPanel("both_ways"), FieldPanel("active")]),
            FieldPanel("note"),
        ],
        base_form_class=SynonymForm,
    )


@hooks.register("register_admin_viewset")
def synonym_viewset() -> SynonymViewSet:
    return SynonymViewSet()
