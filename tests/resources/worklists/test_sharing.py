"""Links to a list: signed, for a week, and each reader sees by their own tier."""

import datetime
import re

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditRow
from resources.factories import listing
from resources.models import Listing, SharedList, Status
from resources.worklists import actions, queries
from tests.resources.worklists.conftest import HOUR
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def secret():
    return listing(name="Quiet Place", is_confidential=True, phone="555-0177", counted=HOUR)


@pytest.fixture
def link(worker, three, secret):
    for each in (three[0], secret, three[1]):
        actions.keep(worker, each.pk)
    return actions.share(worker)


def path(link):
    return re.sub(r"^https?://[^/]+", "", queries.url_of(link))


def acts(link):
    rows = AuditRow.objects.filter(subject=f"resources.sharedlist:{link.pk}")
    return [(row.act, row.actor_id) for row in rows.order_by("pk")]


def test_a_link_holds_the_listings_of_the_shortlist_in_its_order(link, worker, three, secret):
    page = actions.open_link(worker, path(link).split("/")[-2])
    assert [entry.card.pk for entry in page.entries] == [three[0].pk, secret.pk, three[1].pk]


def test_a_link_holds_nothing_about_a_person_or_a_listing(link, worker, three):
    assert not {str(worker.pk), str(three[0].pk), three[0].pk.hex} & set(re.split(r"[/.]", path(link)))


def test_the_same_list_has_one_link(link, worker, three):
    assert actions.share(worker) == link
    actions.let_go(worker, three[0].pk)
    assert actions.share(worker) != link
    assert len(queries.links(worker)) == 2


def test_an_empty_shortlist_can_not_be_shared(member):
    with pytest.raises(actions.NothingToShare, match="Add a listing, then make the link"):
        actions.share(member)
    assert SharedList.objects.count() == 0


def test_each_reader_sees_what_their_tier_may(client, link, worker, member):
    sign_in(client, member)
    for address in (path(link), path(link) + "?print=1"):
        page = client.get(address).content.decode()
        assert "Quiet Place" in page
        assert "555-0177" not in page
    sign_in(client, worker)
    assert "555-0177" in client.get(path(link)).content.decode()


def test_what_is_not_for_the_reader_is_told_without_a_name(client, link, member, three):
    Listing.objects.filter(pk=three[0].pk).update(status=Status.SUSPENDED)
    sign_in(client, member)
    page = client.get(path(link)).content.decode()
    assert page.count("Not available to you.") == 1
    assert "Aspen House" not in page
    printed = client.get(path(link) + "?print=1").content.decode()
    assert "1 more is not available to you." in printed
    assert "Aspen House" not in printed


def test_a_stranger_is_asked_to_sign_in_and_told_nothing(client, link):
    answer = client.get(path(link))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_making_reading_and_revoking_are_on_record(link, worker, member):
    key = path(link).split("/")[-2]
    for _ in range(2):
        actions.open_link(member, key)
    actions.revoke(worker, link.pk)
    actions.revoke(worker, link.pk)
    assert acts(link) == [
        ("shortlist.shared", worker.pk),
        ("read", member.pk),
        ("shortlist.revoked", worker.pk),
    ]


def test_a_revoked_link_leads_nowhere(client, link, worker, member):
    actions.revoke(worker, link.pk)
    sign_in(client, member)
    answer = client.get(path(link))
    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()
    assert queries.links(worker) == ()


def test_only_its_maker_revokes_a_link(client, link, member):
    with pytest.raises(SharedList.DoesNotExist):
        actions.revoke(member, link.pk)
    sign_in(client, member)
    assert client.post(reverse("resources:revoke", args=[link.pk])).status_code == 404
    assert client.get(path(link)).status_code == 200


def test_a_link_ends_after_seven_days(link, member):
    key = path(link).split("/")[-2]
    SharedList.objects.update(made_at=timezone.now() - 7 * DAY + HOUR)
    assert actions.open_link(member, key)
    SharedList.objects.update(made_at=timezone.now() - 7 * DAY)
    assert actions.open_link(member, key) is None


@pytest.mark.parametrize("key", ["x", "a.b.c", "0" * 32, "%00", "é"])
def test_a_key_that_somebody_made_up_opens_nothing(at_work, key):
    assert at_work.get(f"/directory/shared/{key}/").status_code == 410


def test_a_key_signed_for_another_purpose_opens_nothing(link, member):
    other = signing.Signer(sep=".", salt="something.else").sign(link.pk.hex)
    assert actions.open_link(member, other) is None


def test_what_has_ended_is_deleted(link, worker, three):
    actions.let_go(worker, three[0].pk)
    actions.share(worker)
    actions.forget_links()
    assert SharedList.objects.count() == 2
    actions.revoke(worker, link.pk)
    actions.forget_links()
    assert SharedList.objects.count() == 1
    actions.forget_links(timezone.now() + 7 * DAY)
    assert SharedList.objects.count() == 0


def test_making_and_revoking_by_the_page(at_work, link, worker):
    page = at_work.post(reverse("resources:share"), follow=True).content.decode()
    assert "The link is ready" in page
    assert queries.url_of(link) in page
    page = at_work.post(reverse("resources:revoke", args=[link.pk]), follow=True).content.decode()
    assert "That link leads nowhere any more." in page
    assert queries.url_of(link) not in page


def test_sharing_nothing_by_the_page_is_refused_in_a_sentence(at_work):
    page = at_work.post(reverse("resources:share"), follow=True).content.decode()
    assert "There is nothing in your shortlist to share." in page


@pytest.mark.parametrize("rows", [1, 3])
def test_a_shared_list_takes_the_same_queries_for_one_listing_and_for_three(
    rows, worker, member, three, django_assert_num_queries
):
    for each in three[:rows]:
        actions.keep(worker, each.pk)
    key = path(actions.share(worker)).split("/")[-2]
    with django_assert_num_queries(15):
        assert len(queries.shared_page(member, key).entries) == rows
