"""Naming a token. The name is free text and passes the guard."""

from __future__ import annotations

from django import forms

from portal.guard.forms import GuardedFormMixin
from resources.hsds.tokens.actions import DAYS
from resources.models.api_token import LONGEST_NAME


class TokenForm(GuardedFormMixin, forms.Form):
    """A token to make."""

    guarded_fields = ("name",)

    name = forms.CharField(
        max_length=LONGEST_NAME, help_text="What will use it, so that you know it again: “County dashboard”."
    )
    days = forms.TypedChoiceField(
        label="Ends after", coerce=int, choices=[(days, f"{days} days") for days in DAYS], initial=DAYS[1]
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].replace("\0", "").split())
