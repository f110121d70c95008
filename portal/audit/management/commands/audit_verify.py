from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.models import AuditRow
from portal.audit.verification import find_faults


class Command(BaseCommand):
    help = "Proves that no audit row was changed, deleted, moved or cut off. Exit code 1 if one was."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(find_faults())
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(
                f"The audit is broken in {len(faults)} place(s): keep this output and call the operator."
            )
        self.stdout.write(f"The audit is whole: {AuditRow.objects.count()} rows.")
