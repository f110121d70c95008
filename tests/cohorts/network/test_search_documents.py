"""Which of a county's people search finds, and for whom."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cohorts.network.search_documents import ContactSource
from portal.accounts.factories import MembershipFactory, person
from portal.accounts.models import Membership
from portal.accounts.roles import Role
from portal.counties.models import County
from search import Tier, settling
from search.service import SearchRequest, search

pytestmark = pytest.mark.django_db
source = ContactSource()


def found(text, user):
    return [(hit.title, hit.summary) for hit in search(SearchRequest(text=text, user=user, kinds=("contact",))).hits]


def pk_of(user):
    return str(Membership.objects.get(user=user).pk)


@pytest.fixture
def readers():
    return {
        "nobody": AnonymousUser(),
        "member": person(county="inyo", role=Role.MEMBER),
        "placing": person(county="inyo", role=Role.PLACING_WORKER),
    }


def test_members_find_coordinators_and_backups_and_the_public_finds_nobody(coordinator, backup, readers):
    ortiz, abel = ("Ana Ortiz", "County coordinator, Kern County"), ("Bo Abel", "Backup coordinator, Kern County")
    assert {name: found("ortiz", user) for name, user in readers.items()} == {
        "nobody": [],
        "member": [ortiz],
        "placing": [ortiz],
    }
    assert [sorted(found("kern coordinator", user)) for user in readers.values()] == [[], [ortiz, abel], [ortiz, abel]]
    assert found("555-0112", readers["member"]) == [abel]


def test_a_document_stands_in_no_tier_of_the_public(coordinator):
    documents = list(source.documents([pk_of(coordinator)]))
    assert [(document.tier, document.fields["title"]) for document in documents] == [
        (Tier.MEMBER, "Ana Ortiz"),
        (Tier.PLACING, "Ana Ortiz"),
    ]
    assert source.visible_pks(AnonymousUser(), [pk_of(coordinator)]) == []


def test_other_roles_are_reached_through_them(kern, readers):
    worker = person(county="kern", role=Role.PLACING_WORKER, first_name="Canary", last_name="Wolfe")
    assert (list(source.documents([pk_of(worker)])), list(source.all_pks())) == ([], [])
    assert found("wolfe", readers["placing"]) == []


def test_a_new_name_is_found_at_once_and_a_disabled_person_not_any_more(coordinator, readers):
    coordinator.last_name = "Brook"
    coordinator.save(update_fields=["last_name"])
    assert (found("ortiz", readers["member"]), len(found("brook", readers["member"]))) == ([], 1)
    coordinator.is_active = False
    coordinator.save()
    assert found("brook", readers["member"]) == []


def test_a_sign_in_writes_nothing(coordinator, django_assert_num_queries):
    coordinator.last_login = timezone.now()
    with django_assert_num_queries(1):
        coordinator.save(update_fields=["last_login"])


def test_a_membership_that_begins_or_ends_by_date_is_settled(kern, readers):
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    later = MembershipFactory(county=County.objects.get(slug="kern"), role=Role.COORDINATOR, valid_from=today + day)
    name = str(later.user)
    assert found(f'"{name}"', readers["member"]) == []
    Membership.objects.filter(pk=later.pk).update(valid_from=today)
    settling.settle()
    assert found(f'"{name}"', readers["member"]) == [(name, "County coordinator, Kern County")]
    Membership.objects.filter(pk=later.pk).update(valid_from=today - 2 * day, valid_to=today - day)
    assert found(f'"{name}"', readers["member"]) == []
    settling.settle()
    assert list(source.all_pks()) == []


def test_a_hit_leads_to_the_countys_page(coordinator):
    (hit,) = source.hits(coordinator, [pk_of(coordinator)])
    assert (hit.url, hit.kind_label) == ("/counties/kern/", "County contacts")


def test_documents_take_one_query(coordinator, backup, django_assert_num_queries):
    pks = list(source.all_pks())
    with django_assert_num_queries(1):
        assert len(list(source.documents(pks))) == 4
