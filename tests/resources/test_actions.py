"""Counting beds and editing listings: who may, what is refused, what is kept."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from resources import actions, secrecy
from resources.factories import listing, terms
from resources.models import Availability
from resources.queries import Asked, directory

pytestmark = pytest.mark.django_db


def test_a_count_is_kept_audited_and_found_at_once():
    made, keeper = listing(), person()
    count = actions.count_beds(made, by=keeper, total=6, occupied=3, held=1)
    assert (count.available, count.counted_by) == (2, keeper)
    assert AuditRow.objects.filter(act="listing.counted").count() == 1
    assert [card.counts[0].available for card in directory(keeper, Asked(open_only=True)).cards] == [2]


def test_earlier_counts_stay():
    made, keeper = listing(), person()
    for occupied in (1, 2):
        actions.count_beds(made, by=keeper, total=6, occupied=occupied)
    assert list(Availability.objects.values_list("occupied", flat=True)) == [2, 1]


def test_another_county_may_not_count():
    made = listing()
    with pytest.raises(PermissionDenied, match="Kern County keeps this listing"):
        actions.count_beds(made, by=person(county="inyo"), total=6, occupied=3)
    assert Availability.objects.count() == 0


@pytest.mark.parametrize("beds", [{"occupied": 7}, {"occupied": 6, "held": 1}, {"occupied": -1}])
def test_a_count_that_cannot_be_is_refused_and_never_clamped(beds):
    made = listing()
    with pytest.raises(ValidationError, match="Count again"):
        actions.count_beds(made, by=person(), total=6, **beds)
    assert Availability.objects.count() == 0


def test_a_count_from_the_future_is_refused():
    with pytest.raises(ValidationError, match="lies in the future"):
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        actions.count_beds(listing(), by=person(), total=6, occupied=0, as_of=tomorrow)


@pytest.mark.parametrize(
    ("codes", "visibility", "refusal"),
    [
        (["resource-family"], "never", "A family's home is never listed"),
        (["silp"], "never", "A family's home is never listed"),
        (["temporary-shelter"], "placing", "is shown to nobody"),
        (["strtp", "cse-pilot"], "public", "is shown to nobody"),
    ],
)
def test_what_the_law_keeps_out_is_refused(codes, visibility, refusal):
    with pytest.raises(ValidationError, match=refusal):
        secrecy.check_may_be_listed(terms("placement", *codes), visibility)


@pytest.mark.parametrize(
    ("codes", "visibility"),
    [(["ffa", "resource-family"], "public"), (["strtp"], "public"), (["temporary-shelter"], "never")],
)
def test_agencies_programs_and_hidden_shelters_may_be_listed(codes, visibility):
    secrecy.check_may_be_listed(terms("placement", *codes), visibility)


def test_an_edit_is_audited_and_found_at_once():
    made, staff = listing(name="Old name"), person(role=Role.STAFF)
    made.name = "Renamed"
    made.save()
    actions.record_edit(made, by=staff)
    assert [card.name for card in directory(staff, Asked(text="renamed")).cards] == ["Renamed"]
    assert AuditRow.objects.filter(act="listing.edited").count() == 1
