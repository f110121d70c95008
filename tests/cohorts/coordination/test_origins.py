"""Where a request comes from: a small county is its region until it shows itself."""

import pytest

from cohorts.coordination import origin_for
from cohorts.coordination.factories import RequestFactory
from cohorts.coordination.models import CountyShown, Request
from cohorts.coordination.origins import Lens
from portal.counties.models import County


def shown(request, slug):
    CountyShown.objects.create(request=request, county=County.objects.get(slug=slug), shown_by=request.posted_by)


def test_a_large_county_is_named_to_everyone(asked, fresno, staff):
    assert [origin_for(asked, viewer).label for viewer in (fresno, staff)] == ["Kern County", "Kern County"]


def test_a_small_county_is_only_its_region_to_others_staff_included(small, fresno, staff):
    for viewer in (fresno, staff):
        origin = origin_for(small, viewer)
        assert (origin.label, origin.county, origin.region) == ("Northern region", None, "Northern region")


def test_its_own_people_read_its_name(small):
    assert origin_for(small, small.posted_by).label == "Alpine County"


def test_it_is_named_to_the_county_that_it_has_shown_itself_to_and_to_no_other(small, fresno, tulare):
    shown(small, "fresno")
    assert origin_for(small, fresno).county.slug == "alpine"
    assert origin_for(small, tulare).county is None


def test_showing_one_request_shows_no_other(small, fresno):
    other = RequestFactory(slug="alpine", to=["fresno"])
    shown(small, "fresno")
    assert origin_for(other, fresno).county is None


@pytest.mark.parametrize("slug", ["alpine", "inyo", "mariposa", "modoc", "mono", "plumas", "sierra", "trinity"])
def test_the_eight_counties_under_20000_people_are_small(slug, fresno):
    assert origin_for(RequestFactory(slug=slug), fresno).county is None


def test_the_rule_for_a_list_and_for_one_request_agree(small, asked, fresno, tulare, staff):
    shown(small, "fresno")
    for viewer in (fresno, tulare, small.posted_by, staff):
        lens = Lens(viewer)
        listed = set(Request.objects.filter(lens.known()))
        assert listed == {request for request in (small, asked) if lens.knows(request)}


def test_a_lens_asks_the_database_twice_however_many_it_looks_at(small, fresno, django_assert_num_queries):
    requests = list(Request.objects.select_related("county"))
    with django_assert_num_queries(2):
        lens = Lens(fresno)
        assert [lens.of(request).label for request in requests * 3] == ["Northern region"] * 3
