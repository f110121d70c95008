"""People and memberships for tests and for the demo."""

from __future__ import annotations

from functools import cache
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from portal.accounts.models import Membership, Organisation, TermsOfUse, User
from portal.accounts.roles import COUNTY_ROLES, AgencyKind, Role
from portal.counties.models import County

PASSWORD = "harbor-lights-at-dawn"  # noqa: S105  shared by every invented person, never by a real one


@cache
def password_hash() -> str:
    """The hash of the shared password, computed once: hashing is slow by design."""
    return make_password(PASSWORD)


class UserFactory(DjangoModelFactory):
    """An active person with a verified address and the shared password, who accepted the terms in force."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@county.example")
    first_name = "Robin"
    last_name = factory.Sequence(lambda number: f"Delgado {number}")
    work_phone = factory.Sequence(lambda number: f"555-01{number % 100:02}")
    password = factory.LazyFunction(password_hash)
    terms_version = factory.LazyFunction(
        lambda: TermsOfUse.objects.in_force().values_list("version", flat=True).first() or ""
    )

    @factory.post_generation
    def verified(self: User, create: bool, extracted: bool | None, **_: Any) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("name",)

    name = "PACT"


class MembershipFactory(DjangoModelFactory):
    """A child-welfare member of Kern County; give `organisation` and `county=None` for someone who serves the state."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    county = factory.LazyFunction(lambda: County.objects.get(slug="kern"))
    agency_kind = AgencyKind.CHILD_WELFARE
    role = Role.MEMBER


def person(
    county: str | None = "kern",
    role: Role = Role.COORDINATOR,
    agency_kind: AgencyKind | None = None,
    organisation: str = "PACT",
    **fields: Any,
) -> User:
    """A person with one membership in force: of a county by its slug, or of an organisation if the role is statewide.

    `county=None` makes a statewide person of any role that allows it. Other keywords are fields of the person.
    """
    user = UserFactory(**fields)
    if county is None or role not in COUNTY_ROLES:
        body = OrganisationFactory(name=organisation)
        MembershipFactory(
            user=user, county=None, organisation=body, role=role, agency_kind=agency_kind or AgencyKind.PACT_STAFF
        )
    else:
        home = County.objects.get(slug=county)
        MembershipFactory(user=user, county=home, role=role, agency_kind=agency_kind or AgencyKind.CHILD_WELFARE)
    return user
