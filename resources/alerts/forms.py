"""Keeping a search. Its name and its words are free text and pass the guard; all the rest are codes."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.guard.forms import GuardedFormMixin
from resources.models.saved_search import LONGEST_NAME, SavedSearch
from search.language import MAX_TYPED


class _Alerts(GuardedFormMixin, forms.Form):
    name = forms.CharField(
        max_length=LONGEST_NAME, help_text="So that you know it again. Never anything about a child."
    )
    alerts = forms.BooleanField(label="Tell me when a bed opens that fits", required=False)
    urgent = forms.BooleanField(label="Even in my quiet hours: I am on duty", required=False)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].replace("\0", "").split())

    def chosen(self) -> dict[str, Any]:
        """What `actions` take."""
        return {name: self.cleaned_data[name] for name in ("name", "alerts", "urgent")}


class SaveSearchForm(_Alerts):
    """A search to keep: its words, and `filters`, the rest of its address."""

    guarded_fields = ("words", "name")

    words = forms.CharField(label="Words", max_length=MAX_TYPED, required=False)
    filters = forms.CharField(max_length=4_000, required=False, widget=forms.HiddenInput)
    field_order = ("words", "name", "alerts", "urgent", "filters")

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].replace("\0", "").split())


class ChangeSearchForm(_Alerts):
    """Another name, other alerts."""

    guarded_fields = ("name",)

    @classmethod
    def of(cls, search: SavedSearch, *args: Any, **kwargs: Any) -> ChangeSearchForm:
        """The form of one search as it is."""
        initial = {"name": search.name, "alerts": search.alerts, "urgent": search.urgent}
        return cls(*args, initial=initial, **kwargs)
