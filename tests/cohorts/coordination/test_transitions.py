"""The way of a request from one status to another."""

import pytest

from cohorts.coordination.models import Outcome, Status
from cohorts.coordination.transitions import TRANSITIONS, TransitionRefused, after


def test_every_status_is_in_the_table_and_every_outcome_leads_to_exactly_one():
    assert set(TRANSITIONS) == set(Status)
    leads = [outcome for outcomes in TRANSITIONS[Status.OPEN].values() for outcome in outcomes]
    assert sorted(leads) == sorted(Outcome)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.PLACED_HERE, Status.MATCHED),
        (Outcome.NO_PLACE_FOUND, Status.NOT_MATCHED),
        (Outcome.NO_ANSWER, Status.NOT_MATCHED),
        (Outcome.PLACED_ELSEWHERE, Status.WITHDRAWN),
        (Outcome.NEED_CHANGED, Status.WITHDRAWN),
        (Outcome.POSTED_IN_ERROR, Status.WITHDRAWN),
    ],
)
def test_an_outcome_closes_an_open_request(outcome, status):
    assert after(Status.OPEN, outcome) == status


@pytest.mark.parametrize("status", [Status.MATCHED, Status.NOT_MATCHED, Status.WITHDRAWN])
@pytest.mark.parametrize("outcome", Outcome)
def test_a_closed_request_stays_closed(status, outcome):
    with pytest.raises(TransitionRefused, match=f"^This request is already closed \\({status.label.lower()}\\)"):
        after(status, outcome)


def test_a_word_that_is_no_outcome_is_refused():
    with pytest.raises(TransitionRefused, match=r"^Choose how the request ended from the list"):
        after(Status.OPEN, "vanished")
