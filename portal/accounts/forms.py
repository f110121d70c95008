"""Forms about people. They parse; the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.accounts import queries
from portal.accounts.actions import IdentityConfirmed
from portal.accounts.models import User
from portal.accounts.roles import (
    COORDINATOR_INVITES,
    COUNTY_AGENCIES,
    COUNTY_ROLES,
    STATEWIDE_ROLES,
    AgencyKind,
    Role,
)


class ProfileForm(forms.ModelForm):
    """Name and work phone."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "work_phone"]
        labels = {"work_phone": "Work phone"}
        help_texts = {
            "work_phone": "Colleagues in other counties see it, and it is called back to confirm who you are."
        }
        widgets = {
            "first_name": forms.TextInput({"autocomplete": "given-name"}),
            "last_name": forms.TextInput({"autocomplete": "family-name"}),
            "work_phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["work_phone"].required = True


class TermsShownMixin:
    """Refuses an acceptance of terms other than those in force: they changed while the page was open."""

    def require_version(self, shown: str, in_force: str) -> None:
        if self.is_bound and shown != in_force:
            self.add_error("accept", "The terms of use have just changed. Read them again, then accept them.")


class JoinForm(TermsShownMixin, ProfileForm):
    """What an invited person fills in."""

    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least 12 characters. A few words that nobody would put together make a good one.",
    )
    accept = forms.BooleanField(
        label="I have read the terms of use and accept them.",
        error_messages={"required": "Read the terms of use and tick the box: nobody can join without accepting them."},
    )


class AcceptTermsForm(TermsShownMixin, forms.Form):
    accept = JoinForm.base_fields["accept"]


class InviteForm(forms.Form):
    """Whom to invite, and as what. A coordinator chooses among the own counties; staff also among organisations."""

    email = forms.EmailField(label="Work e-mail address", widget=forms.EmailInput({"autocomplete": "off"}))
    place = forms.ChoiceField(label="County or organisation")
    role = forms.ChoiceField()
    agency_kind = forms.ChoiceField(label="Kind of agency")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties, organisations = queries.places_to_invite_to(user)
        self._places = {f"county:{each.pk}": each for each in counties}
        self._places |= {f"organisation:{each.pk}": each for each in organisations}
        groups = [("Counties", counties, "county"), ("Organisations", organisations, "organisation")]
        self.fields["place"].choices = [
            (label, [(f"{kind}:{each.pk}", str(each)) for each in places]) for label, places, kind in groups if places
        ]
        roles = list(Role) if organisations else [role for role in Role if role in COORDINATOR_INVITES]
        agencies = list(AgencyKind) if organisations else [kind for kind in AgencyKind if kind in COUNTY_AGENCIES]
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["agency_kind"].choices = [(kind.value, kind.label) for kind in agencies]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "place" in data and "role" in data:
            fitting = COUNTY_ROLES if data["place"].startswith("county:") else STATEWIDE_ROLES
            if data["role"] not in fitting:
                labels = ", ".join(role.label.lower() for role in Role if role in fitting)
                self.add_error("role", ValidationError(f"This role is not held there. Choose one of: {labels}."))
        return data

    def what(self) -> dict[str, Any]:
        """The arguments of `actions.invite`."""
        kind = self.cleaned_data["place"].partition(":")[0]
        return {
            "email": self.cleaned_data["email"],
            "role": self.cleaned_data["role"],
            "agency_kind": self.cleaned_data["agency_kind"],
            kind: self._places[self.cleaned_data["place"]],
        }


class ResetFactorForm(forms.Form):
    confirmed = forms.ChoiceField(
        label="How did you make sure that it is this person?",
        choices=IdentityConfirmed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you confirmed the person. Without that, nobody's factor is reset."},
    )


class PeopleFilterForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(label="Name or address", required=False)
    county = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties, _ = queries.places_to_invite_to(user)
        self.fields["county"].choices = [("", "All counties"), *((each.pk, str(each)) for each in counties)]
        self.several_counties = len(counties) > 1
