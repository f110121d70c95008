"""Which people are found, and by whom."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.accounts.factories import person as account
from portal.accounts.roles import Role
from portal.pages.factories import ContentPageFactory, PersonFactory
from portal.pages.levels import AccessLevel
from portal.pages.models import Person
from portal.pages.search_people import PersonSource
from search import Tier, settling, spelling
from search.service import SearchRequest, search

pytestmark = pytest.mark.django_db
source = PersonSource()
NOBODY = AnonymousUser()


def names(text, user=NOBODY):
    return [hit.title for hit in search(SearchRequest(text=text, user=user, kinds=("person",))).hits]


def shown_on(*people, access=AccessLevel.PUBLIC, **fields):
    page = ContentPageFactory(access=access, body=[("people", {"heading": "People", "people": list(people)})], **fields)
    page.save_revision().publish()
    return page


def tiers(person):
    return [document.tier for document in source.documents([str(person.pk)])]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (AccessLevel.PUBLIC, [Tier.PUBLIC, Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.MEMBERS, [Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.STAFF, []),
    ],
)
def test_a_person_is_found_by_readers_of_a_page_that_shows_them(level, expected):
    consultant = PersonFactory(name="Canary Wolfe", role="Consultant")
    assert tiers(consultant) == []
    shown_on(consultant, access=level)
    readers = {Tier.PUBLIC: NOBODY, Tier.MEMBER: account(role=Role.MEMBER), Tier.PLACING: account()}
    assert tiers(consultant) == expected
    assert list(source.all_pks()) == ([str(consultant.pk)] if expected else [])
    assert [tier for tier, reader in readers.items() if names("wolfe consultant", reader)] == expected
    assert [tier for tier, reader in readers.items() if source.visible_pks(reader, [str(consultant.pk)])] == expected


def test_the_most_open_page_decides_and_a_hit_leads_to_one_that_the_reader_may_read():
    consultant = PersonFactory(name="Canary Wolfe", role="Consultant", organisation="CFPIC")
    closed, opened = shown_on(consultant, access=AccessLevel.MEMBERS), shown_on(consultant)
    assert tiers(consultant) == [Tier.PUBLIC, Tier.MEMBER, Tier.PLACING]
    (hit,) = source.hits(NOBODY, [str(consultant.pk)])
    assert (hit.title, hit.url, hit.summary, hit.kind_label) == (
        "Canary Wolfe",
        opened.url,
        "Consultant, CFPIC",
        "People",
    )
    assert source.hits(account(), [str(consultant.pk)])[0].url == closed.url
    opened.unpublish()
    assert (names("wolfe"), names("wolfe", account())) == ([], ["Canary Wolfe"])


def test_a_page_that_closes_or_lets_somebody_go_takes_them_out_of_search():
    wolfe, other = PersonFactory(name="Canary Wolfe"), PersonFactory(name="Ada Brook")
    page = shown_on(wolfe, other)
    page.body = [("people", {"heading": "People", "people": [other]})]
    page.save_revision().publish()
    assert (names("wolfe"), names("brook")) == ([], ["Ada Brook"])
    page.access = AccessLevel.MEMBERS
    page.save_revision().publish()
    assert (names("brook"), names("brook", account())) == ([], ["Ada Brook"])
    page.delete()
    assert names("brook", account()) == []


def test_nobody_is_found_past_the_day_on_which_their_consent_ends():
    today = timezone.localdate()
    wolfe = PersonFactory(name="Canary Wolfe", consent_until=today)
    shown_on(wolfe)
    assert names("wolfe") == ["Canary Wolfe"]
    # Time passes: no signal tells of it.
    Person.objects.update(consent_until=today - datetime.timedelta(days=1))
    assert (names("wolfe"), list(source.all_pks()), tiers(wolfe)) == ([], [], [])
    settling.settle()
    assert [spelling.known(["wolfe"], tier) for tier in Tier] == [{"wolfe": 0}] * 3
    assert spelling.corrections("wolff", Tier.PUBLIC) == []


def test_an_edit_is_found_at_once():
    wolfe = PersonFactory(name="Canary Wolfe")
    shown_on(wolfe)
    (before, *_) = source.documents([str(wolfe.pk)])
    wolfe.name = "Canary Brook"
    wolfe.save()
    (after, *_) = source.documents([str(wolfe.pk)])
    assert after.version > before.version
    assert (names("wolfe"), names("brook")) == ([], ["Canary Brook"])
    wolfe.delete()
    assert names("brook") == []


def test_people_take_a_known_number_of_queries(django_assert_num_queries):
    for count in (1, 3):
        people = [PersonFactory() for _ in range(count)]
        shown_on(*people)
        pks = [str(each.pk) for each in people]
        with django_assert_num_queries(5):
            assert len(list(source.documents(pks))) == 3 * count
        with django_assert_num_queries(3):
            assert source.visible_pks(NOBODY, pks) == pks
