"""What the pages of the lists send. What is no listing, place or result of ours is dropped or refused, never an error."""

from __future__ import annotations

import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone

from resources.models import Result, Source

MORNING = 8
# What the buttons say, and when the call is due. People don't choose a minute at 11 pm.
CALL_BACK = {"30": "In 30 minutes", "60": "In an hour", "120": "In 2 hours", "morning": "At 8 am"}


def compared_in(address: QueryDict) -> list[UUID]:
    """The listings that an address names, one or several to a name."""
    named = [part for value in address.getlist("ids") for part in value.split(",")]
    return [pk for pk in map(_uuid, named[:100]) if pk]


def place_in(posted: QueryDict) -> int:
    """The place that was asked for; anything else than a small positive number is the first."""
    raw = posted.get("place", "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 1


class ResultForm(forms.Form):
    """One tap: what came of a call, or nothing to take it back; with "call back", when."""

    result = forms.ChoiceField(choices=[("", "Not called"), *Result.choices], required=False)
    when = forms.ChoiceField(choices=list(CALL_BACK.items()), required=False)

    def result_given(self) -> Result | None:
        return Result(self.cleaned_data["result"]) if self.cleaned_data["result"] else None

    def call_back_at(self, now: datetime.datetime) -> datetime.datetime | None:
        """When to call again: minutes from now, or the next 8 am Pacific."""
        when = self.cleaned_data["when"]
        if when == "morning":
            today = timezone.localtime(now)
            at_eight = today.replace(hour=MORNING, minute=0, second=0, microsecond=0)
            return at_eight if at_eight > today else at_eight + datetime.timedelta(days=1)
        return now + datetime.timedelta(minutes=int(when)) if when else None


class StartForm(forms.Form):
    """Where the listings of a new call list come from; `address` is a search of the directory."""

    source = forms.ChoiceField(choices=Source.choices)
    address = forms.CharField(max_length=4_000, required=False)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
