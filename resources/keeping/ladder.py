"""Whom the portal asks when a statement grows old, and when: steps that climb.

Each step comes at a share of the time after which the statement is not known any more (`FreshnessPolicy.stale_hours`),
so that the ladder follows when staff change a policy. With the first policies these are the days of the directory's
plan: shelter beds on day 2, then daily, the county lead on day 4; vacancies on days 4, 7 and 14; waiting lists on days 21
and 30; text and contacts on days 75, 90 and 150.
"""

from __future__ import annotations

from enum import StrEnum

from resources.freshness import Clocks
from resources.keeping.clocks import Reading
from resources.models import Subject


class Level(StrEnum):
    """Who is asked; each level asks those below it, too."""

    KEEPERS = "keepers"  # delegates, and the coordinators and backups of the county
    LEADS = "leads"  # its coordinators hear that it is overdue, at once and by a mail of its own kind
    STAFF = "staff"  # PACT staff hear that the county doesn't answer


KEEPERS, LEADS, STAFF = Level.KEEPERS, Level.LEADS, Level.STAFF
LADDER: dict[Subject, tuple[tuple[float, Level], ...]] = {
    # 48 h, 72 h, 96 h, then on days 6, 9 and 18: a shelter that is silent for three weeks has stopped counting
    Subject.NIGHTLY: ((2 / 3, KEEPERS), (1, KEEPERS), (4 / 3, LEADS), (2, LEADS), (3, STAFF), (6, STAFF)),
    # days 4, 7, 14, 28 and 56
    Subject.VACANCY: ((4 / 7, KEEPERS), (1, KEEPERS), (2, LEADS), (4, STAFF), (8, STAFF)),
    # days 21, 30, 60, 90 and 180
    Subject.SERVICE: ((0.7, KEEPERS), (1, KEEPERS), (2, LEADS), (3, STAFF), (6, STAFF)),
    # days 75, 90, 150, 180, 240 and 330: the last before the public loses the listing, after a year
    Subject.TEXT: ((5 / 12, KEEPERS), (1 / 2, KEEPERS), (5 / 6, KEEPERS), (1, LEADS), (4 / 3, LEADS), (11 / 6, STAFF)),
}


def due(reading: Reading, clocks: Clocks, taken: int) -> int | None:
    """The step to take now, given the last one taken for this statement (-1: none); None if there is nothing to do.

    Steps that were missed are not made up for: the highest one that is due stands for them.
    """
    stale = clocks[reading.subject].stale
    reached = [step for step, (share, _) in enumerate(LADDER[reading.subject]) if reading.age >= share * stale]
    return reached[-1] if reached and reached[-1] > taken else None


def level_of(subject: Subject, step: int) -> Level:
    return LADDER[subject][step][1]
