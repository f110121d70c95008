"""What PACT staff do with a convening beside editing it."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

import search
from events.access import check_may_publish
from events.models import Convening, Session
from events.search_documents import CONVENING, KIND
from portal import audit
from portal.accounts.models import User

NO_SESSIONS = "This convening has no sessions yet. Add at least one, then publish."


@transaction.atomic
def publish_convening(convening_id: int, by: User) -> Convening:
    """Shows a convening to members, on record. Publishing a published one changes nothing and records nothing.

    Raises PermissionDenied for whoever may not publish, ValidationError when there is nothing to show, and
    Convening.DoesNotExist.
    """
    convening = _locked(convening_id, by)
    if convening.is_published:
        return convening
    sessions = convening.sessions.count()
    if not sessions:
        raise ValidationError(NO_SESSIONS)
    convening.published_at = timezone.now()
    convening.save(update_fields=["published_at"])
    audit.record("convening.published", convening, by, {"sessions": sessions})
    tell_search(convening.sessions.values_list("pk", flat=True))
    return convening


@transaction.atomic
def withdraw_convening(convening_id: int, by: User) -> Convening:
    """Makes a published convening a draft again, on record. Withdrawing a draft changes nothing and records nothing.

    Raises PermissionDenied for whoever may not publish, and Convening.DoesNotExist.
    """
    convening = _locked(convening_id, by)
    if not convening.is_published:
        return convening
    convening.published_at = None
    convening.save(update_fields=["published_at"])
    audit.record("convening.withdrawn", convening, by)
    tell_search(convening.sessions.values_list("pk", flat=True), hidden=True)
    return convening


@transaction.atomic
def tell_search(session_ids: Iterable[int], *, hidden: bool = False) -> None:
    """Search finds these sessions and their convenings as they are now; `hidden`: fewer people may see them than before.

    Call it after the last write of a change.
    """
    ids = list(session_ids)
    Session.objects.filter(pk__in=ids).update(changed_at=timezone.now())
    tell = search.purge if hidden else search.changed
    tell(KIND, *ids)
    tell(CONVENING, *Convening.objects.filter(sessions__in=ids).distinct().values_list("pk", flat=True))


def _locked(convening_id: int, by: User) -> Convening:
    check_may_publish(by)
    return Convening.objects.select_for_update().get(pk=convening_id)
