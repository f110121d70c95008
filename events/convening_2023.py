"""The agenda of the 2023 convening, "Redefine", as structured facts.

Source: the slides of the convening, Sacramento, 17 and 18 April 2023. The printed agenda page holds where slides disagree;
where a reader of the slides would notice, the session's `note` says so. Plain slips (12:15 at night, "Youth People",
"USEC") are simply put right.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from events.models import Session, SessionSpeaker

MONDAY, TUESDAY = datetime.date(2023, 4, 17), datetime.date(2023, 4, 18)
FOYER, RECEPTION_ROOM = "Foyer of Regency F Ballroom", "Capitol View Room"
REGENCY_D, REGENCY_E, REGENCY_F = "Regency D Ballroom", "Regency E Ballroom", "Regency F Ballroom"
ROOMS = {FOYER: "", REGENCY_D: "", REGENCY_E: "", REGENCY_F: "", RECEPTION_ROOM: "15th floor"}

K, R = Session.Kind, SessionSpeaker.Role
CAARE = "UC Davis Children's Hospital CAARE Center, Trauma Training Academy"
CDSS = "California Department of Social Services"
CFPIC = "Child & Family Policy Institute of California"
BOARD = "CSEC Action Team Advisory Board"

# Name: title and organisation, as the slides give them.
SPEAKERS = {
    "Melissa Gomez": ("PACT Project Director", CFPIC),
    "Kathy Givens": ("Cultural Inclusion & Human Trafficking Consultant", ""),
    "Brandi D. Liles, PhD": ("", CAARE),
    "Dawn M. Blacker, PhD": ("", CAARE),
    "Leeland Turner": ("Child Trafficking Policy and Research Unit", CDSS),
    "Angelica Zuniga": ("PACT Consultant; CEO and founder, Redeemed Home", "Kern County"),
    "Cheryl Treadwell": ("Chief, Safety, Prevention and Early Intervention Branch", CDSS),
    "Kelly Winston": ("Chief, Family Centered Safety and Support Bureau", CDSS),
    "Members of the Child Trafficking Response Team": ("", CDSS),
    "Ivy Hammond": ("", "UC Berkeley, California Child Welfare Indicators Project"),
    "Jaclyn Chambers": ("", "Urban Institute"),
    "Tekeyah (Kia) Dupclay": ("", BOARD),
    "Sarah Johnston": ("PACT Regional Coordinator", CFPIC),
    "Maria Contreras": ("Community Policy Associate", "National Center for Youth Law"),
    "Ummra Hang": ("", ""),
    "Jess Torres": ("", ""),
    "Russell Wilson": ("", ""),
}


@dataclass(frozen=True)
class Entry:
    """One line of the agenda. Clock times are Pacific, on a 24-hour clock."""

    day: datetime.date
    starts: str
    ends: str
    kind: str
    slug: str
    title: str
    room: str = ""
    number: str = ""
    option: int | None = None
    summary: str = ""
    note: str = ""
    people: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    tables: tuple[tuple[str, str], ...] = field(default=())


AGENDA = (
    Entry(
        MONDAY, "09:00", "10:30", K.REGISTRATION, "registration", "Registration", FOYER,
        summary="Coffee, tea and pastries.",
    ),
    Entry(
        MONDAY, "10:30", "12:00", K.PLENARY, "morning-plenary-redefine",
        "Morning plenary: welcome and opening message, “Redefine”", REGENCY_F,
        summary="Housekeeping, self-care and land acknowledgement; the 36 counties in the room; keynote.",
        people=(("Melissa Gomez", R.WELCOME), ("Kathy Givens", R.KEYNOTE)), topics=("lived-experience",),
    ),
    Entry(
        MONDAY, "12:00", "13:00", K.MEAL, "lunch-monday", "Lunch",
        note="A slide asks to be back at 1:15 pm; the next session starts at 1:30 pm.",
    ),
    Entry(
        MONDAY, "13:30", "15:00", K.GROUP, "building-resilience-through-harm-reduction",
        "Building Resilience Through Harm Reduction: Working with Sexually Exploited and Trafficked Young People",
        REGENCY_F, number="I", summary="Presentation, then an expert panel and questions.",
        people=(
            ("Brandi D. Liles, PhD", R.PRESENTER), ("Dawn M. Blacker, PhD", R.PRESENTER),
            ("Brandi D. Liles, PhD", R.PANELIST), ("Dawn M. Blacker, PhD", R.PANELIST),
            ("Leeland Turner", R.PANELIST), ("Angelica Zuniga", R.PANELIST),
        ),
        topics=("harm-reduction",),
    ),
    Entry(MONDAY, "15:00", "15:30", K.BREAK, "break-monday", "Networking break"),
    Entry(
        MONDAY, "15:30", "17:00", K.BREAKOUT, "youth-engagement",
        "Transforming Child Welfare Through Youth Engagement", REGENCY_E, "II", 1, topics=("youth-engagement",),
    ),
    Entry(
        MONDAY, "15:30", "17:00", K.BREAKOUT, "trafficking-of-boys-and-males",
        "Breaking the Silence: Understanding and Addressing Trafficking of Boys and Males", REGENCY_D, "II", 2,
        topics=("boys-and-males",),
    ),
    Entry(
        MONDAY, "15:30", "17:00", K.BREAKOUT, "advanced-recovery-planning",
        "Flipping the Script: How Advanced Recovery Planning Can Increase Survivor Engagement", REGENCY_F, "II", 3,
        note="The breakout slide shows another title here, in the same room at the same time: “Building Practical "
        "Placement Plans for Commercially Exploited Youth”.",
        topics=("recovery-planning", "placement"),
    ),
    Entry(
        MONDAY, "17:30", "18:30", K.RECEPTION, "network-reception", "PACT network reception", RECEPTION_ROOM,
        summary="Appetizers and non-alcoholic beverages; no-host bar.",
    ),
    Entry(TUESDAY, "08:00", "09:00", K.MEAL, "breakfast", "Breakfast"),
    Entry(
        TUESDAY, "09:00", "10:30", K.PLENARY, "history-and-evaluation-of-the-csec-program",
        "Morning plenary: Where We're At Now, History and Evaluation of the CSEC Program", REGENCY_F,
        summary="The Commercially Sexually Exploited Children (CSEC) Program under Senate Bill 855: where it started, what "
        "is coming, and first findings of the evaluation.",
        note="One slide ends it at 10:45 am; the break starts at 10:30 am on both agenda and slide.",
        people=(
            ("Cheryl Treadwell", R.PRESENTER), ("Kelly Winston", R.PRESENTER),
            ("Members of the Child Trafficking Response Team", R.PRESENTER), ("Ivy Hammond", R.PRESENTER),
            ("Jaclyn Chambers", R.PRESENTER), ("Tekeyah (Kia) Dupclay", R.PRESENTER),
        ),
        topics=("csec-program", "data", "lived-experience"),
    ),
    Entry(TUESDAY, "10:30", "10:45", K.BREAK, "break-tuesday-morning", "Break"),
    Entry(
        TUESDAY, "10:45", "12:15", K.TABLE_TALKS, "collective-cafe", "Collective Café: SB 855 table talks", REGENCY_F,
        number="III",
        summary="What is working? What should be shared? What could be scaled up? Tables take turns; a group photo follows.",
        tables=(
            ("Bluebird", "Navigating Harm Reduction Implementation"),
            ("", "Steering Committees and Multidisciplinary Collaboration"),
            ("", "CSEC Allocation"),
            ("", "Data Collection Strategies and Challenges"),
            ("", "Secondary Trauma, Trauma Stewardship and Self Care"),
        ),
        note="The slides name a sixth table, Fox, and lost the start of its topic.",
        topics=("csec-program", "harm-reduction", "steering-committee", "data", "trauma-stewardship"),
    ),
    Entry(
        TUESDAY, "12:15", "13:15", K.MEAL, "lunch-tuesday", "Lunch",
        note="A slide gives 12:00 to 1:00 pm, back at 1:30 pm; the breakouts start at 1:45 pm.",
    ),
    Entry(
        TUESDAY, "13:45", "14:45", K.BREAKOUT, "placement-barriers-with-ctrt",
        "Discussion on Placement Barriers, Strategies, and Support with the Child Trafficking Response Team",
        REGENCY_D, "IV", 1, topics=("placement",),
    ),
    Entry(
        TUESDAY, "13:45", "14:45", K.BREAKOUT, "where-do-we-start-child-labor-trafficking",
        "Where Do We Start? Initial Steps to Address Child Labor Trafficking", REGENCY_E, "IV", 2,
        topics=("labor-trafficking",),
    ),
    Entry(
        TUESDAY, "13:45", "14:45", K.BREAKOUT, "trauma-stewardship-and-self-care",
        "An Integrated Approach to Trauma Stewardship and Self-Care", REGENCY_F, "IV", 3,
        topics=("trauma-stewardship",),
    ),
    Entry(
        TUESDAY, "14:45", "15:00", K.BREAK, "break-tuesday-afternoon", "Break",
        note="A slide lets it start at 2:30 pm, while the breakouts are still on.",
    ),
    Entry(
        TUESDAY, "15:00", "16:00", K.PLENARY, "closing-plenary-lived-experience",
        "Closing plenary: Informing Policy Through the Lens of Lived Experience", REGENCY_F,
        summary="A panel of PACT's consultant network and the CSEC Action Team Advisory Board; acknowledgements; feedback.",
        note="The closing slide's title is “Informing Policy and Practice Through the Lens of Lived Experience”.",
        people=(
            ("Sarah Johnston", R.FACILITATOR), ("Maria Contreras", R.PRESENTER),
            ("Tekeyah (Kia) Dupclay", R.PANELIST), ("Ummra Hang", R.PANELIST), ("Jess Torres", R.PANELIST),
            ("Russell Wilson", R.PANELIST), ("Angelica Zuniga", R.PANELIST),
        ),
        topics=("lived-experience", "law-and-policy"),
    ),
)  # fmt: skip
