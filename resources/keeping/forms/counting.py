"""The short form of one count, and the list's "still right"."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from portal.vocabulary.models import Scheme, Term
from resources.keeping.actions import CountedMeanwhile, Statement, What
from resources.keeping.queries import Line
from resources.models import AvailabilityStatus

MOST = 999  # no home in California has as many beds; more is a slip of the finger
WORDS = [("", "By the numbers"), *((status.value, status.label) for status in AvailabilityStatus)]


def _number(label: str, most: int = MOST) -> forms.IntegerField:
    errors = {"invalid": "Write a whole number.", "min_value": "It can’t be below 0.", "max_value": f"At most {most}."}
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, required=False, widget=widget, error_messages=errors
    )


class CountForm(forms.Form):
    """How many of how many are open; or a word, where nobody counts.

    Without JavaScript the buttons beside the number send the form, too: `step` comes as "-1" or "1", nothing is saved, and
    the same form comes back with the other number (`stepped`).
    """

    use_required_attribute = False

    population = forms.ModelChoiceField(
        Term.objects.filter(scheme=Scheme.POPULATION), required=False, widget=forms.HiddenInput
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    open = _number("Open")
    total = _number("Of how many in all")
    status = forms.ChoiceField(label="Or in words", choices=WORDS, required=False)
    waiting_length = _number("Young people on the waiting list")
    waiting_days = _number("Estimated wait in days")

    @property
    def is_step(self) -> bool:
        """Whether a button beside the number was pressed, not "save"."""
        return self.data.get("step") in ("-1", "1")

    def stepped(self) -> CountForm:
        """The form with its number one higher or lower, within what there is, as if it had been written so."""
        data = self.data.copy()
        number = _whole(data.get("open")) + int(data["step"])
        total = _whole(data.get("total"), MOST)
        data["open"] = str(max(0, min(number, total)))
        return CountForm(data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        given = (cleaned.get("open") is not None, cleaned.get("total") is not None)
        if any(given) and not all(given):
            name = "total" if given[0] else "open"
            raise ValidationError({name: "Write both: how many are open, and how many there are in all."})
        if not any(given) and not cleaned.get("status"):
            raise ValidationError({"open": "Write how many are open, or choose a word instead."})
        return cleaned

    def statement(self) -> Statement:
        """What was said. Only after `is_valid()`."""
        said = {name: self.cleaned_data[name] for name in self.fields if name != "seen"}
        return Statement(**said, seen=self.cleaned_data["seen"] or 0)

    def overtaken(self, refusal: CountedMeanwhile) -> None:
        """Shows that somebody else counted; the next press knows of that count."""
        self.data = self.data.copy()
        self.data["seen"] = str(refusal.current.pk)
        self.refuse(str(refusal))

    def refuse(self, sentence: str) -> None:
        """Shows at the number what an action refused."""
        self.add_error("open", sentence)


@dataclass(frozen=True)
class CountOf:
    """The form of one population, with what was said of it last."""

    line: Line
    form: CountForm


def count_forms(lines: Sequence[Line], bound: CountForm | None = None) -> list[CountOf]:
    """One form for each line; in the place of its own the bound one, with what was typed."""
    sent = bound.data.get("population") or "0" if bound else ""
    return [CountOf(line, bound if bound and sent == str(line.population) else _fresh(line)) for line in lines]


def _fresh(line: Line) -> CountForm:
    names = ("open", "total", "status", "waiting_length", "waiting_days", "seen")
    start = {name: getattr(line, name) for name in names} | {"population": line.population or None}
    return CountForm(initial=start, auto_id=f"count-{line.population}-%s")


def confirmations_in(posted: QueryDict) -> tuple[dict[uuid.UUID, str], What]:
    """The listings that were checked, each with its digest on that page, and what was checked of them.

    What is no key is left out, and an unknown word means everything.
    """
    seen = {}
    for text in posted.getlist("listing"):
        key = _or_none(uuid.UUID, text)
        if key:
            seen[key] = posted.get(f"seen-{text}", "")
    what = _or_none(What, posted.get("what", ""))
    return seen, what or What.ALL


def _or_none(make: Callable[[str], Any], text: str) -> Any:
    try:
        return make(text)
    except ValueError:
        return None


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
