"""People, the organisations they work for, and their dated memberships."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.fields import RichTextField

from portal.accounts.roles import COUNTY_ROLES, STATEWIDE_ROLES, AgencyKind, Role
from portal.counties.models import County


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. The e-mail address is the name they sign in with; what they may do comes from memberships alone."""

    email = models.EmailField("e-mail address", unique=True)
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=60)
    work_phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True, help_text="Off: the person can't sign in, and open pages close.")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    terms_version = models.CharField(max_length=20, blank=True, editable=False, help_text="Terms of use last accepted.")
    terms_accepted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        ordering = ["last_name", "first_name"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_ci")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name


class Organisation(models.Model):
    """A body that is not a county agency: CFPIC, the state, an evaluator, a provider, an advocate organisation."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


_ROLE_FITS_PLACE = Q(county__isnull=False, role__in=sorted(COUNTY_ROLES)) | Q(
    organisation__isnull=False, role__in=sorted(STATEWIDE_ROLES)
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, at: datetime.datetime | None = None) -> MembershipQuerySet:
        """Memberships in force on the Pacific day of a moment (now unless given) of people who are active."""
        day = timezone.localdate(at) if at else timezone.localdate()
        return self.filter(user__is_active=True, valid_from__lte=day).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Membership(models.Model):
    """A person holds a role for a county or an organisation, from one day to another, both included."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    county = models.ForeignKey(County, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    agency_kind = models.CharField(max_length=16, choices=AgencyKind.choices)
    role = models.CharField(max_length=16, choices=Role.choices)
    valid_from = models.DateField(default=timezone.localdate)
    valid_to = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(county__isnull=True) ^ Q(organisation__isnull=True),
                name="accounts_membership_county_or_organisation",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="accounts_membership_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=_ROLE_FITS_PLACE, name="accounts_membership_role_fits_place"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.county or self.organisation}"

    def is_in_force(self, on: datetime.date | None = None) -> bool:
        """True on the days of the membership (Pacific day; today unless given), whether the person is active or not."""
        day = on or timezone.localdate()
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime.datetime | None = None) -> InvitationQuerySet:
        """Invitations that can be used at a moment (now unless given): not used, not revoked, not expired."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at or timezone.now())


class Invitation(models.Model):
    """One person may join, once, as one thing. The link holds the secret; the row holds only its SHA-256 digest."""

    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField("e-mail address")
    county = models.ForeignKey(County, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_kind = models.CharField(max_length=16, choices=AgencyKind.choices)
    role = models.CharField(max_length=16, choices=Role.choices)
    invited_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: from the command line."
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(county__isnull=True) ^ Q(organisation__isnull=True),
                name="accounts_invitation_county_or_organisation",
            ),
            models.CheckConstraint(condition=_ROLE_FITS_PLACE, name="accounts_invitation_role_fits_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.county or self.organisation}"


class TermsOfUseQuerySet(models.QuerySet["TermsOfUse"]):
    def in_force(self) -> TermsOfUseQuerySet:
        """Published terms, the newest first: the first row is in force."""
        return self.filter(published_at__lte=timezone.now()).order_by("-published_at")


class TermsOfUse(models.Model):
    """One version of the terms of use. Publishing a newer one asks everyone to accept it at the next page."""

    version = models.CharField(max_length=20, unique=True)
    body = RichTextField(features=["h2", "h3", "bold", "ol", "ul", "link"])
    published_at = models.DateTimeField(help_text="In force from this moment, Pacific time.")

    objects = TermsOfUseQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        verbose_name = verbose_name_plural = "terms of use"

    def __str__(self) -> str:
        return f"Terms of use, version {self.version}"
