"""The site's form of a whole listing. It refuses and saves by the same actions as the CMS."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from portal.accounts.models import User
from portal.counties.models import County
from portal.guard import GuardRefused, GuardUnavailable
from portal.guard.forms import CONFIRMATION, GuardedFormMixin
from resources import access, actions, terms
from resources.actions import EditedMeanwhile, Prepared
from resources.keeping.fields import label_of
from resources.models import Listing, Status
from search import Tier

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What it is", ("kind", "name", "operator", "types", "description", "status", "is_confidential")),
    ("Where", ("county", "city", "serves_statewide", "counties_served", "accepts_out_of_county", "address")),
    ("Who sees the address", ("address_visibility", "address_authorised_by", "address_authorised_at")),
    ("For whom", ("minimum_age", "maximum_age", "populations", "needs", "trafficking", "languages", "security")),
    (
        "How to reach it",
        ("access", "referral_steps", "hours", "phone", "email", "website", "presumptive_transfer"),
    ),
    (
        "What is known about it",
        (
            "license_status",
            "license_type",
            "license_number",
            "license_capacity",
            "license_checked_on",
            "funding",
            "contracts_with",
            "training_evidence",
            "training_on",
        ),
    ),
    ("Among keepers", ("internal_note",)),
)
FIELDS = tuple(name for _, names in GROUPS for name in names)
WIDEN = "widen"
READERS = {
    Tier.PUBLIC: "Everyone on the internet",
    Tier.MEMBER: "Every member",
    Tier.PLACING: "Placing roles in every county",
}
# Names of what readers see that are not the names of one field.
_SEEN_AS = {
    "ages": "Ages",
    "license": "License",
    "availability": "Open beds or places",
    "verified_at": "Last confirmed",
}


@dataclass(frozen=True)
class Clash:
    """One field that somebody else changed in the meantime, or that this editor did: both versions."""

    label: str
    theirs: str
    yours: str


class ListingForm(GuardedFormMixin, forms.ModelForm):
    """All that a county may set. `seen` is the version that the editor started from; what was typed is never lost."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    all_right = forms.BooleanField(
        required=False, label="I have checked the rest, too: text and contacts are right as they are now."
    )

    # 58 boxes each: folded away, with their number in sight
    long_lists = ("counties_served", "contracts_with")

    class Meta:
        model = Listing
        fields = FIELDS
        widgets = dict.fromkeys(
            (
                "types",
                "counties_served",
                "populations",
                "needs",
                "trafficking",
                "languages",
                "access",
                "funding",
                "contracts_with",
            ),
            forms.CheckboxSelectMultiple,
        ) | dict.fromkeys(
            ("address_authorised_at", "license_checked_on", "training_on"), forms.DateInput(attrs={"type": "date"})
        )

    def __init__(self, *args: Any, person: User, counties: QuerySet[County] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.prepared: Prepared | None = None
        self.clashes: list[Clash] = []
        self.widening: list[str] = []
        for name in terms.SCHEMES:
            self.fields[name].queryset = terms.offered(name, None if self._is_new else self.instance)
        if self._is_new:
            choices = counties if counties is not None else County.objects.all()
            self.fields["owner_county"] = forms.ModelChoiceField(
                choices, label="County that keeps it", initial=choices.first(), empty_label=None
            )
        else:
            self.fields["seen"].initial = self.instance.version

    @property
    def _is_new(self) -> bool:
        return self.instance._state.adding

    @property
    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields under their headings, for the page."""
        for heading, names in GROUPS:
            if heading == GROUPS[1][0] and self._is_new:
                names = ("owner_county", *names)
            yield heading, [self[name] for name in names]

    @property
    def widen_token(self) -> str:
        """What the confirming button sends: it fits these very sentences, and no wider change."""
        return hashlib.blake2b("\n".join(self.widening).encode(), digest_size=8).hexdigest()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            self._prepare()

    def _post_clean(self) -> None:
        """The instance stays as it is stored: the action makes the changed one, and checks that."""

    def _prepare(self) -> None:
        changes = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "all_right")}
        if not self._is_new and self.cleaned_data["seen"] != str(self.instance.version):
            self._clash(changes)
            return
        try:
            self.prepared = actions.prepare_listing(
                self.instance,
                changes,
                by=self.person,
                seen_version=None if self._is_new else self.instance.version,
                confirmation=self.data.get(CONFIRMATION, ""),
            )
        except ValidationError as refused:
            for name, errors in refused.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        except GuardRefused as refused:
            self.add_refusal(refused.field.rsplit(".", 1)[-1], refused)
        except (GuardUnavailable, EditedMeanwhile) as refused:
            self.add_error(None, str(refused))
        else:
            self._ask_before_widening(self.prepared)

    def _clash(self, changes: dict[str, Any]) -> None:
        """Shows both versions, and lets the next press save this editor's."""
        for name, mine in changes.items():
            theirs, yours = self._shown(name, self._stored(name)), self._shown(name, mine)
            if theirs != yours:
                self.clashes.append(Clash(label_of(name), theirs, yours))
        self.data = self.data.copy()
        self.data["seen"] = str(self.instance.version)
        self.add_error(None, str(EditedMeanwhile(self.instance)))

    def _stored(self, name: str) -> Any:
        value = getattr(self.instance, name)
        return value.all() if hasattr(value, "all") else value

    def _shown(self, name: str, value: Any) -> str:
        if hasattr(value, "__iter__") and not isinstance(value, str):
            return ", ".join(sorted(str(row) for row in value))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        choices = dict(getattr(Listing._meta.get_field(name), "flatchoices", ()))
        return "" if value is None else str(choices.get(value, value)).replace("\r\n", "\n")

    def _ask_before_widening(self, prepared: Prepared) -> None:
        before = prepared.before or Listing(status=Status.DRAFT)
        self.widening = list(_widening(before, prepared.after))
        if self.widening and self.data.get(WIDEN) != self.widen_token:
            self.prepared = None
            self.add_error(
                None, "More people would see this listing than before. Confirm that below, or change it back."
            )


def _widening(before: Listing, after: Listing) -> Iterator[str]:
    """One sentence for each tier that would see something new, at the widest tier alone."""
    said: set[str] = set()
    for tier, fields in access.newly_visible(before, after).items():
        labels = sorted(_SEEN_AS.get(name) or label_of(name) for name in fields - said)
        said |= fields
        if labels:
            yield f"{READERS[tier]} will see: {', '.join(labels)}."
