"""Suggesting a correction, and deciding on one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.functional import cached_property

from portal.guard.forms import GuardedFormMixin
from resources.keeping import fields
from resources.keeping.statements import value_text
from resources.models import Listing


class ProposalForm(GuardedFormMixin, forms.Form):
    """The fields as they are, to be changed where they are wrong, and a box for the rest.

    `shown`: the fields that the person sees (`keeping.access.fields_shown`).
    """

    guarded_fields = (*fields.GUARDED_PROPOSALS, "note")

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, listing: Listing, shown: frozenset[str], person: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.listing = listing
        for name in self.names(shown):
            self.fields[name] = fields.form_field(name)
            if fields.PROPOSABLE[name] in shown:
                self.fields[name].initial = getattr(listing, name)
                # what is changed is told by what stood on the page, whatever somebody saved since
                self.fields[name].show_hidden_initial = True
            else:
                self.fields[name].help_text = "What stands there now is not shown here. Empty: it stays as it is."
        self.fields["note"] = forms.CharField(
            label="Anything else that is wrong",
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="For example: it closed in May. Nothing about a young person.",
        )

    def names(self, shown: frozenset[str]) -> list[str]:
        """The fields that can be changed here."""
        return list(fields.proposable(shown))

    @cached_property
    def texts(self) -> dict[str, str]:
        """The new text of each field that was changed. Only after `is_valid()`."""
        return {
            name: value_text(self.cleaned_data[name])
            for name in self.fields
            if name in fields.PROPOSABLE and name in self.changed_data
        }

    @property
    def names_of_texts(self) -> list[Any]:
        """The bound fields of the listing, for the page."""
        return [self[name] for name in self.fields if name in fields.PROPOSABLE]


class DelegateProposalForm(ProposalForm):
    """For a delegate: every field, of which those that not everyone sees start empty.

    Nobody has an account here who could confirm a text to the guard, so what it asks about is refused.
    """

    def names(self, shown: frozenset[str]) -> list[str]:
        return list(fields.PROPOSABLE)


class DecisionForm(GuardedFormMixin, forms.Form):
    """Which parts to accept; the others are declined, with a word to the proposer."""

    guarded_fields = ("reason",)

    accept = forms.MultipleChoiceField(required=False)
    reason = forms.CharField(
        label="A word to who proposed it",
        max_length=200,
        required=False,
        help_text="Needed where you don’t accept everything: say why.",
    )

    def __init__(self, *args: Any, parts: list[str], person: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.parts = parts
        self.fields["accept"].choices = [(part, part) for part in parts]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if set(cleaned.get("accept", [])) != set(self.parts) and not cleaned.get("reason") and not self.errors:
            self.add_error("reason", "Say in a word why, so that who proposed it knows what to do.")
        return cleaned
