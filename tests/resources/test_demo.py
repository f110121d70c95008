"""The demo's listings: every county has one, none breaks a rule, ages and gaps are as in life."""

import pytest
from django.utils import timezone

from resources import demo, freshness, secrecy
from resources.models import AddressVisibility, Listing, Status
from resources.rows import complete
from resources.search_documents import KIND
from search.engines.database import database_engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    demo.build()
    return list(complete(Listing.objects.all()))


def test_every_county_has_a_listing_and_large_ones_have_more(built):
    per_county = {}
    for listing in built:
        per_county[listing.county.slug] = per_county.get(listing.county.slug, 0) + 1
    assert (len(built), len(per_county)) == (demo.LISTINGS, 58)
    assert per_county["los-angeles"] > per_county["alpine"]


def test_every_listing_is_one_that_the_cms_would_take(built):
    for listing in built:
        listing.full_clean()
        secrecy.check_may_be_listed(listing.types.all(), listing.address_visibility)
        for count in listing.last_counts:
            count.full_clean()


def test_confidential_listings_and_shelters_keep_their_addresses(built):
    confidential = [listing for listing in built if listing.is_confidential]
    assert confidential
    assert {listing.address_visibility for listing in confidential} == {AddressVisibility.NEVER}


def test_some_counts_are_fresh_some_stale_and_some_were_never_made(built):
    clocks = freshness.clocks()
    known = [freshness.said(listing, listing.last_counts, timezone.now(), clocks)[0] for listing in built]
    assert {(count.is_known, count.as_of is not None) for count in known} == {
        (True, True),
        (False, True),
        (False, False),
    }


def test_search_knows_all_of_them(built):
    known = {pk for kind, pk, *_ in database_engine().stand() if kind == KIND}
    assert known == {str(listing.pk) for listing in built if listing.status == Status.LIVE}
