"""Background work of keeping."""

from __future__ import annotations

from django_tasks import task

from resources.keeping.actions.delegating import ask_for_link


@task()
def send_new_links(email: str) -> None:
    """Mails new links to an address that keeps something; nothing to any other."""
    ask_for_link(email)
