"""Invented requests over counties, ages and urgencies, two of them with a short talk. Nobody in them is real."""

from __future__ import annotations

import datetime
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from cohorts.coordination import actions
from cohorts.coordination.factories import date_back, draft
from cohorts.coordination.models import Outcome, Request, Urgency
from cohorts.coordination.references import drawn_from
from cohorts.threads.actions import post_reply
from cohorts.threads.models import Event, Post
from portal.accounts.models import User
from portal.counties.models import County
from portal.notify import inbox_only

SEED = 855  # Senate Bill 855, which began the CSEC Program


@dataclass(frozen=True)
class Plan:
    """One request of the demo: who asks, how many hours ago, for what, and what was said (county's slug and words)."""

    county: str
    hours: int
    asks: dict[str, Any]
    talk: list[tuple[str, str]] = field(default_factory=list)
    outcome: str = ""
    desk: str = "coordinator"


PLANS = [
    Plan(
        "kern",
        20,
        {
            "urgency": Urgency.WITHIN_72_HOURS,
            "age": "16-17",
            "placements": ["isfc", "strtp"],
            "needs": ["history-leaving-care", "safety-distance", "awake-overnight"],
            "services": ["advocate-24-7", "trauma-therapy"],
            "languages": ["spanish"],
            "trafficking": "sex",
            "legal_status": "dependent",
            "funding": "afdc-fc",
            "to_cohorts": ["central"],
            "to_counties": ["los-angeles", "san-bernardino"],
            "leaving_out": ["kings"],
            "summary": "A home that keeps the bed when a youth leaves for a night. Survivor advocate welcome from day one.",
        },
        talk=[
            ("fresno", "We have an intensive services home with one bed from next week. Would that be soon enough?"),
            ("kern", "Yes, if the home takes a youth back after a night away. We can share the cost of the advocate."),
            ("fresno", "It does. Our duty desk can talk it through this afternoon; call the line on our county page."),
        ],
    ),
    Plan(
        "alpine",
        50,
        {
            "urgency": Urgency.WITHIN_7_DAYS,
            "age": "13-15",
            "placements": ["resource-family", "tfc-home"],
            "needs": ["no-other-youth", "pets"],
            "trafficking": "at-risk",
            "legal_status": "dependent",
            "statewide": True,
            "summary": "We have no home of our own for this need and can drive a long way for visits.",
        },
        talk=[
            ("placer", "Two of our families could be right. Which distance can visits bear?"),
            ("alpine", "Two hours each way is fine. Thank you for the quick answer."),
        ],
    ),
    Plan(
        "fresno",
        3,
        {
            "urgency": Urgency.TODAY,
            "age": "13-15",
            "placements": ["temporary-shelter", "resource-family"],
            "needs": ["awake-overnight"],
            "trafficking": "sex",
            "to_counties": ["kern", "kings", "madera", "merced", "tulare"],
        },
        desk="placing",
    ),
    Plan(
        "sacramento",
        9,
        {
            "urgency": Urgency.WITHIN_72_HOURS,
            "age": "10-12",
            "placements": ["isfc"],
            "needs": ["medication", "single-room"],
            "languages": ["hmong"],
            "to_cohorts": ["northern"],
        },
    ),
    Plan(
        "los-angeles",
        30,
        {
            "urgency": Urgency.WITHIN_7_DAYS,
            "age": "16-17",
            "placements": ["strtp"],
            "needs": ["safety-distance", "substance-use"],
            "services": ["sud-youth"],
            "trafficking": "sex",
            "legal_status": "dual",
            "statewide": True,
            "leaving_out": ["san-bernardino", "riverside"],
        },
        desk="placing",
    ),
    Plan(
        "santa-cruz",
        75,
        {
            "urgency": Urgency.WITHIN_30_DAYS,
            "age": "18-20",
            "placements": ["thp-nmd", "silp"],
            "needs": ["pets"],
            "legal_status": "nmd",
            "to_cohorts": ["bay-area"],
            "summary": "Close to a community college would help. A shared apartment is welcome.",
        },
    ),
    Plan(
        "humboldt",
        110,
        {
            "urgency": Urgency.WITHIN_7_DAYS,
            "age": "16-17",
            "placements": ["resource-family", "thpp-minor"],
            "needs": ["faith-culture", "school-of-origin"],
            "trafficking": "labor",
            "to_cohorts": ["northern", "bay-area"],
        },
    ),
    Plan(
        "san-diego",
        26,
        {
            "urgency": Urgency.WITHIN_72_HOURS,
            "age": "16-17",
            "placements": ["isfc", "resource-family"],
            "needs": ["history-leaving-care"],
            "gender_preference": "boys",
            "services": ["boys-services"],
            "trafficking": "both",
            "to_cohorts": ["southern"],
        },
    ),
    Plan(
        "shasta",
        160,
        {
            "urgency": Urgency.WITHIN_30_DAYS,
            "age": "3-5",
            "placements": ["resource-family"],
            "needs": ["medical-care", "mobility"],
            "to_cohorts": ["northern"],
        },
        desk="placing",
    ),
    Plan(
        "ventura",
        240,
        {
            "urgency": Urgency.PLANNING,
            "age": "13-15",
            "placements": ["tfc-home"],
            "needs": ["self-harm", "medication"],
            "funding": "medi-cal-mental-health",
            "to_counties": ["kern", "los-angeles", "santa-barbara", "san-luis-obispo"],
        },
    ),
    Plan(
        "modoc",
        80,
        {
            "urgency": Urgency.WITHIN_30_DAYS,
            "age": "16-17",
            "placements": ["resource-family"],
            "needs": ["individualized-education"],
            "to_counties": ["lassen", "shasta", "siskiyou"],
        },
    ),
    Plan(
        "alameda",
        400,
        {
            "urgency": Urgency.WITHIN_7_DAYS,
            "age": "16-17",
            "placements": ["strtp"],
            "gender_preference": "affirming",
            "services": ["lgbtq-services"],
            "to_cohorts": ["bay-area"],
        },
        talk=[("marin", "One bed, and the team has worked with youth who were exploited. Shall we talk on Monday?")],
        outcome=Outcome.PLACED_HERE,
    ),
    Plan(
        "riverside",
        500,
        {
            "urgency": Urgency.WITHIN_72_HOURS,
            "age": "6-9",
            "placements": ["resource-family"],
            "to_cohorts": ["southern"],
        },
        outcome=Outcome.NEED_CHANGED,
    ),
]


