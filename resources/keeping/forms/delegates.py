"""Letting a provider's contact in, and their asking for a new link."""

from __future__ import annotations

from django import forms


class DelegateForm(forms.Form):
    name = forms.CharField(
        label="Name of the contact",
        max_length=120,
        help_text="Somebody of the provider. Members read it beside what this person counts.",
    )
    email = forms.EmailField(
        label="Work e-mail", help_text="Reminders and the link go there. Whoever reads this mailbox can use the link."
    )


class AskForLinkForm(forms.Form):
    email = forms.EmailField(
        label="Your work e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}), help_text=""
    )
