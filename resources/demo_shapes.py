"""What invented listings are made of. Names, operators and words are nobody's; how many of each kind is as in life."""

from __future__ import annotations

from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@dataclass(frozen=True)
class Shape:
    """One kind of listing: how often it comes, how it is named, whom it serves, what is said of it."""

    weight: int
    scheme: str
    types: tuple[str, ...]
    suffixes: tuple[str, ...]
    description: str
    ages: tuple[int | None, int | None]
    beds: tuple[int, int] | None
    populations: tuple[str, ...]
    needs: tuple[str, ...] = ()
    is_licensed: bool = True
    is_confidential: bool = False
    referral: str = "Call intake, then send your county's placement packet by its own secure channel."


SHAPES = (
    Shape(
        30,
        "placement",
        ("ffa", "resource-family"),
        ("Foster Family Agency", "Family Homes", "Foster Care Partners"),
        "Places with its own approved resource families and supports them by phone at any hour.",
        (0, 20),
        (8, 40),
        ("girls", "boys", "siblings"),
        ("history-leaving-care", "medication"),
    ),
    Shape(
        10,
        "placement",
        ("ffa", "isfc", "tfc-home"),
        ("Intensive Family Care", "Treatment Foster Care"),
        "Families with extra training for youth with serious emotional or behavioral needs; therapy at home.",
        (6, 20),
        (3, 12),
        ("girls", "boys", "transgender"),
        ("history-leaving-care", "self-harm", "sexualized-behavior", "medication"),
    ),
    Shape(
        18,
        "placement",
        ("strtp",),
        ("House", "Ranch", "Youth Center", "Residential Program"),
        "Small residential treatment program with staff awake at night and a school on site.",
        (12, 17),
        (6, 16),
        ("girls", "lgbtq", "dual-status"),
        ("awake-overnight", "history-leaving-care", "substance-use", "self-harm"),
        referral="Needs approval by the Interagency Placement Committee. Call intake on weekdays before noon.",
    ),
    Shape(
        5,
        "placement",
        ("strtp", "crisis-residential"),
        ("Crisis Program",),
        "A short stay in a mental health crisis, in place of a hospital. Decides within two hours.",
        (10, 17),
        (4, 8),
        ("girls", "boys", "transgender"),
        ("awake-overnight", "self-harm", "aggression"),
    ),
    Shape(
        5,
        "placement",
        ("cse-pilot", "strtp"),
        ("Haven", "Sanctuary"),
        "For girls and young women who were commercially sexually exploited. Survivor mentors live the day with them.",
        (13, 17),
        (4, 6),
        ("girls", "pregnant", "transgender"),
        ("safety-distance", "awake-overnight", "history-leaving-care"),
        is_confidential=True,
    ),
    Shape(
        6,
        "placement",
        ("temporary-shelter",),
        ("Children's Center", "Receiving Home"),
        "County shelter for the first days after removal. Takes siblings together.",
        (0, 17),
        (8, 24),
        ("girls", "boys", "siblings"),
        ("awake-overnight",),
    ),
    Shape(
        8,
        "placement",
        ("youth-homelessness-prevention",),
        ("Youth Shelter", "Drop-in and Shelter"),
        "Voluntary shelter for young people without a safe home, from any county. Doors open all night.",
        (12, 17),
        (6, 20),
        ("unaccompanied", "lgbtq", "out-of-county"),
        ("history-leaving-care",),
    ),
    Shape(
        14,
        "placement",
        ("thp-nmd",),
        ("Apartments", "Transitional Housing", "Host Families"),
        "Supported apartments for non-minor dependents, with a case manager and help to find work.",
        (18, 20),
        (6, 30),
        ("nmd", "parenting", "lgbtq"),
        ("single-room",),
    ),
    Shape(
        4,
        "placement",
        ("crisis-nursery",),
        ("Nursery",),
        "Short-term care of small children, for example of a young parent, up to 30 days.",
        (0, 5),
        (4, 10),
        ("parenting", "siblings"),
        ("medical-care",),
    ),
    Shape(
        12,
        "service",
        ("peer-advocate", "advocate-24-7"),
        ("Survivor Advocates", "Advocacy Project"),
        "Survivor advocates who come at any hour and stay for months. Court accompaniment; labor trafficking too.",
        (11, 25),
        (10, 40),
        ("girls", "boys", "transgender", "lgbtq"),
        is_licensed=False,
        referral="Call the line at any hour; no paper is needed.",
    ),
    Shape(
        8,
        "service",
        ("drop-in", "basic-needs"),
        ("Drop-in Center", "Youth Commons"),
        "Warm meals, showers, phones and a case manager. No appointment. Se habla español.",
        (12, 24),
        None,
        ("unaccompanied", "lgbtq", "nmd"),
        is_licensed=False,
        referral="Walk in, or bring the young person.",
    ),
    Shape(
        14,
        "service",
        ("trauma-therapy", "specialty-mental-health", "ihbs"),
        ("Counseling", "Wellness Center", "Behavioral Health"),
        "Trauma therapy in English and Spanish, at home, at school or by video. Consejería en español.",
        (4, 20),
        (5, 40),
        ("girls", "boys", "immigrant"),
        is_licensed=False,
        referral="Send the county mental health plan's referral form; first visit within ten business days.",
    ),
    Shape(
        6,
        "service",
        ("sud-youth",),
        ("Recovery for Youth",),
        "Outpatient substance use treatment for youth, evenings and Saturdays.",
        (13, 20),
        (8, 30),
        ("boys", "girls"),
        is_licensed=False,
    ),
    Shape(
        6,
        "service",
        ("immigration-legal", "legal-other"),
        ("Legal Aid", "Youth Law Center"),
        "T and U visas, special immigrant juvenile status, clearing a record. Labor trafficking is half of its work.",
        (0, 24),
        (4, 20),
        ("immigrant", "unaccompanied"),
        is_licensed=False,
    ),
    Shape(
        6,
        "service",
        ("pregnant-parenting", "reproductive-health"),
        ("Young Parents Clinic",),
        "Prenatal care, home visits and parenting groups for pregnant and parenting youth.",
        (12, 24),
        None,
        ("pregnant", "parenting"),
        is_licensed=False,
    ),
)

NAMES = _words(
    "Alder Almond Arroyo Aspen Bayside Bluebird Buckeye Canyon Cedar Clearwater Copper Cottonwood Coyote "
    "Creekside Cypress Delta Desert Eagle Elderberry Fern Foothill Golden Granite Harbor Heron Juniper "
    "Lantern Lupine Madrone Manzanita Meadow Mesa Mission Morning Mountain Oakdale Ocean Olive Orchard "
    "Pepperwood Pine Poppy Quail Redwood River Sage Sequoia Sierra Silver Spring Stone Summit Sunrise "
    "Sycamore Tule Valley Vista Willow"
)
SECOND = _words("Bridge Creek Gate Grove Hill Hollow Lane Light Path Point Ridge Rock Springs Trail View Way")
OPERATORS = (
    "Northstar Family Services",
    "Golden Valley Youth Alliance",
    "Open Porch Foundation",
    "Three Rivers Children's Society",
    "Lantern House Inc.",
    "Pacific Kin Network",
    "Camino Nuevo Familias",
    "High Desert Youth Partners",
)
LANGUAGES = ("vietnamese", "hmong", "tagalog", "chinese-mandarin", "punjabi", "armenian", "mixteco", "asl")
EVIDENCE = (
    "All staff: CSEC 101 and 102, refreshed every year",
    "Direct-care staff: Ending the Game facilitators",
    "Supervisors only; the rest is planned",
)
