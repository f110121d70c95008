"""Adding and changing listings: one way for the CMS, the site's form and an import."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from portal import audit, guard
from portal.accounts.models import User
from resources import access, secrecy
from resources.actions.changes import note_change, note_less_visible
from resources.models import Listing
from resources.terms import SCHEMES, check_offered

# Fields that hold free text, in the order of a form. The guard knows each as `resources.listing.<name>`.
GUARDED = (
    "name",
    "operator",
    "description",
    "city",
    "address_authorised_by",
    "referral_steps",
    "presumptive_transfer",
    "hours",
    "license_type",
    "training_evidence",
    "internal_note",
)
RELATED = frozenset({*SCHEMES, "counties_served", "contracts_with"})


class EditedMeanwhile(Exception):
    """Somebody else saved the listing after this editor opened it. `current` is the listing as it stands now."""

    def __init__(self, current: Listing) -> None:
        super().__init__(
            "Somebody else changed this listing while you were editing it. Nothing of yours is saved yet: "
            "compare the two, and save again."
        )
        self.current = current


@dataclass(frozen=True)
class Prepared:
    """A change that may be written: `after` is the listing as it would be, `related` its rows of other tables."""

    before: Listing | None
    after: Listing
    related: Mapping[str, list[Any]]
    changed: tuple[str, ...]
    by: User


def guard_field(name: str) -> str:
    """The name under which the guard knows a field of a listing."""
    return f"resources.listing.{name}"


def prepare_listing(
    listing: Listing,
    changes: Mapping[str, Any],
    *,
    by: User,
    seen_version: int | None = None,
    may_widen: bool = True,
    confirmation: str = "",
) -> Prepared:
    """Everything that can refuse a change, before anything is written; call it outside a transaction.

    `listing` is a stored one or a new one; `changes` maps names of its fields to clean values, those of many-to-many
    fields to rows; a field that is not named stays as it is. `seen_version`: the version that the editor saw.
    `may_widen=False` is for imports: nobody may see more of a stored listing than before.

    Refuses with PermissionDenied (who doesn't keep it, before or afterwards), EditedMeanwhile, `guard.GuardRefused` and
    `guard.GuardUnavailable` (a text; `confirmation` is what the guard gave out), and ValidationError by field.
    """
    before = Listing.objects.select_related("owner_county").filter(pk=listing.pk).first()
    if before and seen_version is not None and seen_version != before.version:
        raise EditedMeanwhile(before)
    after = _changed(before or listing, changes)
    for version in filter(None, (before, after)):
        access.check_may_keep(by, version)
    related = {name: list(rows) for name, rows in changes.items() if name in RELATED}
    _check(before, after, related, may_widen=may_widen)
    _guard(before, after, by, confirmation)
    return Prepared(before, after, related, tuple(sorted(_differences(before, after, related))), by)


@transaction.atomic
def write_listing(prepared: Prepared) -> Listing:
    """Writes a prepared change, or nothing if all is as before. Refuses (EditedMeanwhile) what was overtaken."""
    before, after = prepared.before, prepared.after
    if before:
        stored = Listing.objects.select_for_update().get(pk=before.pk)
        if stored.version != before.version:
            raise EditedMeanwhile(stored)
    if not prepared.changed:
        return after
    _store(before, after, prepared.changed)
    for name, rows in prepared.related.items():
        getattr(after, name).set(rows)
    audit.record(
        "listing.edited" if before else "listing.added",
        after,
        prepared.by,
        {"status": after.status, "fields": list(prepared.changed)},
    )
    loses = before is not None and access.newly_visible(after, before)
    (note_less_visible if loses else note_change)(after)
    return after


def save_listing(listing: Listing, changes: Mapping[str, Any], *, by: User, **options: Any) -> Listing:
    """Prepares and writes in one go: options and refusals as in `prepare_listing`."""
    return write_listing(prepare_listing(listing, changes, by=by, **options))


def _store(before: Listing | None, after: Listing, changed: tuple[str, ...]) -> None:
    """Writes the fields that change and no other: a count or a confirmation may have come meanwhile."""
    if before is None:
        after.save(force_insert=True)
        return
    after.version = before.version + 1
    after.changed_at = timezone.now()
    after.save(update_fields=[*(name for name in changed if name not in RELATED), "version", "changed_at"])


def _changed(listing: Listing, changes: Mapping[str, Any]) -> Listing:
    after = copy.copy(listing)
    after._state = copy.copy(listing._state)
    after._state.fields_cache = dict(listing._state.fields_cache)
    for name in changes.keys() - RELATED:
        setattr(after, name, changes[name])
    return after


def _check(before: Listing | None, after: Listing, related: Mapping[str, list[Any]], *, may_widen: bool) -> None:
    """Refuses (ValidationError, by field) what can't be, what the law forbids, and terms out of place."""
    errors: dict[str, Any] = {}
    try:
        after.full_clean()
    except ValidationError as invalid:
        errors = invalid.update_error_dict(errors)
    for name, refused in _refusals(before, after, related):
        errors.setdefault(name, []).append(refused)
    if not may_widen and before and access.newly_visible(before, after):
        errors.setdefault("is_confidential", []).append(
            ValidationError("Nobody may see more of this listing than before this way. Change that on its own page.")
        )
    if errors:
        raise ValidationError(errors)


def _refusals(
    before: Listing | None, after: Listing, related: Mapping[str, list[Any]]
) -> Iterator[tuple[str, ValidationError]]:
    for name in SCHEMES.keys() & related.keys():
        try:
            check_offered(name, related[name], after)
        except ValidationError as refused:
            yield name, refused
    types = related.get("types", list(before.types.all()) if before else [])
    if not types:
        yield "types", ValidationError("A listing needs at least one type. Choose what it is.")
    try:
        secrecy.check_may_be_listed(types, after.address_visibility, after.address_authorised_at)
    except ValidationError as refused:
        yield "types", refused


def _guard(before: Listing | None, after: Listing, by: User, confirmation: str) -> None:
    """Passes each text that is new through the guard; what stands before it on the page is known to the guard."""
    seen: list[str] = []
    for name in GUARDED:
        text = getattr(after, name)
        if text and (before is None or text != getattr(before, name)):
            guard.check(text, field=guard_field(name), before=seen, person=by, confirmation=confirmation)
        if text:
            seen.append(text)


def _differences(before: Listing | None, after: Listing, related: Mapping[str, list[Any]]) -> Iterator[str]:
    for field in Listing._meta.concrete_fields:
        if before is None or getattr(before, field.attname) != getattr(after, field.attname):
            yield field.name
    for name, rows in related.items():
        held = {row.pk for row in getattr(before, name).all()} if before else set()
        if held != {row.pk for row in rows}:
            yield name
