"""The demo's listings: every county has one, none breaks a rule, and much is missing, as in life."""

from collections import Counter

import pytest
from django.utils import timezone

from portal.guard import inspect
from portal.vocabulary.models import Term
from resources import actions, demo, freshness, secrecy, terms
from resources.demo_listings import ListingMaker
from resources.models import AddressVisibility, Kind, Listing, Status
from resources.rows import complete
from resources.search_documents import KIND
from search.engines.database import database_engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    demo.write()
    return list(complete(Listing.objects.all()))


def test_every_county_has_a_listing_and_large_ones_have_many(built):
    per_county = Counter(listing.county.slug for listing in built)
    assert (len(built), len(per_county)) == (demo.LISTINGS, 58)
    assert demo.LISTINGS >= 400
    assert per_county["modoc"] <= 2
    assert per_county["los-angeles"] >= 40


def test_every_listing_is_one_that_the_cms_would_take(built):
    for listing in built:
        listing.full_clean()
        types = list(listing.types.all())
        secrecy.check_may_be_listed(types, listing.address_visibility, listing.address_authorised_at)
        for field in terms.SCHEMES:
            terms.check_offered(field, getattr(listing, field).all(), listing)
        for count in listing.last_counts:
            count.full_clean()


def test_no_text_could_point_to_a_child(built):
    texts = {(name, getattr(listing, name)) for listing in built for name in actions.GUARDED}
    assert [text for name, text in texts if inspect(text, field=actions.guard_field(name))] == []


def test_every_type_need_and_population_is_somewhere(built):
    seen = {term for listing in built for field in terms.SCHEMES for term in getattr(listing, field).all()}
    leaves = Term.objects.filter(scheme__in=[scheme for schemes in terms.SCHEMES.values() for scheme in schemes])
    # umbrella terms stand for what is below them; sex and labor trafficking together are two terms
    umbrellas = {"advocacy", "mental-health", "health", "legal", "living", "caregivers"}
    assert {term.code for term in leaves if term not in seen} == umbrellas


def test_confidential_listings_keep_their_addresses_and_some_shelters_have_released_theirs(built):
    confidential = [listing for listing in built if listing.is_confidential]
    assert {listing.address_visibility for listing in confidential} == {AddressVisibility.NEVER}
    assert [listing for listing in built if listing.address_authorised_by]


def test_counts_are_in_every_state_of_freshness_and_say_every_status(built):
    clocks, now = freshness.clocks(), timezone.now()
    lines = [line for listing in built for line in freshness.said(listing, listing.last_counts, now, clocks)]
    assert {line.freshness for line in lines} == set(freshness.Freshness)
    assert {line.status for line in lines if line.freshness == "fresh"} >= {
        "capacity",
        "no-capacity",
        "waitlist",
        "ask",
    }
    assert {line.population for line in lines} > {"", "girls", "boys"}


def test_there_are_branches_statewide_services_and_texts_in_spanish(built):
    operators = Counter(listing.operator for listing in built if listing.name.startswith("Willow Path"))
    assert operators == {"Open Porch Foundation": 6}
    assert {listing.kind for listing in built if listing.serves_statewide} == {Kind.SERVICE}
    assert [listing for listing in built if "Consejería" in listing.description]


def test_no_two_descriptions_in_ten_are_the_same(built):
    texts = [listing.description for listing in built if listing.description]
    assert len(set(texts)) > 0.8 * len(texts)


def test_it_is_built_alike_on_every_machine(built):
    first = [(listing.pk, listing.name, listing.description) for listing in built]
    made = ListingMaker(timezone.now()).make_all()
    again = {(each.listing.pk, each.listing.name, each.listing.description) for each in made}
    assert set(first) == again


def test_search_knows_all_that_are_live():
    demo.build()
    known = {pk for kind, pk, *_ in database_engine().stand() if kind == KIND}
    assert known == {str(pk) for pk in Listing.objects.filter(status=Status.LIVE).values_list("pk", flat=True)}
