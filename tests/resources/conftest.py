"""Listings that several files of tests look at."""

import datetime

import pytest

from resources.factories import county, listing, terms
from resources.models import Kind

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def three():
    listing(
        name="Bluebird House",
        county=county("kern"),
        phone="(661) 555-0134",
        minimum_age=12,
        maximum_age=17,
        related={"types": terms("placement", "strtp"), "populations": terms("population", "girls")},
        counted=HOUR,
    )
    listing(
        name="Almond Families",
        county=county("kings"),
        accepts_out_of_county=True,
        related={"types": terms("placement", "ffa"), "counties_served": [county("kern")]},
    )
    listing(
        name="Cedar Advocates",
        kind=Kind.SERVICE,
        county=county("inyo"),
        description="Survivor mentors",
        related={"types": terms("service", "peer-advocate")},
    )
