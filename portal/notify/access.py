"""Whose notifications are whose. An inbox is private: nobody reads another person's, staff included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.notify.models import Notification, NotificationQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User


def visible_to(user: User | AnonymousUser) -> NotificationQuerySet:
    """The person's own notifications; nobody has none.

    Whether the page behind each may still be seen is its kind's answer, asked when it is shown or mailed.
    """
    if not user.is_authenticated:
        return Notification.objects.none()
    return Notification.objects.filter(user=user)
