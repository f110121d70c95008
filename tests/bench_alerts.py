"""How long it takes to try 5,000 saved searches on one listing where a bed has opened, beside only fetching their rows.

`python -m tests.bench_alerts`, on a copy of the demo. The searches are drawn with a fixed seed, as workers ask: mostly for
room, in one or a few counties, half of them with an age, two of five with words, three of ten around a place.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sized
from functools import partial

from tests import databases

SEARCHES, OPENINGS, WARM_UP = 5_000, 150, 100  # by then the words of nearly all searches have been read
WORDS = [
    "mentor",
    "survivor",
    "girls",
    "trauma",
    "strtp",
    "spanish",
    "therapy",
    "pregnant",
    "drug",
    "treatment",
    "lgbtq",
    "wheelchair",
    "foster",
    "shelter",
    "csec",
    "night",
    "staff",
    "school",
]


def address(draw: random.Random, terms: dict[str, list[str]], counties: list[str]) -> str:
    """The address of one search."""
    from resources.asked import Asked

    def sometimes(share: float, facet: str, codes: list[str], most: int = 1) -> Iterable[tuple[str, str]]:
        chosen = draw.sample(codes, draw.randint(1, most)) if draw.random() < share else []
        return [(facet, code) for code in chosen]

    near = draw.choice(counties) if draw.random() < 0.3 else ""
    return (
        Asked(
            text=" ".join(draw.sample(WORDS, draw.randint(1, 2))) if draw.random() < 0.4 else "",
            near=near,
            within=draw.choice([25, 50, 100]) if near else None,
        )
        .having(
            *sometimes(0.8, "availability", ["capacity"]),
            *sometimes(0.7, "county", counties, 3),
            *sometimes(0.5, "age", [str(age) for age in range(5, 19)]),
            *sometimes(0.4, "population", terms["population"]),
            *sometimes(0.4, "type", terms["placement"] + terms["service"]),
            *sometimes(0.2, "need", terms["need"]),
        )
        .address()
    )


def fill() -> None:
    """Saves the searches, each for one of the demo's people."""
    from portal.accounts.models import User
    from portal.counties.models import County
    from portal.vocabulary.models import Term
    from resources.models import SavedSearch

    draw = random.Random(16524)
    terms: dict[str, list[str]] = {}
    for scheme, code in Term.objects.values_list("scheme", "code"):
        terms.setdefault(scheme, []).append(code)
    counties, people = [county.slug for county in County.objects.all()], list(User.objects.filter(is_active=True))
    drawn: set[tuple[int, str]] = set()
    while len(drawn) < SEARCHES:
        drawn.add((draw.choice(people).pk, address(draw, terms, counties)))
    SavedSearch.objects.bulk_create(
        [SavedSearch(owner_id=owner, name="Search", address=each) for owner, each in sorted(drawn)], batch_size=500
    )


def timed(work: Callable[[], Sized]) -> tuple[float, int]:
    """Milliseconds of this process, so that a busy machine counts for less; and how much came of it."""
    start = time.process_time()
    made = work()
    return (time.process_time() - start) * 1000, len(made)


def measure() -> None:
    """Prints the table."""
    from django.utils import timezone

    from portal.vocabulary.models import Term
    from resources.alerts.matching import matching
    from resources.models import Listing, SavedSearch, Status
    from resources.search_documents import Listings

    after = frozenset(["", *Term.objects.filter(scheme="population").values_list("code", flat=True)])
    live = list(Listing.objects.filter(status=Status.LIVE).order_by("pk").values_list("pk", flat=True))
    openings = [
        timed(
            partial(
                matching,
                list(Listings().documents([str(pk)])),
                before=frozenset(),
                after=after,
                now=timezone.now(),
            )
        )
        for pk in random.Random(4).sample(live, WARM_UP + OPENINGS)
    ]
    rows = SavedSearch.objects.filter(alerts=True).values_list("pk", "owner_id", "address")
    fetched = [timed(lambda: list(rows.all())) for _ in openings]
    for name, figures in (("5,000 searches on one listing", openings), ("only fetching their rows", fetched)):
        taken = [milliseconds for milliseconds, _ in figures[WARM_UP:]]
        high = statistics.quantiles(taken, n=20)[-1]
        print(f"{name:34}p50 {statistics.median(taken):6.1f} ms   p95 {high:6.1f} ms")  # noqa: T201
    found = statistics.median(count for _, count in openings)
    print(f"the first one, with nothing remembered: {openings[0][0]:.0f} ms; found by {found:.0f}")  # noqa: T201


def main() -> None:
    with databases.copy_of(databases.template(demo=True)) as url:
        os.environ["DATABASE_URL"] = url
        import django

        django.setup()
        fill()
        measure()
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    sys.exit(main())
