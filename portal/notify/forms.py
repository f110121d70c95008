"""How and when a person wants to hear of things."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.notify import kinds
from portal.notify.kinds import Delivery
from portal.notify.models import MailHours


class PreferencesForm(forms.ModelForm[MailHours]):
    """Three choices per registered kind, and the hours. Field names can't hold the dot of a code: see `codes`."""

    use_required_attribute = False

    class Meta:
        model = MailHours
        fields = ("digest_hour", "quiet", "quiet_from", "quiet_until", "quiet_weekends", "urgent_passes")

    def __init__(self, *args: Any, chosen: dict[str, Delivery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes: dict[str, str] = {}
        for kind in kinds.registered():
            name = f"mail_{kind.code.replace('.', '_')}"
            self.codes[name] = kind.code
            self.fields[name] = forms.TypedChoiceField(
                label=kind.label,
                choices=Delivery.choices,
                coerce=Delivery,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,  # a kind that is newer than the page that was sent stays as it is
                initial=chosen.get(kind.code),
                error_messages={"invalid_choice": "Choose one of the three."},
            )
        for name in ("digest_hour", "quiet_from", "quiet_until"):
            self.fields[name].error_messages |= {
                "required": "Choose an hour from the list.",
                "invalid_choice": "Choose an hour from the list.",
            }

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        """The rows of choices, in the order of their labels."""
        return [self[name] for name in self.codes]

    def deliveries(self) -> dict[str, Delivery]:
        """The choice for each kind's code. Only after `is_valid()`."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items() if self.cleaned_data[name]}
