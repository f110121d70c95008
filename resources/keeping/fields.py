"""The fields whose text somebody may propose to change, and how a text becomes a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.db import models

from resources.actions import GUARDED
from resources.models import Listing

# Each with the name under which `resources.access` says who sees it. The address is not among them: only keepers set it.
PROPOSABLE: dict[str, str] = {
    "name": "name",
    "operator": "operator",
    "description": "description",
    "city": "city",
    "minimum_age": "ages",
    "maximum_age": "ages",
    "phone": "phone",
    "email": "email",
    "website": "website",
    "hours": "hours",
    "referral_steps": "referral_steps",
    "presumptive_transfer": "presumptive_transfer",
    "license_number": "license",
    "training_evidence": "training_evidence",
}
GUARDED_PROPOSALS = tuple(name for name in GUARDED if name in PROPOSABLE)


def label_of(field: str) -> str:
    """A field's name as people read it."""
    name = str(_column(field).verbose_name)
    return name[:1].upper() + name[1:]


def proposable(shown: frozenset[str]) -> Iterator[str]:
    """The fields to propose for, of somebody who sees these, in the order of a form."""
    return (name for name, seen_as in PROPOSABLE.items() if seen_as in shown)


def form_field(name: str) -> forms.Field:
    """The field of a form for one field of a listing, not required, with the same limits."""
    field = cast("forms.Field", _column(name).formfield(required=False))
    field.label, field.help_text = label_of(name), ""
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 4
    return field


def to_value(name: str, text: str) -> Any:
    """The value of a text that a form has let pass."""
    column = _column(name)
    if text == "":
        return None if column.null else ""
    return column.to_python(text)


def _column(name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", Listing._meta.get_field(name))
