"""Still right: who says it, what it covers, and that nobody confirms what they never saw."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from portal.accounts.factories import person
from portal.audit.models import AuditRow
from resources.actions import count_beds, save_listing
from resources.factories import county, listing
from resources.keeping.actions import What, confirm
from resources.keeping.keepers import Keeper
from resources.keeping.queries import complete_listing
from resources.keeping.statements import seen_digest, split_digest
from resources.models import Availability, Channel, Confirmation, Listing
from tests.resources.keeping.conftest import HOUR

pytestmark = pytest.mark.django_db


def seen(*listings):
    return {each.pk: seen_digest(complete_listing(each.pk)) for each in listings}


def names(listings):
    return [each.name for each in listings]


def test_confirming_sets_both_clocks_and_keeps_who_when_and_how(made, keeper):
    before = timezone.now()
    outcome = confirm(Keeper(user=keeper), seen(made))
    assert names(outcome.confirmed) == ["Bluebird House"]
    kept = Confirmation.objects.get()
    assert (kept.listing, kept.by, kept.delegate, kept.channel) == (made, keeper, None, Channel.SITE)
    made.refresh_from_db()
    assert made.verified_at == kept.at >= before
    newest = Availability.objects.first()
    assert (newest.occupied, newest.total, newest.counted_by, newest.as_of >= before) == (4, 6, keeper, True)
    assert set(AuditRow.objects.values_list("act", flat=True)) == {"listing.counted", "listing.confirmed"}


def test_a_delegate_confirms_by_link_and_stands_with_the_own_name(made, by_link):
    confirm(by_link, seen(made))
    kept, newest = Confirmation.objects.get(), Availability.objects.first()
    assert (kept.by, kept.delegate, kept.channel) == (None, by_link.delegate, Channel.LINK)
    assert (newest.counted_by, newest.counted_by_name, newest.channel) == (None, "Sam Rivera", Channel.LINK)


@pytest.mark.parametrize(
    ("what", "texts", "counts"), [(What.ALL, 1, 2), (What.TEXT, 1, 1), (What.COUNTS, 0, 2)], ids=str
)
def test_what_was_checked_is_what_is_confirmed(made, keeper, what, texts, counts):
    confirm(Keeper(user=keeper), seen(made), what)
    assert (Confirmation.objects.count(), Availability.objects.count()) == (texts, counts)


def test_the_same_press_sent_twice_is_one(made, keeper):
    as_it_stood = seen(made)
    for _ in range(2):
        assert names(confirm(Keeper(user=keeper), as_it_stood).confirmed) == ["Bluebird House"]
    assert (Confirmation.objects.count(), Availability.objects.count()) == (1, 2)


def test_counting_in_another_window_first_still_lets_the_text_be_confirmed(made, keeper):
    as_it_stood = seen(made)
    count_beds(made, by=keeper, total=6, occupied=1)
    confirm(Keeper(user=keeper), as_it_stood)
    assert (Confirmation.objects.count(), Availability.objects.first().occupied) == (1, 1)


def test_what_somebody_else_changed_since_is_left_alone_and_named(made, keeper):
    other = listing(name="Cedar Home", county=county("kern"), counted=HOUR)
    as_they_stood = seen(made, other)
    save_listing(made, {"phone": "(661) 555-0199"}, by=person(county="kern"))
    outcome = confirm(Keeper(user=keeper), as_they_stood)
    assert (names(outcome.changed), names(outcome.confirmed)) == (["Bluebird House"], ["Cedar Home"])
    assert list(Confirmation.objects.values_list("listing__name", flat=True)) == ["Cedar Home"]


def test_a_number_that_somebody_else_counted_since_is_not_overwritten(made, keeper):
    as_it_stood = seen(made)
    count_beds(made, by=person(county="kern"), total=6, occupied=6)
    assert names(confirm(Keeper(user=keeper), as_it_stood).changed) == ["Bluebird House"]
    assert Availability.objects.first().available == 0


def test_a_listing_that_was_never_counted_has_no_number_to_repeat(keeper):
    never = listing(name="Never", county=county("kern"))
    assert names(confirm(Keeper(user=keeper), seen(never), What.COUNTS).uncounted) == ["Never"]
    assert names(confirm(Keeper(user=keeper), seen(never), What.ALL).confirmed) == ["Never"]
    assert (Availability.objects.count(), Confirmation.objects.count()) == (0, 1)


def test_one_listing_of_another_county_refuses_the_whole_press(made, keeper):
    other = listing(name="Inyo Home", county=county("inyo"))
    with pytest.raises(PermissionDenied, match="kept by another county"):
        confirm(Keeper(user=keeper), seen(made, other))
    with pytest.raises(PermissionDenied):
        confirm(Keeper(user=keeper), {uuid.uuid4(): ""})
    assert Confirmation.objects.count() == 0


def test_a_delegate_confirms_that_listing_alone(made, by_link):
    other = listing(name="Cedar Home", county=county("kern"))
    with pytest.raises(PermissionDenied):
        confirm(by_link, seen(other))


@pytest.mark.parametrize("digest", ["", "x", "1.1", "1.y.1", "1.-1.2", "1.1.2.3", "1.²." + "9" * 30])
def test_a_digest_that_no_form_sent_confirms_nothing(made, keeper, digest):
    assert split_digest(digest) == (-1, -1, -1)
    assert names(confirm(Keeper(user=keeper), {made.pk: digest}).changed) == ["Bluebird House"]


def test_the_digest_changes_with_an_edit_a_count_and_a_confirmation(made, keeper):
    digests = [seen_digest(complete_listing(made.pk))]
    save_listing(made, {"hours": "Day and night"}, by=keeper)
    digests.append(seen_digest(complete_listing(made.pk)))
    count_beds(made, by=keeper, total=6, occupied=1)
    digests.append(seen_digest(complete_listing(made.pk)))
    Listing.objects.filter(pk=made.pk).update(verified_at=timezone.now() - HOUR)
    digests.append(seen_digest(complete_listing(made.pk)))
    assert len(set(digests)) == 4
