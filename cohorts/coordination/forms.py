"""The form of a request, the filter of the board, and how a request ends."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from cohorts.coordination import access
from cohorts.coordination.drafts import LISTS, Draft
from cohorts.coordination.models import (
    SUMMARY_LENGTH,
    GenderPreference,
    Outcome,
    Urgency,
)
from portal.counties.models import County, Tag
from portal.guard.forms import GuardedFormMixin
from portal.vocabulary.models import Scheme, Term

if TYPE_CHECKING:
    from portal.accounts.models import User

STATEWIDE = "statewide"
CHOSEN = "chosen"
FOLDED = ("services", "gender_preference", "trafficking", "legal_status", "funding")


def _terms(scheme: Scheme) -> Any:
    return Term.objects.current().filter(scheme=scheme)


class OneTerm(forms.ModelChoiceField):
    """One term of a scheme from a list, in force today."""

    def __init__(self, scheme: Scheme, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(queryset=Term.objects.none(), **kwargs)

    def offer(self) -> None:
        self.queryset = _terms(self.scheme)


class ManyTerms(forms.ModelMultipleChoiceField):
    """Any number of terms of a scheme as checkboxes, in force today."""

    def __init__(self, scheme: Scheme, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(queryset=Term.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self) -> None:
        self.queryset = _terms(self.scheme)


class RequestForm(GuardedFormMixin, forms.Form):
    """What a county needs, in choices; there is no place for a date, a name, a school or a diagnosis.

    The summary is guarded where it is stored, for every way in; the mixin shows what was refused.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    county = forms.ModelChoiceField(County.objects.none(), label="County that asks", empty_label=None)
    urgency = forms.TypedChoiceField(
        label="When is it needed?",
        choices=Urgency.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when a place is needed."},
    )
    age_band = OneTerm(
        Scheme.AGE_BAND,
        label="Age",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the age band."},
    )
    placement_types = ManyTerms(
        Scheme.PLACEMENT,
        label="Placement types that would fit",
        error_messages={"required": "Choose at least one placement type that would fit."},
    )
    needs = ManyTerms(Scheme.NEED, label="Needs", required=False)
    languages = ManyTerms(Scheme.LANGUAGE, label="Languages", required=False)
    services = ManyTerms(Scheme.SERVICE, label="Services needed there", required=False)
    gender_preference = forms.ChoiceField(
        label="The youth asks for", choices=[("", "Nothing said"), *GenderPreference.choices], required=False
    )
    trafficking = OneTerm(Scheme.TRAFFICKING, label="Trafficking concern", required=False, empty_label="Not said")
    legal_status = OneTerm(Scheme.LEGAL_STATUS, label="Legal status", required=False, empty_label="Not said")
    funding = OneTerm(Scheme.FUNDING, label="Funding", required=False, empty_label="Not said")
    reach = forms.ChoiceField(
        label="Whom to ask",
        initial=CHOSEN,
        choices=[(CHOSEN, "The cohorts and counties that I choose"), (STATEWIDE, "Every county in the state")],
        widget=forms.RadioSelect,
    )
    target_cohorts = forms.ModelMultipleChoiceField(
        Tag.objects.none(), label="Cohorts to ask", widget=forms.CheckboxSelectMultiple, required=False
    )
    target_counties = forms.ModelMultipleChoiceField(
        County.objects.none(), label="Counties to ask", widget=forms.CheckboxSelectMultiple, required=False
    )
    excluded_counties = forms.ModelMultipleChoiceField(
        County.objects.none(),
        label="Counties to leave out",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="For safety. The reason is not asked and not kept; a county that is left out does not learn of it.",
    )
    summary = forms.CharField(
        label="Anything else, in a sentence or two",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=SUMMARY_LENGTH,
        required=False,
        help_text="What the choices above can't say. No name, date, school, place or diagnosis, and nothing that "
        "happened: only what is needed.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["county"].queryset = access.counties_to_post_for(person)
        self.fields["target_cohorts"].queryset = Tag.objects.filter(kind=Tag.Kind.COHORT)
        for name in ("target_counties", "excluded_counties"):
            self.fields[name].queryset = County.objects.all()
        for field in self.fields.values():
            if isinstance(field, OneTerm | ManyTerms):
                field.offer()

    @property
    def has_more(self) -> bool:
        """Whether one of the fields that start folded away holds something, so that it must not be hidden."""
        return any(self[name].value() or self[name].errors for name in FOLDED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        targets = (cleaned.get("target_cohorts"), cleaned.get("target_counties"))
        if cleaned.get("reach") == CHOSEN and not any(targets):
            self.add_error("target_counties", ValidationError("Choose at least one cohort or county to ask."))
        return cleaned

    @property
    def confirmation(self) -> str:
        """What the author sent along to confirm that the summary identifies no child."""
        return self.data.get(self.guard_confirmation_name, "")

    def renew_key(self) -> None:
        """Lets the form be sent as another request: its old key has already made one."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())

    def draft(self) -> Draft:
        """What was filled in. Only after `is_valid()`."""
        cleaned = self.cleaned_data
        statewide = cleaned["reach"] == STATEWIDE
        lists = {name: frozenset(cleaned[name]) for name in LISTS}
        if statewide:
            lists["target_counties"] = lists["target_cohorts"] = frozenset()
        return Draft(
            urgency=cleaned["urgency"],
            age_band=cleaned["age_band"],
            gender_preference=cleaned["gender_preference"],
            trafficking=cleaned["trafficking"],
            legal_status=cleaned["legal_status"],
            funding=cleaned["funding"],
            summary=cleaned["summary"],
            statewide=statewide,
            **lists,
        )


class BoardFilterForm(forms.Form):
    """What the board shows; an unknown choice filters nothing."""

    use_required_attribute = False

    county = forms.ModelChoiceField(
        County.objects.all(), label="From county", required=False, empty_label="Any county", to_field_name="slug"
    )
    urgency = forms.TypedChoiceField(
        label="Needed", choices=[("", "Any time"), *Urgency.choices], coerce=int, required=False, empty_value=None
    )

    def chosen(self) -> dict[str, Any]:
        """The arguments for `queries.board`."""
        self.is_valid()
        county = self.cleaned_data.get("county")
        return {"county": county.slug if county else "", "urgency": self.cleaned_data.get("urgency")}


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the request ended."},
    )


class ShowCountyForm(forms.Form):
    county = forms.ModelChoiceField(County.objects.all(), to_field_name="slug")
