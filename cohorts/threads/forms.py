"""The reply form."""

from __future__ import annotations

from django import forms

from portal.guard.forms import GuardedFormMixin


class ReplyForm(GuardedFormMixin, forms.Form):
    """What a reply brings. How long it may be and what it may say is decided where it is stored, for every way in.

    So the form guards no field by itself; it shows what the guard refused there.
    """

    body = forms.CharField(label="Your reply", required=False, strip=False, widget=forms.Textarea)
    key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def confirmation(self) -> str:
        """What the author sent along to confirm a text that the guard had asked about."""
        return self.data.get(self.guard_confirmation_name, "")
