"""The way in for the very first person: everyone else is invited by someone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from portal.accounts import actions
from portal.accounts.models import Organisation
from portal.accounts.roles import AgencyKind, Role


class Command(BaseCommand):
    help = "Invite a first member of PACT staff, who then invites everyone else. Mails the link and prints it."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        pact, _ = Organisation.objects.get_or_create(name="PACT")
        try:
            token = actions.invite(
                None, email=email, role=Role.STAFF, agency_kind=AgencyKind.PACT_STAFF, organisation=pact
            )
        except actions.JoiningRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(settings.SITE_URL + reverse("accounts:open_invitation", args=[token]))
