"""The map and its list twin, as rendered."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

from portal.counties.maps import MARKS, MapValue
from portal.counties.models import County

SHAPES = Path(__file__).resolve().parents[3] / "portal/counties/static/counties/california.svg"
VALUES = {
    "06029": MapValue("3 open requests", level=4, href="/counties/kern/"),
    "06075": MapValue("1 open request", level=1, href="/counties/san-francisco/"),
}


@pytest.fixture
def drawn(db):
    page = Template("{% load county_map %}{% county_map values 'Open requests' legend %}")
    return page.render(Context({"values": VALUES, "legend": {4: "3 or more", 0: "None"}}))


@pytest.mark.django_db
def test_every_county_has_its_shape_in_the_file():
    shapes = set(re.findall(r'id="c(\d{5})"', SHAPES.read_text()))
    assert shapes == set(County.objects.values_list("fips", flat=True))


def test_every_county_is_on_the_map_and_in_the_list(drawn):
    assert len(re.findall(r"<use ", drawn)) == 58
    assert len(re.findall(r"<li>", drawn)) == 58 + 2


def test_a_county_with_a_link_is_named_with_its_value_on_the_map_and_in_the_list(drawn):
    assert drawn.count('aria-label="Kern County: 3 open requests"') == 1
    assert drawn.count('href="/counties/kern/"') == 2
    assert (
        '<a class="usa-link" href="/counties/kern/">Kern</a> <span class="county-map__value">3 open requests</span>'
        in drawn
    )


def test_only_the_list_is_in_the_tab_order(drawn):
    map_links = re.findall(r'<a class="county-map__county[^>]*>', drawn)
    assert len(map_links) == 2
    assert all('tabindex="-1"' in link for link in map_links)
    assert not any("tabindex" in link for link in re.findall(r'<a class="usa-link[^>]*>', drawn))


def test_a_county_without_a_value_is_shown_and_is_no_link(drawn):
    assert "<title>Kings County</title>" in drawn
    assert "/counties/kings/" not in drawn


def test_the_smallest_bay_area_counties_have_a_mark_of_their_own(drawn):
    assert drawn.count("<circle") == len(MARKS) == 4


def test_the_legend_is_in_words_and_in_order(drawn):
    assert re.findall(r"</span>(None|3 or more)</li>", drawn) == ["None", "3 or more"]


def test_nothing_is_styled_inline(drawn):
    assert "style=" not in drawn


def test_the_page_stays_small(drawn):
    assert len(drawn) < SHAPES.stat().st_size


@pytest.mark.django_db
def test_the_map_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        Template("{% load county_map %}{% county_map values 'x' %}").render(Context({"values": {}}))


def test_a_level_that_the_styles_do_not_know_is_refused():
    with pytest.raises(ValueError, match="0 to 4"):
        MapValue("x", level=5)