def build() -> None:
    """Builds the requests through the same actions as people do, without mails, and moves them into the past."""
    with inbox_only(), drawn_from(random.Random(SEED)):
        for plan in PLANS:
            _build(plan)


def _build(plan: Plan) -> None:
    author = User.objects.get(email=f"{plan.desk}@{plan.county}.example")
    request = actions.post_request(
        author=author,
        county=County.objects.get(slug=plan.county),
        draft=draft(**plan.asks),
        key=uuid.uuid5(uuid.NAMESPACE_URL, plan.county),
    )
    for number, (county, words) in enumerate(plan.talk):
        speaker = author if county == plan.county else User.objects.get(email=f"coordinator@{county}.example")
        _say(request, speaker, words, datetime.timedelta(minutes=25 * (number + 1)))
    if plan.outcome:
        request = actions.close_request(actor=author, reference=request.reference, outcome=plan.outcome)
    date_back(request, datetime.timedelta(hours=plan.hours))


def _say(request: Request, speaker: User, words: str, after: datetime.timedelta) -> None:
    key = uuid.uuid5(uuid.NAMESPACE_URL, words)
    post = post_reply(thread_id=request.thread_id, author=speaker, body=words, key=key)
    at = post.created_at + after
    Post.objects.filter(pk=post.pk).update(created_at=at)
    Event.objects.filter(thread=request.thread_id, seq=post.seq).update(at=at)
