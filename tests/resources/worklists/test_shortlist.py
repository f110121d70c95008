"""The shortlist: one person's, in their order, read anew through what they may see."""

import uuid

import pytest
from django.urls import reverse

from resources.factories import listing
from resources.models import Listing, ShortlistEntry, Status
from resources.worklists import actions, queries
from resources.worklists.actions.shortlist import MOST
from tests.resources.worklists.conftest import BY_SCRIPT, HOUR
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def names(user):
    return [entry.card.name for entry in queries.shortlist(user).entries]


def keep_all(user, listings):
    for each in listings:
        actions.keep(user, each.pk)


def test_listings_stand_in_the_order_in_which_they_were_put_aside(worker, three):
    keep_all(worker, [three[2], three[0], three[1]])
    assert names(worker) == ["Cedar House", "Aspen House", "Birch House"]


def test_putting_aside_twice_is_putting_aside_once(worker, three):
    keep_all(worker, [three[0], three[1], three[0]])
    assert names(worker) == ["Aspen House", "Birch House"]


def test_taking_out_twice_is_taking_out_once(worker, three):
    keep_all(worker, three)
    for _ in range(2):
        assert actions.let_go(worker, three[1].pk) == "Birch House"
    assert names(worker) == ["Aspen House", "Cedar House"]


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "CAB"), (2, "ACB"), (3, "ABC"), (99, "ABC"), (0, "CAB")],
)
def test_a_listing_moves_to_a_place(worker, three, place, order):
    keep_all(worker, three)
    actions.move(worker, three[2].pk, place=place)
    assert "".join(name[0] for name in names(worker)) == order


def test_what_is_hidden_is_gone_at_once_and_what_comes_back_is_there_again(worker, three):
    keep_all(worker, three)
    Listing.objects.filter(pk=three[0].pk).update(status=Status.SUSPENDED)
    assert names(worker) == ["Birch House", "Cedar House"]
    Listing.objects.filter(pk=three[0].pk).update(status=Status.LIVE)
    assert names(worker) == ["Aspen House", "Birch House", "Cedar House"]


def test_nobody_puts_aside_what_they_do_not_find(worker):
    draft = listing(status=Status.DRAFT)
    with pytest.raises(Listing.DoesNotExist):
        actions.keep(worker, draft.pk)
    assert ShortlistEntry.objects.count() == 0


def test_a_full_shortlist_refuses_and_what_is_hidden_makes_room(worker):
    first = [listing() for _ in range(MOST)]
    keep_all(worker, first)
    one_more = listing()
    with pytest.raises(actions.ShortlistFull, match="holds 40 listings"):
        actions.keep(worker, one_more.pk)
    Listing.objects.filter(pk=first[0].pk).update(status=Status.SUSPENDED)
    actions.keep(worker, one_more.pk)
    assert len(names(worker)) == MOST


def test_each_person_has_their_own(worker, member, three):
    keep_all(worker, three)
    assert names(member) == []
    actions.let_go(member, three[0].pk)
    with pytest.raises(ShortlistEntry.DoesNotExist):
        actions.move(member, three[0].pk, place=1)
    assert names(worker) == ["Aspen House", "Birch House", "Cedar House"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_listing_and_for_three(rows, worker, three, django_assert_num_queries):
    keep_all(worker, three[:rows])
    with django_assert_num_queries(15):
        assert len(queries.shortlist(worker).entries) == rows


# --- Pages


def test_a_form_leads_back_to_the_page_that_it_came_from(at_work, worker, three):
    answer = at_work.post(reverse("resources:keep", args=[three[0].pk]), {"next": "/directory/?q=house"}, follow=True)
    assert answer.redirect_chain == [("/directory/?q=house", 302)]
    assert "Aspen House is in your shortlist." in answer.content.decode()
    assert names(worker) == ["Aspen House"]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_a_form_never_leads_to_another_site(at_work, three, elsewhere):
    answer = at_work.post(reverse("resources:keep", args=[three[0].pk]), {"next": elsewhere})
    assert answer.url == reverse("resources:listing", args=[three[0].pk])


def test_a_script_gets_the_button_drawn_anew(at_work, three):
    address = reverse("resources:keep", args=[three[0].pk])
    kept = at_work.post(address, {"next": "/directory/"}, **BY_SCRIPT).json()
    assert kept["said"] == "Aspen House is in your shortlist."
    assert reverse("resources:let_go", args=[three[0].pk]) in kept["html"]
    gone = at_work.post(reverse("resources:let_go", args=[three[0].pk]), {"next": "/directory/"}, **BY_SCRIPT).json()
    assert gone["said"] == "Aspen House is out of your shortlist."
    assert address in gone["html"]


def test_a_refusal_is_one_sentence_for_a_form_and_for_a_script(at_work, worker):
    keep_all(worker, [listing() for _ in range(MOST)])
    address = reverse("resources:keep", args=[listing().pk])
    assert at_work.post(address, **BY_SCRIPT).json() == {
        "said": "Your shortlist holds 40 listings, and that is all it can. Remove one, then add this one."
    }
    assert "Your shortlist holds 40 listings" in at_work.post(address, follow=True).content.decode()


def test_the_page_shows_what_the_reader_may_see(client, worker, member):
    secret = listing(
        name="Quiet Place", is_confidential=True, phone="555-0177", referral_steps="Ask the duty line", counted=HOUR
    )
    for user in (worker, member):
        actions.keep(user, secret.pk)
    for address in (reverse("resources:shortlist"), reverse("resources:shortlist") + "?print=1"):
        sign_in(client, member)
        page = client.get(address).content.decode()
        assert "Quiet Place" in page
        assert "555-0177" not in page
        assert "duty line" not in page
        sign_in(client, worker)
        assert "555-0177" in client.get(address).content.decode()


def test_an_empty_shortlist_says_how_to_fill_it(at_work):
    assert "Nothing is put aside yet" in at_work.get(reverse("resources:shortlist")).content.decode()


def test_paper_names_the_moment_and_the_steps(at_work, worker):
    actions.keep(worker, listing(name="Aspen House", referral_steps="Call first", counted=HOUR).pk)
    page = at_work.get(reverse("resources:shortlist") + "?print=1").content.decode()
    assert "Printed <time" in page
    assert "Call first" in page
    assert "2 of 6 beds open" in page


def test_moving_by_the_page(at_work, worker, three):
    keep_all(worker, three)
    answer = at_work.post(reverse("resources:move", args=[three[2].pk]), {"place": "1"})
    assert answer.url == f"/directory/shortlist/#listing-{three[2].pk}"
    assert names(worker)[0] == "Cedar House"
    at_work.post(reverse("resources:move", args=[three[2].pk]), {"place": "last, please"})
    assert names(worker)[0] == "Cedar House"


@pytest.mark.parametrize("name", ["keep", "let_go", "move"])
def test_acts_are_posts_of_signed_in_people(client, at_work, three, name):
    address = reverse(f"resources:{name}", args=[three[0].pk])
    assert at_work.get(address).status_code == 405
    client.logout()
    assert client.post(address).status_code == 401


@pytest.mark.parametrize("name", ["keep", "move"])
def test_a_listing_that_is_not_there_is_not_found(at_work, name):
    assert at_work.post(reverse(f"resources:{name}", args=[uuid.uuid4()])).status_code == 404
