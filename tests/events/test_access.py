"""Who may see which convening, and who may publish one: the whole table."""

import pytest
from django.core.exceptions import PermissionDenied

from events import access
from events.models import Convening, Session
from tests.events.conftest import OUTSIDERS, WHO


@pytest.mark.parametrize("who", WHO)
def test_members_see_published_convenings_and_staff_see_drafts_too(who, published, draft):
    expected = set() if who in OUTSIDERS else {published, draft} if who == "staff" else {published}
    user = WHO[who]()
    assert set(access.visible_convenings(user)) == expected
    assert set(access.visible_sessions(user)) == set(Session.objects.filter(convening__in=expected))


@pytest.mark.parametrize("who", WHO)
def test_only_staff_may_publish(who, db):
    user = WHO[who]()
    if who == "staff":
        access.check_may_publish(user)
        return
    with pytest.raises(PermissionDenied, match="published by PACT staff"):
        access.check_may_publish(user)


def test_a_published_convening_and_its_sessions_may_not_be_removed(published, draft):
    for thing in (published, published.sessions.get()):
        with pytest.raises(PermissionDenied, match="Withdraw the convening first"):
            access.check_may_remove(thing)
    access.check_may_remove(draft)
    access.check_may_remove(draft.sessions.get())


def test_a_person_who_was_switched_off_sees_nothing(published, staff):
    staff.is_active = False
    staff.save()
    assert list(access.visible_convenings(staff)) == []
    assert Convening.objects.count() == 1
