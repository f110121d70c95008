"""What each reader may narrow by, and what a page offers of it."""

import datetime

import pytest
from django.utils import timezone

from portal.counties.models import County
from portal.vocabulary.models import Scheme, Term
from resources import access, choices
from resources.facets import FACETS, NAMES, offered
from search import UNSTATED, Tier


@pytest.fixture
def labels(db):
    return choices.labels(County.objects.all())


def group(labels, key, chosen=(), counts=None):
    facets = [facet for facet in FACETS if facet.key == key]
    made = choices.groups(facets, labels, chosen, {facets[0].name: counts or {}})
    return made[0] if made else None


def rows(made):
    return [(choice.code, choice.depth, choice.count, choice.is_chosen) for choice in made.choices]


def test_each_tier_narrows_by_what_it_may_see_and_by_nothing_else():
    names = {tier: {facet.name for facet in offered(tier)} for tier in Tier}
    assert names[Tier.PUBLIC] == {
        "kind",
        "age",
        "type",
        "county",
        "population",
        "age_band",
        "language",
        "access",
        "statewide",
        "located",
        "owner",
    }
    assert names[Tier.MEMBER] == names[Tier.PLACING] == set(NAMES)


def test_every_facet_tells_of_a_field_that_somebody_sees():
    assert {facet.field for facet in FACETS} <= access.FIELDS[Tier.PLACING]


def test_groups_are_told_apart():
    assert len({facet.key for facet in FACETS}) == len(FACETS)


def test_values_take_two_queries_with_their_counties(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        choices.labels(County.objects.all())


def test_values_that_would_leave_nothing_are_left_out_unless_they_are_chosen(labels):
    made = group(labels, "kind", [("kind", "service")], {"placement": 3})
    assert rows(made) == [("placement", 0, 3, False), ("service", 0, 0, True)]
    assert (made.chosen, made.is_open) == (1, True)
    assert group(labels, "kind") is None


def test_values_stand_in_the_order_of_their_meaning_and_not_of_their_number(labels):
    counts = {"unknown": 50, "no-capacity": 9, "capacity": 1}
    assert [code for code, *_ in rows(group(labels, "availability", counts=counts))] == [
        "capacity",
        "no-capacity",
        "unknown",
    ]


def test_narrower_types_stand_under_their_broader_one(labels):
    made = group(labels, "type-service", counts={"mental-health": 4, "icc": 1, "wraparound": 3, "legal": 2})
    assert rows(made) == [
        ("mental-health", 0, 4, False),
        ("icc", 1, 1, False),
        ("wraparound", 1, 3, False),
        ("legal", 0, 2, False),
    ]


def test_a_chosen_type_shows_in_its_own_list_alone(labels):
    chosen = [("type", "strtp")]
    assert rows(group(labels, "type-placement", chosen)) == [("strtp", 0, 0, True)]
    assert group(labels, "type-service", chosen) is None


def test_listings_that_say_nothing_come_last_under_words_of_their_own(labels):
    made = group(labels, "population", counts={UNSTATED: 7, "boys": 2})
    assert [(choice.code, choice.label) for choice in made.choices] == [
        ("boys", "Boys and young men"),
        (UNSTATED, "Not stated"),
    ]
    assert group(labels, "open_for", counts={UNSTATED: 7}) is None


def test_an_ended_term_is_still_read(labels):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Term.objects.filter(scheme=Scheme.PLACEMENT, code="group-home").update(valid_to=yesterday)
    renewed = choices.labels(County.objects.all())
    made = group(renewed, "type-placement", counts={"group-home": 1})
    assert [choice.label for choice in made.choices] == ["Group home (no longer used)"]


def test_a_long_list_can_be_searched_and_a_short_one_not(labels):
    slugs = County.objects.values_list("slug", flat=True)
    assert group(labels, "county", counts=dict.fromkeys(slugs, 1)).is_long is True
    assert group(labels, "county", counts=dict.fromkeys(slugs[:20], 1)).is_long is False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kern County", ["kern"]),
        ("kern", ["kern"]),
        ("fran", ["san-francisco"]),
        ("los", ["los-angeles"]),
        ("san be", ["san-benito", "san-bernardino"]),
        ("atlantis", []),
    ],
)
def test_a_typed_name_means_what_is_called_so_or_else_all_that_hold_it(labels, typed, meant):
    assert [value.code for value in choices.named(labels["county"], typed)] == meant


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (("kind", "placement"), "Placements"),
        (("age", "15"), "Age 15"),
        (("age", UNSTATED), "Age of the young person: where no age is stated"),
        (("open_for", "girls"), "Open for Girls and young women"),
        (("out_of_county", "yes"), "Other counties: Yes"),
        (("need", UNSTATED), "Needs it can meet: not stated"),
        (("county", "kern"), "Kern County"),
        (("owner", "kern"), "Kept by Kern County"),
        (("county", "atlantis"), ""),
        (("kind", UNSTATED), ""),
        (("nothing", "kern"), ""),
    ],
)
def test_a_chosen_value_is_said_away_from_its_group(labels, code, said):
    assert choices.label_of(FACETS, labels, code) == said


def test_ages_are_one_list_with_the_others_beside_it(labels):
    made = group(labels, "age", [("age", "15"), ("age", "17")], {"14": 1, "15": 2, "16": 2, "17": 2, UNSTATED: 5})
    assert made.picked == "15"
    assert [choice.code for choice in made.listed] == ["14", "15", "16"]
    assert [(choice.code, choice.is_chosen) for choice in made.beside] == [("17", True), (UNSTATED, False)]
