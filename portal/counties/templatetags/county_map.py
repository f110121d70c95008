"""`{% county_map %}`: the map of the 58 counties and, always, the list that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from portal.counties.maps import MapValue, on_map
from portal.counties.queries import all_counties

register = template.Library()


@register.inclusion_tag("counties/_county_map.html")
def county_map(
    values: Mapping[str, MapValue],
    label: str,
    legend: Mapping[int, str] | None = None,
    map_id: str = "county-map",
) -> dict[str, Any]:
    """Draws `values` (a `MapValue` by FIPS code) under the heading-like `label`. One SQL query.

    `legend` names the levels, `{0: "None", 1: "1 to 3"}`; levels 0 to 4. `map_id` must differ between two maps of one page.

    The shapes are one static file that a browser keeps, and each county a `<use>` of it: the page carries 58 short links
    that compress well in place of 28 kB of paths that don't. Where the file can't be had, the list is still there.
    The map's links are left out of the tab order: the list right after it has the same links once, in alphabetical
    order, and nobody has to press Tab 58 times to pass a picture.
    """
    return {
        "counties": on_map(all_counties(), values),
        "label": label,
        "legend": sorted((legend or {}).items()),
        "map_id": map_id,
    }
