"""Which kinds of event a person wants by mail."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.notify import kinds


class PreferencesForm(forms.Form):
    """One box per registered kind. Field names can't hold the dot of a code, so each is found by `codes`."""

    use_required_attribute = False

    def __init__(self, *args: Any, chosen: dict[str, bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes: dict[str, str] = {}
        for kind in kinds.registered():
            name = f"mail_{kind.code.replace('.', '_')}"
            self.codes[name] = kind.code
            self.fields[name] = forms.BooleanField(label=kind.label, required=False, initial=chosen.get(kind.code))

    def by_mail(self) -> dict[str, bool]:
        """The choice for each kind's code. Only after `is_valid()`."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}
