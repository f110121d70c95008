"""The way of a request from one status to another. What is not in the table does not happen."""

from __future__ import annotations

from cohorts.coordination.models import Outcome, Status

# From a status, to another, with the outcomes that lead there. A closed request stays closed: its talk is finished and
# on its way to being purged, so a need that comes back is a new request.
TRANSITIONS: dict[Status, dict[Status, frozenset[Outcome]]] = {
    Status.OPEN: {
        Status.MATCHED: frozenset({Outcome.PLACED_HERE}),
        Status.NOT_MATCHED: frozenset({Outcome.NO_PLACE_FOUND, Outcome.NO_ANSWER}),
        Status.WITHDRAWN: frozenset({Outcome.PLACED_ELSEWHERE, Outcome.NEED_CHANGED, Outcome.POSTED_IN_ERROR}),
    },
    Status.MATCHED: {},
    Status.NOT_MATCHED: {},
    Status.WITHDRAWN: {},
}


class TransitionRefused(Exception):
    """The request can't go there from here; the message is one sentence for people."""


def after(status: str, outcome: str) -> Status:
    """The status that an outcome leads to. Raises TransitionRefused where the table has no such way."""
    ways = TRANSITIONS[Status(status)]
    if not ways:
        raise TransitionRefused(
            f"This request is already closed ({Status(status).label.lower()}). If the need is back, post a new request."
        )
    for target, outcomes in ways.items():
        if outcome in outcomes:
            return target
    raise TransitionRefused("Choose how the request ended from the list.")
