"""The codes under which a listing is found: what a page says and what a filter finds agree at every moment."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources import access, freshness, search_codes
from resources.factories import county, listing, terms
from resources.models import Availability, AvailabilityStatus, Listing, Security
from resources.rows import complete
from resources.search_codes import World
from resources.search_documents import Listings
from search import Tier
from search.service import SearchRequest, search

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 3, 2, 20, tzinfo=datetime.UTC)


def documents(made):
    return {document.tier: document for document in Listings().documents([str(made.pk)])}


def codes_at(timed, facet, moment):
    held = [
        each.code
        for each in timed
        if each.facet == facet
        and (each.since is None or each.since <= moment)
        and (each.until is None or moment < each.until)
    ]
    assert len(held) == len(set(held)), "a code twice at one moment"
    return set(held)


counts = st.lists(
    st.tuples(
        st.sampled_from(list(AvailabilityStatus)),
        st.integers(min_value=0, max_value=24 * 30),
    ),
    max_size=3,
)


@given(counted=counts, later=st.integers(min_value=0, max_value=24 * 20))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_filter_finds_exactly_what_the_page_says_at_every_moment(girls_and_boys, counted, later):
    made, people, world = girls_and_boys
    made.last_counts = [
        Availability(listing=made, population=people[at], status=status, as_of=NOW - hours * HOUR)
        for at, (status, hours) in enumerate(counted)
    ]
    timed = list(search_codes.timed(made, access.FIELDS[Tier.MEMBER], world))
    moment = NOW + later * HOUR
    lines = freshness.said(made, made.last_counts, moment, world.clocks)
    assert codes_at(timed, "availability", moment) == {line.status for line in lines}
    assert codes_at(timed, "freshness", moment) == {line.freshness for line in lines}
    assert codes_at(timed, "open_for", moment) == open_for(lines)


def open_for(lines):
    """Girls and boys; a line of one of them speaks for it, a line for everyone for those without a line of their own."""
    own = {line.population: line.status for line in lines if line.population}
    everyone = next((line.status for line in lines if line.as_of and not line.population), None)
    return {code for code in ("girls", "boys") if own.get(code, everyone) == "capacity"}


@pytest.fixture
def girls_and_boys():
    girls, boys = terms("population", "girls", "boys")
    made = listing(related={"types": terms("placement", "strtp"), "populations": [girls, boys]})
    row = complete(Listing.objects.filter(pk=made.pk)).get()
    return row, [None, girls, boys], World.now(freshness.clocks())


@pytest.mark.parametrize(
    ("days", "code"), [(None, "never"), (0, "90"), (89, "90"), (90, "180"), (179, "180"), (180, "older")]
)
def test_a_listing_is_found_by_how_lately_it_was_confirmed(girls_and_boys, days, code):
    made, _, world = girls_and_boys
    made.last_counts, made.verified_at = [], None if days is None else NOW - days * DAY
    timed = list(search_codes.timed(made, access.FIELDS[Tier.MEMBER], world))
    assert codes_at(timed, "verified", NOW) == {code}


def test_the_lasting_codes_of_a_whole_listing():
    made = listing(
        county=county("kern"),
        owner_county=county("kings"),
        minimum_age=14,
        maximum_age=17,
        accepts_out_of_county=False,
        license_status="licensed",
        security=Security.UNLOCKED,
        related={
            "types": terms("placement", "ffa", "isfc"),
            "counties_served": [county("inyo")],
            "populations": terms("population", "girls"),
            "needs": terms("need", "mobility"),
            "trafficking": terms("trafficking", "sex", "labor"),
            "languages": terms("language", "spanish"),
            "access": terms("access", "referral"),
            "funding": terms("funding", "afdc-fc"),
        },
    )
    facets = {name: set(codes) for name, codes in documents(made)[Tier.MEMBER].facets.items()}
    assert facets == {
        "kind": {"placement"},
        "type": {"ffa", "isfc", "resource-family"},
        "county": {"kern", "inyo"},
        "located": {"kern"},
        "owner": {"kings"},
        "statewide": set(),
        "population": {"girls"},
        "need": {"mobility"},
        "trafficking": {"sex", "labor", "both"},
        "language": {"spanish"},
        "access": {"referral"},
        "funding": {"afdc-fc"},
        "age": {"14", "15", "16", "17"},
        "age_band": {"13-15", "16-17"},
        "out_of_county": {"no"},
        "license": {"licensed"},
        "security": {"unlocked"},
    }


@pytest.mark.parametrize(
    ("minimum", "maximum", "ages"),
    [(None, None, set()), (18, None, set(range(18, 26))), (None, 2, {0, 1, 2}), (18, 99, set(range(18, 26)))],
)
def test_an_open_end_of_the_ages_reaches_as_far_as_programs_go(minimum, maximum, ages):
    made = listing(minimum_age=minimum, maximum_age=maximum)
    assert {int(code) for code in documents(made)[Tier.PUBLIC].facets["age"]} == ages


def test_who_serves_the_state_is_found_in_every_county():
    facets = documents(listing(serves_statewide=True))[Tier.PUBLIC].facets
    assert (len(facets["county"]), facets["located"], facets["statewide"]) == (58, ("kern",), ("yes",))


FACETS = {
    "identity": {"kind", "type", "county", "located", "owner", "statewide"},
    "public": {"population", "language", "access", "age", "age_band"},
    "member": {"need", "trafficking", "funding", "out_of_county", "license", "security"},
}
TIMED = {"availability", "freshness", "open_for", "verified"}


@pytest.mark.parametrize(
    ("is_confidential", "expected"),
    [
        (
            False,
            {
                Tier.PUBLIC: (FACETS["identity"] | FACETS["public"], set()),
                Tier.MEMBER: (set().union(*FACETS.values()), TIMED),
                Tier.PLACING: (set().union(*FACETS.values()), TIMED),
            },
        ),
        (
            True,
            {
                Tier.MEMBER: (FACETS["identity"], TIMED - {"open_for"}),
                Tier.PLACING: (set().union(*FACETS.values()), TIMED),
            },
        ),
    ],
)
def test_a_tier_has_only_the_facets_that_it_may_see(is_confidential, expected):
    made = listing(is_confidential=is_confidential, counted=HOUR, related={"populations": terms("population", "girls")})
    found = {
        tier: (set(document.facets), {each.facet for each in document.timed})
        for tier, document in documents(made).items()
    }
    assert found == expected


def test_every_listing_stands_at_the_center_of_its_countys_people_for_everyone():
    made = listing(city="Taft", address="1 Example Street", address_visibility="public")
    kern = county("kern")
    places = {document.place for document in documents(made).values()}
    assert places == {(kern.population_latitude, kern.population_longitude)}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_batch_of_documents_takes_the_same_queries_whatever_its_size(rows, django_assert_num_queries):
    made = [listing(counted=HOUR, related={"types": terms("service", "furs")}) for _ in range(rows)]
    with django_assert_num_queries(18):
        assert len(list(Listings().documents([str(each.pk) for each in made]))) == 3 * rows


def test_a_term_that_staff_rename_is_searched_by_its_new_name():
    strtp = terms("placement", "strtp")[0]
    made = listing(related={"types": [strtp]})
    strtp.label = "Renamed Program"
    strtp.save()
    assert "Renamed Program" in documents(made)[Tier.PUBLIC].fields["alias"]
    assert [pk for _, pk in search(SearchRequest(text="renamed", user=AnonymousUser())).keys] == [str(made.pk)]
