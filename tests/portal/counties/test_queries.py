"""What the rooms above ask about counties, and how many SQL queries it takes."""

import datetime

import pytest

from portal import counties
from portal.counties import queries
from portal.counties.factories import CountyTagFactory, TagFactory
from portal.counties.models import County, CountyTag, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def kern():
    return County.objects.get(slug="kern")


def test_neighbors_come_nearest_first_in_one_query(kern, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = counties.neighbors(kern)
    assert {neighbor.county.slug for neighbor in found} == {
        "inyo", "kings", "los-angeles", "san-bernardino", "san-luis-obispo", "santa-barbara", "tulare", "ventura",
    }  # fmt: skip
    assert [neighbor.miles for neighbor in found] == sorted(neighbor.miles for neighbor in found)
    assert found[0].county.slug == "tulare"


def test_distances_from_a_county_cover_all_58_in_one_query(kern, django_assert_num_queries):
    with django_assert_num_queries(1):
        miles = queries.distances_from(kern)
    assert len(miles) == 58
    assert miles[kern.fips] == 0


def test_all_counties_come_with_their_cohort_in_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        rows = queries.counties_with_cohort()
        found = {row.county.slug: row.cohort and row.cohort.slug for row in rows}
    assert len(found) == 58
    assert (found["kern"], found["alameda"], found["san-diego"], found["modoc"]) == (
        "central", "bay-area", "southern", "northern",
    )  # fmt: skip


@pytest.mark.parametrize("more", [0, 1, 3])
def test_cohorts_take_two_queries_however_many_there_are(more, django_assert_num_queries):
    for _ in range(more):
        TagFactory(kind=Tag.Kind.COHORT)
    with django_assert_num_queries(2):
        found = queries.cohorts()
    assert sum(len(cohort.counties) for cohort in found) == 58
    assert len(found) == 4 + more


def test_a_county_that_moves_is_in_its_old_cohort_until_the_day(kern):
    old = CountyTag.objects.get(county=kern, tag__kind=Tag.Kind.COHORT)
    old.valid_to = datetime.date(2030, 6, 30)
    old.save()
    new = CountyTagFactory(county=kern, tag=Tag.objects.get(slug="southern"), valid_from=datetime.date(2030, 7, 1))
    assert queries.cohort_of(kern, datetime.date(2030, 6, 30)) == old.tag
    assert queries.cohort_of(kern, datetime.date(2030, 7, 1)) == new.tag
    by_name = {cohort.tag.slug: cohort.counties for cohort in queries.cohorts(datetime.date(2030, 7, 1))}
    assert kern in by_name["southern"]
    assert kern not in by_name["central"]


def test_a_county_in_no_cohort_says_so(kern):
    CountyTag.objects.filter(county=kern).delete()
    assert queries.cohort_of(kern) is None
    assert [row.cohort for row in queries.counties_with_cohort() if row.county == kern] == [None]


def test_past_sets_are_found_whole(django_assert_num_queries):
    with django_assert_num_queries(2):
        (attendance,) = queries.sets_ever(Tag.Kind.ATTENDANCE)
    assert len(attendance.counties) == 36
    assert queries.sets_ever(Tag.Kind.OPT_IN) == []


def test_a_county_that_carried_a_tag_twice_is_named_once(kern):
    tag = TagFactory(kind=Tag.Kind.OPT_IN)
    CountyTagFactory(tag=tag, county=kern, valid_to=datetime.date(2020, 1, 1))
    CountyTagFactory(tag=tag, county=kern, valid_from=datetime.date(2022, 1, 1))
    (opted_in,) = queries.sets_ever(Tag.Kind.OPT_IN)
    assert opted_in.counties == (kern,)
