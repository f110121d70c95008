"""Publishing and withdrawing: what changes, what is recorded, what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.actions import NO_SESSIONS, publish_convening, withdraw_convening
from events.factories import ConveningFactory
from portal.audit.models import AuditRow
from search.service import SearchRequest, search


def _acts(convening):
    return list(
        AuditRow.objects.filter(subject=f"events.convening:{convening.pk}").values_list("act", "actor_id", "facts")
    )


def _titles(user):
    return [hit.title for hit in search(SearchRequest(text="plenary", user=user)).hits]


def test_publishing_shows_the_convening_and_is_recorded_once(draft, staff, member):
    assert publish_convening(draft.pk, staff).is_published
    publish_convening(draft.pk, staff)
    assert _acts(draft) == [("convening.published", staff.pk, {"sessions": 1})]


def test_withdrawing_hides_it_again_and_is_recorded_once(published, staff):
    assert not withdraw_convening(published.pk, staff).is_published
    withdraw_convening(published.pk, staff)
    assert _acts(published) == [("convening.withdrawn", staff.pk, {})]


def test_sessions_are_found_from_publishing_to_withdrawing(draft, staff, member):
    assert _titles(member) == []
    publish_convening(draft.pk, staff)
    assert _titles(member) == ["Unannounced plenary"]
    withdraw_convening(draft.pk, staff)
    assert _titles(member) == []


def test_a_convening_without_sessions_is_not_published(staff):
    empty = ConveningFactory(draft=True)
    with pytest.raises(ValidationError) as refused:
        publish_convening(empty.pk, staff)
    assert refused.value.message == NO_SESSIONS
    empty.refresh_from_db()
    assert not empty.is_published
    assert _acts(empty) == []


@pytest.mark.parametrize("act", [publish_convening, withdraw_convening])
def test_others_than_staff_are_refused_and_nothing_changes(act, published, draft, member):
    for convening in (published, draft):
        before = convening.published_at
        with pytest.raises(PermissionDenied):
            act(convening.pk, member)
        convening.refresh_from_db()
        assert convening.published_at == before
        assert _acts(convening) == []
