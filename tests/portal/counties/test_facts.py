"""The rows that the migrations bring, against the census's own figures."""

import importlib

import pytest
from django.apps import apps

from portal.counties.models import County, CountyTag, Tag

pytestmark = pytest.mark.django_db


def _slugs(kind, slug):
    return list(CountyTag.objects.filter(tag__kind=kind, tag__slug=slug).values_list("county__slug", flat=True))


def test_there_are_58_counties_and_their_people_are_californias():
    populations = list(County.objects.values_list("population", flat=True))
    assert len(populations) == 58
    assert sum(populations) == 39_538_223  # California, 2020 census


def test_borders_are_the_census_pairs_seen_from_both_sides():
    borders = set(County.neighbors.through.objects.values_list("from_county", "to_county"))
    assert len(borders) == 288
    assert borders == {(other, county) for county, other in borders}
    assert all(county != other for county, other in borders)


def test_counties_that_meet_only_in_water_are_neighbors():
    marin = County.objects.get(slug="marin")
    assert {county.slug for county in marin.neighbors.all()} == {"sonoma", "contra-costa", "san-francisco", "solano"}


def test_the_four_cohorts_hold_each_county_once():
    rows = CountyTag.objects.filter(tag__kind=Tag.Kind.COHORT)
    assert sorted(rows.values_list("county", flat=True)) == sorted(County.objects.values_list("pk", flat=True))
    sizes = {tag.slug: tag.county_tags.count() for tag in Tag.objects.filter(kind=Tag.Kind.COHORT)}
    assert sizes == {"northern": 28, "bay-area": 12, "central": 12, "southern": 6}


def test_every_cohort_says_that_it_is_a_default_and_where_it_comes_from():
    for tag in Tag.objects.filter(kind=Tag.Kind.COHORT):
        assert tag.note.startswith("An editable default.")
        assert "Regional Training Academies" in tag.source


def test_the_two_lists_of_pilot_counties_differ_in_one_county_and_neither_is_current():
    ten, early = _slugs("pilot", "pilot-ten"), _slugs("pilot", "pilot-ten-early-slide")
    assert (len(ten), len(early)) == (10, 10)
    assert set(ten) - set(early) == {"santa-barbara"}
    assert set(early) - set(ten) == {"el-dorado"}
    assert not CountyTag.objects.current().filter(tag__kind="pilot").exists()


def test_36_counties_were_at_the_2023_convening_and_riverside_was_not():
    attended = _slugs("attendance", "convening-2023")
    assert len(attended) == 36
    assert "riverside" not in attended


def test_no_list_of_opted_in_counties_is_made_up():
    assert not Tag.objects.filter(kind=Tag.Kind.OPT_IN).exists()


def test_counties_under_20000_people_are_small():
    small = {county.slug for county in County.objects.all() if county.is_small}
    assert small == {"alpine", "sierra", "modoc", "mono", "trinity", "mariposa", "inyo", "plumas"}


def test_the_facts_can_be_unloaded_and_loaded_again():
    facts = importlib.import_module("portal.counties.migrations.0002_facts")
    facts.unload(apps, None)
    assert (County.objects.count(), Tag.objects.count()) == (0, 0)
    facts.load_counties(apps, None)
    facts.load_tags(apps, None)
    assert (County.objects.count(), Tag.objects.count(), CountyTag.objects.count()) == (58, 7, 114)
