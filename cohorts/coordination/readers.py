"""Who can see a request, in words that its author reads before posting and every reader after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cohorts.coordination import access

if TYPE_CHECKING:
    from cohorts.coordination.models import Request
    from cohorts.coordination.origins import Origin

# True of every request; the form says it before posting, the page after.
BOARD = (
    "On the board, members in counties that aren't left out see the reference, where it comes from, the age band, the "
    "urgency, the placement types and the needs. PACT staff see no more than that."
)
SMALL = (
    "If your county has fewer than 20,000 people, others see only its region and your role, until you show it to them."
)
MODERATORS = "PACT moderators can read the conversation to protect children's privacy. Every reading is on record."
OUTSIDE = "Law enforcement, consultants, evaluators and the public see nothing of it."


@dataclass(frozen=True)
class WhoCanSee:
    """Sentences, and how many people they mean today."""

    asking: str
    asked: str
    left_out: str
    """Which counties are left out; empty unless the reader is of the asking county."""
    people: int
    """How many people, of the asking and the asked counties, can read the request and its talk today."""


def who_can_see(request: Request, *, origin: Origin, asks_here: bool) -> WhoCanSee:
    """Who can read a request and its talk, told to a reader who knows that origin; `asks_here`: whether it is theirs.

    The asked counties are named as the author chose them: a list of a cohort's other counties would name the one missing.
    """
    people = access.people_answering_for([request.county, *access.reached_counties(request)])
    return WhoCanSee(
        asking=f"People who place or coordinate in {origin.label}.",
        asked=f"People who place or coordinate in {_asked(request)}.",
        left_out=_and([str(county) for county in request.excluded_counties.all()]) if asks_here else "",
        people=len(people),
    )


def _asked(request: Request) -> str:
    if request.statewide:
        return "every other county of the state that isn't left out"
    left_out = request.excluded_counties.values("pk")
    counties = request.target_counties.exclude(pk__in=left_out).exclude(pk=request.county_id)
    cohorts = [f"the counties of the {cohort}" for cohort in request.target_cohorts.all()]
    return _and([*(str(county) for county in counties), *cohorts])


def _and(names: list[str]) -> str:
    """ "Kern County, Kings County and Tulare County"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
