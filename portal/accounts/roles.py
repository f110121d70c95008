"""Roles, and the capabilities that each gives. docs/roles.md is made from this table."""

from django.db import models


class AgencyKind(models.TextChoices):
    CHILD_WELFARE = "child_welfare", "Child welfare"
    PROBATION = "probation", "Probation"
    MENTAL_HEALTH = "mental_health", "Mental health"
    PUBLIC_HEALTH = "public_health", "Public health"
    COURT = "court", "Juvenile court"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement"
    EDUCATION = "education", "Education"
    SUBSTANCE_USE = "substance_use", "Substance use treatment"
    ADVOCATE = "advocate", "Survivor advocate"
    PACT_STAFF = "pact_staff", "PACT staff"
    CONSULTANT = "consultant", "PACT consultant"
    STATE = "state", "State agency"
    EVALUATOR = "evaluator", "Evaluator"


class Role(models.TextChoices):
    MEMBER = "member", "Member"
    PLACING_WORKER = "placing_worker", "Placing worker"
    COORDINATOR = "coordinator", "County coordinator"
    BACKUP = "backup", "Backup coordinator"
    STAFF = "staff", "PACT staff"
    MODERATOR = "moderator", "Moderator"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    OBSERVER = "observer", "Observer"


# Held for a county; the others are held for an organisation and reach the whole state. A plain member may be either.
COUNTY_ROLES = frozenset({Role.MEMBER, Role.PLACING_WORKER, Role.COORDINATOR, Role.BACKUP})
STATEWIDE_ROLES = frozenset({Role.MEMBER, Role.STAFF, Role.MODERATOR, Role.PRIVACY_OFFICER, Role.OBSERVER})
# Agencies that work in one county; the others work for the state or for PACT.
COUNTY_AGENCIES = frozenset(AgencyKind) - {
    AgencyKind.PACT_STAFF,
    AgencyKind.CONSULTANT,
    AgencyKind.STATE,
    AgencyKind.EVALUATOR,
}
# Whom a coordinator may bring in; another coordinator is named by PACT staff.
COORDINATOR_INVITES = frozenset({Role.MEMBER, Role.PLACING_WORKER, Role.BACKUP})


class Capability(models.TextChoices):
    """What a person may do. In `capabilities()` each comes with a county's FIPS code, or None for the whole state."""

    ENTER = "members.enter", "Reach members' pages"
    DIRECTORY_PLACING = "directory.placing", "See what the directory shows to placing roles"
    LISTING_EDIT = "listing.edit", "Keep the county's listings"
    BOARD = "request.board", "See the board of open requests"
    REQUEST_POST = "request.post", "Post an out-of-county request for the county"
    REQUEST_ANSWER = "request.answer", "Read and answer requests that reach the county"
    REQUEST_MODERATE = "request.moderate", "Moderate any request's thread"
    BREAK_GLASS = "request.break_glass", "Open a thread as a third party, for 15 minutes, on record"
    INVITE = "people.invite", "Invite people to the county, or anyone for the state"
    RESET_FACTOR = "people.reset_factor", "Let back in a person who lost the second factor"
    CMS = "cms.edit", "Publish in the CMS"
    AUDIT = "audit.read", "Read the audit report"
    FIGURES = "figures.read", "See aggregate figures"


_READS = {Capability.ENTER, Capability.FIGURES}
_PLACES = {
    *_READS,
    Capability.DIRECTORY_PLACING,
    Capability.BOARD,
    Capability.REQUEST_POST,
    Capability.REQUEST_ANSWER,
}
_COORDINATES = {*_PLACES, Capability.LISTING_EDIT, Capability.INVITE, Capability.RESET_FACTOR}

# Staff see the board and the figures; reading a thread as a third party is break-glass, even for them.
ROLE_CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.MEMBER: frozenset({*_READS, Capability.BOARD}),
    Role.PLACING_WORKER: frozenset(_PLACES),
    Role.COORDINATOR: frozenset(_COORDINATES),
    Role.BACKUP: frozenset(_COORDINATES),
    Role.STAFF: frozenset(
        {*_READS, Capability.BOARD, Capability.INVITE, Capability.RESET_FACTOR, Capability.CMS, Capability.AUDIT}
    ),
    Role.MODERATOR: frozenset({*_READS, Capability.BOARD, Capability.REQUEST_MODERATE}),
    Role.PRIVACY_OFFICER: frozenset({*_READS, Capability.BOARD, Capability.BREAK_GLASS, Capability.AUDIT}),
    Role.OBSERVER: frozenset(_READS),
}

# These kinds of agency take part in a case thread only when they are named to it (docs/roles.md).
NEVER_BY_ROLE: dict[AgencyKind, frozenset[Capability]] = {
    AgencyKind.LAW_ENFORCEMENT: frozenset({Capability.REQUEST_POST, Capability.REQUEST_ANSWER, Capability.BOARD}),
    AgencyKind.CONSULTANT: frozenset({Capability.REQUEST_POST, Capability.REQUEST_ANSWER, Capability.BOARD}),
    AgencyKind.EVALUATOR: frozenset({Capability.REQUEST_POST, Capability.REQUEST_ANSWER, Capability.BOARD}),
}
