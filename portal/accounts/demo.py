"""The demo people: invented, plausible, the same on every machine."""

from __future__ import annotations

import datetime
import random

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from portal.accounts.demo_people import secret_of
from portal.accounts.factories import MembershipFactory, OrganisationFactory, UserFactory
from portal.accounts.models import Organisation, User
from portal.accounts.roles import AgencyKind, Role
from portal.counties.models import County

SEED = 58
FIRST_NAMES = """
Adriana Aiko Alejandro Amara Anh Antonio Araceli Ashley Beatriz Brandon Camille Carlos Cheng Chidi Claudia Daniela
Darnell David Deepa Denise Diego Elena Emiko Erin Esteban Fatima Gabriela Gloria Hannah Hector Hung Imani Ines Irene
Jamal James Jasmine Javier Jennifer Jesus Joaquin Joy Kai Karen Kavita Keisha Kevin Kim Lakshmi Latisha Leilani
Linda Lorena Luz Mai Malik Manuel Marcus Maria Marisol Mei Michael Miguel Monique Naomi Nasrin Noemi Olivia Omar
Paloma Patricia Paul Pilar Priya Rachel Rafael Ramon Rosa Ruth Samuel Sandra Siobhan Sofia Sunita Susan Tamara
Teresa Thao Tomas Tuan Valeria Vanessa Victor Wei Xiomara Yesenia Yolanda Yuki Zara Zoe
""".split()  # noqa: SIM905
LAST_NAMES = """
Abdi Aguilar Alvarez Anderson Avila Banerjee Barajas Bautista Begay Brooks Bui Cabrera Castillo Chang Chavez Chen
Cho Coleman Contreras Cruz Das Davis Delgado Diaz Dominguez Espinoza Fernandez Flores Fong Fuentes Garcia Gomez
Gonzales Green Gutierrez Hall Harris Hernandez Herrera Hoang Huang Ibarra Jackson Jimenez Johnson Jones Kaur Kelly
Khan Kim Kowalski Lam Larsen Le Lee Lim Lopez Lozano Ly Maldonado Martinez Medina Mendoza Miller Mitchell Molina
Morales Murphy Nakamura Navarro Nguyen Novak Ocampo Okafor Oliveira Orozco Ortiz Padilla Park Patel Perez Petrosyan
Pham Quintero Ramirez Reyes Rivera Robinson Rojas Ruiz Saechao Salazar Sanchez Santos Sato Shah Silva Singh Smith
Soto Takahashi Thomas Torres Tran Valdez Vang Vargas Vasquez Vega Walker Washington Williams Wong Xiong Yang Young
Zamora Zavala
""".split()  # noqa: SIM905
# Counties whose team is larger: a backup coordinator and a member besides the coordinator and the placing worker.
LARGER_TEAMS = """
alameda contra-costa fresno kern los-angeles orange riverside sacramento san-bernardino san-diego san-joaquin
santa-clara
""".split()  # noqa: SIM905
# address, organisation, agency, role
STATEWIDE = (
    ("staff@pact.example", "PACT", AgencyKind.PACT_STAFF, Role.STAFF),
    ("moderator@pact.example", "PACT", AgencyKind.PACT_STAFF, Role.MODERATOR),
    ("privacy@pact.example", "PACT", AgencyKind.PACT_STAFF, Role.PRIVACY_OFFICER),
    ("consultant@pact.example", "PACT", AgencyKind.CONSULTANT, Role.MEMBER),
    ("observer@evaluator.example", "Independent evaluator", AgencyKind.EVALUATOR, Role.OBSERVER),
)
# address, county, agency
OTHER_AGENCIES = (
    ("sheriff@sacramento.example", "sacramento", AgencyKind.LAW_ENFORCEMENT),
    ("probation@kern.example", "kern", AgencyKind.PROBATION),
    ("mental-health@fresno.example", "fresno", AgencyKind.MENTAL_HEALTH),
    ("advocate@alameda.example", "alameda", AgencyKind.ADVOCATE),
    ("court@san-diego.example", "san-diego", AgencyKind.COURT),
)
# Members whose work for the county has ended: the address, the county, and how many days ago.
LEFT = (
    ("former@kern.example", "kern", 40),
    ("former@fresno.example", "fresno", 200),
    ("former@orange.example", "orange", 3),
)


def build() -> None:
    """A coordinator and a placing worker for each county, larger teams for a dozen, PACT, partners, and some who left."""
    people = _People(random.Random(SEED))
    for county in County.objects.order_by("slug"):
        people.join(f"coordinator@{county.slug}.example", county, Role.COORDINATOR)
        people.join(f"placing@{county.slug}.example", county, Role.PLACING_WORKER)
        if county.slug in LARGER_TEAMS:
            people.join(f"backup@{county.slug}.example", county, Role.BACKUP)
            people.join(f"member@{county.slug}.example", county, Role.MEMBER)
    for email, body, agency, role in STATEWIDE:
        people.join(email, OrganisationFactory(name=body), role, agency)
    for email, slug, agency in OTHER_AGENCIES:
        people.join(email, County.objects.get(slug=slug), Role.MEMBER, agency)
    for email, slug, days in LEFT:
        people.join(email, County.objects.get(slug=slug), Role.MEMBER, left_days_ago=days)


class _People:
    """Makes people with names in a fixed order, each with a verified address and a second factor."""

    def __init__(self, source: random.Random) -> None:
        self.source = source
        self.count = 0

    def join(
        self,
        email: str,
        place: County | Organisation,
        role: Role,
        agency: AgencyKind = AgencyKind.CHILD_WELFARE,
        left_days_ago: int | None = None,
    ) -> User:
        user = UserFactory(
            email=email,
            first_name=self.source.choice(FIRST_NAMES),
            last_name=self.source.choice(LAST_NAMES),
            work_phone=f"555-01{self.count % 100:02}",
        )
        self.count += 1
        TOTP.activate(user, secret_of(email))
        today = timezone.localdate()
        start = today - datetime.timedelta(days=self.source.randrange(300, 1200))
        MembershipFactory(
            user=user,
            county=place if isinstance(place, County) else None,
            organisation=place if isinstance(place, Organisation) else None,
            role=role,
            agency_kind=agency,
            valid_from=start,
            valid_to=today - datetime.timedelta(days=left_days_ago) if left_days_ago else None,
        )
        return user
