from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.audit.locking_down import LockDownRefused, lock_down


class Command(BaseCommand):
    help = (
        "Lets the application's database role (DATABASE_APP_ROLE) work, but never change an audit row. After migrate."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASE_APP_ROLE:
            raise CommandError("DATABASE_APP_ROLE is not set: name the role that the application signs in with.")
        try:
            lock_down(settings.DATABASE_APP_ROLE, settings.DATABASE_APP_PASSWORD)
        except LockDownRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{settings.DATABASE_APP_ROLE} may use every table, and only add to the audit.")
