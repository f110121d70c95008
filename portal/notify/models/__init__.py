"""What a person was told, and how each person wants to hear of it."""

from portal.notify.models.notification import Digest, Notification, NotificationQuerySet
from portal.notify.models.wishes import MailHours, Preference

__all__ = ["Digest", "MailHours", "Notification", "NotificationQuerySet", "Preference"]
