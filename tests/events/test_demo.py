"""The 2023 convening, against its own slides."""

import pytest

from events import demo, queries
from events.models import Convening, Session, Speaker
from portal.counties.models import CountyTag

pytestmark = pytest.mark.django_db


@pytest.fixture
def convening():
    demo.build()
    return Convening.objects.get(slug="2023")


def test_the_agenda_is_whole(convening, member):
    days = queries.agenda_for(convening, member)
    times = [[f"{slot.starts_at:%H:%M}-{slot.ends_at:%H:%M} {len(slot.items)}" for slot in day.slots] for day in days]
    assert [day.date.isoformat() for day in days] == ["2023-04-17", "2023-04-18"]
    assert times == [
        ["09:00-10:30 1", "10:30-12:00 1", "12:00-13:00 1", "13:30-15:00 1", "15:00-15:30 1", "15:30-17:00 3", "17:30-18:30 1"],
        ["08:00-09:00 1", "09:00-10:30 1", "10:30-10:45 1", "10:45-12:15 1", "12:15-13:15 1", "13:45-14:45 3", "14:45-15:00 1", "15:00-16:00 1"],
    ]  # fmt: skip


def test_every_row_would_pass_as_a_persons_entry(convening):
    convening.full_clean()
    for session in Session.objects.all():
        session.full_clean()


def test_people_have_the_parts_of_the_slides(convening, member):
    page = queries.session_page("2023", "building-resilience-through-harm-reduction", member)
    assert [(part.name, part.roles) for part in page.item.parts] == [
        ("Brandi D. Liles, PhD", "Presenter and panelist"),
        ("Dawn M. Blacker, PhD", "Presenter and panelist"),
        ("Leeland Turner", "Panelist"),
        ("Angelica Zuniga", "Panelist"),
    ]
    assert Speaker.objects.count() == 17
    assert not Speaker.objects.filter(parts=None).exists()


def test_where_the_slides_disagree_a_note_says_so(convening):
    assert Session.objects.exclude(note="").count() == 7
    assert "Building Practical Placement Plans" in Session.objects.get(slug="advanced-recovery-planning").note


def test_every_topic_named_in_the_agenda_exists(convening):
    topics = {slug: set(codes) for slug, codes in ((entry.slug, entry.topics) for entry in demo.AGENDA)}
    for session in Session.objects.all():
        assert {term.code for term in session.topics.all()} == topics[session.slug]


def test_the_counties_that_attended_are_a_tag_of_the_same_days(convening):
    tagged = CountyTag.objects.filter(tag__kind="attendance", tag__slug="convening-2023")
    assert set(tagged.values_list("valid_from", "valid_to")) == {(convening.first_day, convening.last_day)}
