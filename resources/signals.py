"""What the directory hears of the floors below it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.vocabulary.models import Term
from resources.actions import note_term


@receiver(post_save, sender=Term)
def term_saved(instance: Term, created: bool, raw: bool, **_: Any) -> None:
    """A term was edited in the CMS; a new one stands on no listing yet."""
    if not created and not raw:
        note_term(instance)
