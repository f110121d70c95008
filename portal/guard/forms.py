"""Forms whose free text passes the guard before anything else sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.guard import Finding, GuardRefused, GuardUnavailable, check, register_field
from portal.guard.wording import sentences

if TYPE_CHECKING:
    from django.forms import BaseForm
else:  # a mixin, so that the form may be a plain one or a model's
    BaseForm = object

CONFIRMATION = "guard_confirmation"


@dataclass(frozen=True)
class Stopped:
    """A field that was stopped, for `guard/_findings.html`: its text cut at the places found, and what to do there."""

    field: str
    label: str
    pieces: list[tuple[str, bool]]
    sentences: list[str]


class GuardedFormMixin(BaseForm):
    """Put before `forms.Form` or `forms.ModelForm`; name the text fields in `guarded_fields` and give `person=`.

    Each field is registered with the guard as `<package>.<form>.<field>`, for example `coordination.askform.details`. A
    field that is stopped becomes an error of that field, with one sentence for each kind; the page shows
    `{% include "guard/_findings.html" %}` inside its `<form>`, where what can be confirmed gets its button. Answer with
    `render_guarded`, so that no cache keeps the text.
    """

    guarded_fields: tuple[str, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for field in cls.guarded_fields:
            register_field(cls.guard_name(field))

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self._refusals: dict[str, tuple[str, GuardRefused]] = {}

    @classmethod
    def guard_name(cls, field: str) -> str:
        """The name under which the guard knows a field of this form."""
        return f"{cls.__module__.split('.')[-2]}.{cls.__name__.lower()}.{field}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        before: list[str] = []
        for field in self.guarded_fields:
            if text := cleaned.get(field):
                self._guard(field, text, before)
                before.append(text)
        return cleaned

    def _guard(self, field: str, text: str, before: Sequence[str]) -> None:
        confirmation = self.data.get(self.add_prefix(CONFIRMATION), "")
        try:
            check(text, field=self.guard_name(field), before=before, person=self.person, confirmation=confirmation)
        except GuardRefused as refused:
            self.add_refusal(field, refused)
        except GuardUnavailable as unavailable:
            self.add_error(field, ValidationError(str(unavailable), code="guard_unavailable"))

    def add_refusal(self, field: str, refused: GuardRefused) -> None:
        """Shows a refusal at a field; for a view whose action refused what the form had let pass."""
        self._refusals[field] = self.cleaned_data[field], refused
        self.add_error(field, [ValidationError(each, code="guard") for each in sentences(refused.findings)])

    @property
    def guard_stopped(self) -> list[Stopped]:
        """The fields that were stopped, in the order of the form."""
        return [
            Stopped(field, str(self[field].label), list(_pieces(text, refused.findings)), sentences(refused.findings))
            for field, (text, refused) in self._refusals.items()
        ]

    @property
    def guard_confirmation(self) -> str:
        """What the author sends along to confirm; empty if a field may not be written at all, or nothing was stopped."""
        tokens = [refused.confirmation for _, refused in self._refusals.values()]
        return " ".join(tokens) if all(tokens) else ""

    @property
    def guard_confirmation_name(self) -> str:
        """The name of the button that confirms."""
        return self.add_prefix(CONFIRMATION)


def render_guarded(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a guarded form. What was typed comes back in this one response, and no cache may keep it."""
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


def _pieces(text: str, findings: Sequence[Finding]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it was found; places that overlap become one."""
    done = 0
    for finding in findings:
        start, end = max(finding.span[0], done), finding.span[1]
        if start < end:
            yield from ((text[done:start], False),) if done < start else ()
            yield text[start:end], True
            done = end
    if done < len(text):
        yield text[done:], False
