"""The three access levels that a page, a navigation item, a document and an image can carry."""

from django.db import models


class AccessLevel(models.TextChoices):
    """Who may read a thing. Each level holds everyone of the level after it."""

    PUBLIC = "public", "Everyone"
    MEMBERS = "members", "Members who are signed in"
    STAFF = "staff", "Staff who publish in the CMS"


ALL_LEVELS = frozenset(AccessLevel)
