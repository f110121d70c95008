"""The forms of the directory in the CMS. Each saves by one action, so that the CMS has no way of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.guard import GuardRefused, GuardUnavailable
from portal.guard.forms import CONFIRMATION, GuardedFormMixin
from resources import actions, terms
from resources.actions import EditedMeanwhile, Prepared
from resources.models import Availability, Channel, FreshnessPolicy, Listing


class ConfirmationBox(forms.CheckboxInput):
    """A box whose value is what the guard gave out for this very text."""

    token = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        return str(data.get(name, ""))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["value"] = self.token
        return context


class ListingForm(GuardedFormMixin, WagtailAdminModelForm):
    """A whole listing. What the guard only asks about is confirmed by a box that appears then.

    A listing that somebody else saved since this form was opened is not written over: the form comes back as it was
    typed, and counts the other version as seen.
    """

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    guard_confirmation = forms.CharField(
        required=False,
        label="I have read it again: nothing here points to a young person.",
        help_text="Tick this and save again, or change the text.",
        widget=ConfirmationBox,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=kwargs.get("for_user"), **kwargs)
        self.prepared: Prepared | None = None
        self.confirmation_asked = ""
        self.fields["seen_version"].initial = self.instance.version
        for name in terms.SCHEMES:
            self.fields[name].queryset = terms.offered(name, self.instance)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            self._prepare()

    def save(self, commit: bool = True) -> Listing:
        """Writes what has been prepared; with `commit=False` nothing."""
        if commit and self.prepared:
            self.instance = actions.write_listing(self.prepared)
        return self.instance

    def overtaken(self, refused: EditedMeanwhile) -> None:
        """Says so, and lets the next save write over the version that is there now."""
        self.add_error(None, ValidationError(str(refused)))
        self.data = self.data.copy()
        self.data["seen_version"] = str(refused.current.version)

    def _prepare(self) -> None:
        changes = {
            name: value for name, value in self.cleaned_data.items() if name not in (CONFIRMATION, "seen_version")
        }
        confirmation = self.cleaned_data.get(CONFIRMATION, "")
        try:
            self.prepared = actions.prepare_listing(
                self.instance,
                changes,
                by=self.for_user,
                seen_version=self.cleaned_data["seen_version"],
                confirmation=confirmation,
            )
        except ValidationError as refused:
            for name, errors in refused.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        except GuardRefused as refused:
            self.add_refusal(refused.field.rsplit(".", 1)[-1], refused)
            self.confirmation_asked = self.fields[CONFIRMATION].widget.token = refused.confirmation
        except EditedMeanwhile as refused:
            self.overtaken(refused)
        except (GuardUnavailable, PermissionDenied) as refused:
            self.add_error(None, ValidationError(str(refused)))


class CountForm(WagtailAdminModelForm):
    """One new count; where numbers are given, they decide the status."""

    class Meta:
        model = Availability
        fields = (
            "listing",
            "population",
            "status",
            "total",
            "occupied",
            "held",
            "waiting_length",
            "waiting_days",
            "as_of",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared: Availability | None = None
        self.fields["status"].required = False
        self.fields["status"].help_text = "Leave it empty where you give numbers."
        self.fields["population"].queryset = terms.offered("populations")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            self.prepared = actions.prepare_count(**data, counted_by=self.for_user, channel=Channel.CMS)
            data["status"] = self.prepared.status
        return data

    def save(self, commit: bool = True) -> Availability:
        """Records the count; with `commit=False` nothing."""
        if commit and self.prepared:
            self.instance = actions.record_count(self.prepared)
        return self.instance


class PolicyForm(WagtailAdminModelForm):
    """How long one kind of statement is believed."""

    class Meta:
        model = FreshnessPolicy
        fields = ("fresh_hours", "stale_hours", "hidden_hours")

    def save(self, commit: bool = True) -> FreshnessPolicy:
        """Sets the policy, and what search knows with it; with `commit=False` nothing."""
        if commit:
            actions.set_policy(self.instance, by=self.for_user)
        return self.instance
