"""Proposed changes: what is live stays until a keeper accepts, field by field, and nothing is ever overwritten."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.audit.models import AuditRow
from portal.notify.models import Notification
from resources.actions import save_listing
from resources.factories import county, listing, terms
from resources.keeping import access
from resources.keeping.actions import Conflict, NothingProposed, decide, propose, withdraw
from resources.keeping.keepers import Keeper
from resources.keeping.queries import queue
from resources.models import DelegateMail, Listing, Proposal
from search.service import SearchRequest, search
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    return person(county="kings", role=Role.MEMBER, first_name="Mia", last_name="Chen")


def proposed(by, made, note="", **texts):
    keeper = by if isinstance(by, Keeper) else Keeper(user=by)
    return propose(keeper, made, key=uuid.uuid4(), texts=texts, note=note)


def fields(proposal):
    return list(proposal.changes.values_list("field", "old", "new", "is_accepted"))


def test_what_is_live_stays_and_the_keepers_are_told(made, keeper, member):
    proposal = proposed(member, made, phone="(661) 555-0188", name=made.name)
    assert fields(proposal) == [("phone", "(661) 555-0134", "(661) 555-0188", None)]
    made.refresh_from_db()
    assert made.phone == "(661) 555-0134"
    told = Notification.objects.filter(kind="listing.proposed")
    assert list(told.values_list("user", "ref")) == [(keeper.pk, str(proposal.pk))]
    row = AuditRow.objects.get(act="listing.proposed")
    assert row.facts == {"channel": "site", "proposal": proposal.pk, "fields": ["phone"], "note": False}


def test_the_same_form_sent_twice_is_one_proposal_and_anothers_key_is_no_door(made, member, by_link):
    key = uuid.uuid4()
    first, second = (propose(Keeper(user=member), made, key=key, texts={"hours": "Always"}) for _ in range(2))
    assert first == second
    assert propose(by_link, made, key=key, texts={"hours": "At night"}) != first
    assert Proposal.objects.count() == 2


def test_a_proposal_that_says_nothing_is_refused(made, member):
    with pytest.raises(NothingProposed, match="Change what is wrong"):
        proposed(member, made, name=made.name, description=" ")


def test_a_member_proposes_only_for_what_they_see(made, member):
    with pytest.raises(NothingProposed):
        proposed(member, made, referral_steps="Call me", internal_note="x", address="1 Main")
    Listing.objects.filter(pk=made.pk).update(is_confidential=True)
    made.refresh_from_db()
    with pytest.raises(NothingProposed):
        proposed(member, made, phone="(661) 555-0188")


def test_accepting_makes_it_live_found_and_told(made, keeper, member):
    proposal = proposed(member, made, name="Bluebird Place", minimum_age="12", description="Nine beds for girls")
    decide(keeper, proposal, accept=["name", "minimum_age", "description"])
    made.refresh_from_db()
    assert (made.name, made.minimum_age, made.description) == ("Bluebird Place", 12, "Nine beds for girls")
    assert search(SearchRequest(text="bluebird place", user=member)).keys == (("listing", str(made.pk)),)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", keeper)
    assert list(Notification.objects.filter(user=member).values_list("kind", "ref")) == [
        ("listing.proposal_decided", str(proposal.pk))
    ]
    facts = AuditRow.objects.get(act="listing.proposal_decided").facts
    assert (facts["state"], facts["for_county"]) == ("accepted", False)


def test_field_by_field_the_rest_is_declined_with_a_word(made, keeper, member):
    proposal = proposed(member, made, phone="(661) 555-0188", hours="Always")
    decide(keeper, proposal, accept=["phone"], reason="The hours are right as they are.")
    made.refresh_from_db()
    assert (made.phone, made.hours) == ("(661) 555-0188", "")
    assert fields(proposal) == [
        ("phone", "(661) 555-0134", "(661) 555-0188", True),
        ("hours", "", "Always", False),
    ]
    assert Proposal.objects.get().state == "partly"


@pytest.mark.parametrize(("accept", "state"), [([], "declined"), (["note"], "accepted")])
def test_a_note_is_seen_to_or_declined(made, keeper, member, accept, state):
    assert decide(keeper, proposed(member, made, note="It closed in May."), accept=accept).state == state


def test_a_field_that_changed_since_is_never_overwritten(made, keeper, member):
    proposal = proposed(member, made, phone="(661) 555-0188", hours="Always")
    save_listing(made, {"phone": "(661) 555-0111"}, by=keeper)
    with pytest.raises(Conflict, match="nothing was overwritten"):
        decide(keeper, proposal, accept=["phone", "hours"])
    made.refresh_from_db()
    assert (made.phone, made.hours, Proposal.objects.get().state) == ("(661) 555-0111", "", "proposed")
    decide(keeper, proposal, accept=["hours"], reason="The phone is another one by now.")
    made.refresh_from_db()
    assert (made.phone, made.hours) == ("(661) 555-0111", "Always")


def test_what_is_decided_or_withdrawn_stays_so(made, keeper, member):
    proposal = proposed(member, made, hours="Always")
    decide(keeper, proposal, accept=[], reason="No.")
    for act in (lambda: decide(keeper, proposal, accept=["hours"]), lambda: withdraw(Keeper(user=member), proposal)):
        with pytest.raises(Conflict, match="closed already: declined"):
            act()
    other = proposed(member, made, hours="At night")
    for _ in range(2):
        withdraw(Keeper(user=member), other)
    with pytest.raises(Conflict, match="closed already: withdrawn"):
        decide(keeper, Proposal.objects.get(pk=other.pk), accept=["hours"])
    assert AuditRow.objects.filter(act="listing.proposal_withdrawn").count() == 1


def test_staff_decide_for_a_county_that_does_not_answer_on_record(made, member):
    staff, proposal = person(role=Role.STAFF), proposed(member, made, hours="Always")
    with pytest.raises(PermissionDenied, match="14 days to answer"):
        decide(staff, proposal, accept=["hours"])
    proposal.made_at = timezone.now() - access.ANSWER_WITHIN
    proposal.save()
    decide(staff, proposal, accept=["hours"])
    assert AuditRow.objects.get(act="listing.proposal_decided").facts["for_county"] is True


def test_a_delegate_is_told_by_mail_once(made, keeper, by_link):
    proposal = proposed(by_link, made, hours="Always")
    decide(keeper, proposal, accept=["hours"])
    assert list(DelegateMail.objects.values_list("email", "purpose", "ref")) == [
        (by_link.delegate.email, "decided", str(proposal.pk))
    ]


def test_what_the_law_forbids_is_refused_when_it_is_accepted(keeper, member, client):
    made = listing(
        name="Old",
        county=county("kern"),
        minimum_age=10,
        maximum_age=12,
        related={"types": terms("placement", "strtp")},
    )
    proposal = proposed(member, made, minimum_age="15")
    sign_in(client, keeper)
    page = client.post(reverse("resources:keeping:proposal", args=[proposal.pk]), {"accept": ["minimum_age"]})
    assert page.status_code == 422
    assert "The highest age is below the lowest one." in page.content.decode()
    assert Proposal.objects.get().state == "proposed"


# --- Pages


def test_a_member_suggests_a_correction_from_the_listings_page(client, made, member):
    sign_in(client, member)
    page = client.get(reverse("resources:keeping:suggest", args=[made.pk]))
    text = page.content.decode()
    assert "(661) 555-0134" in text
    assert 'name="referral_steps"' not in text
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"phone": "(661) 555-0188"}
    sent["key"] = form["key"].value()
    done = client.post(reverse("resources:keeping:suggest", args=[made.pk]), sent, follow=True)
    assert "Kern County is told." in done.content.decode()
    assert fields(Proposal.objects.get()) == [("phone", "(661) 555-0134", "(661) 555-0188", None)]


def test_a_field_left_alone_is_not_proposed_though_somebody_changed_it_meanwhile(client, made, keeper, member):
    sign_in(client, member)
    page = client.get(reverse("resources:keeping:suggest", args=[made.pk]))
    browser = dict(
        re.findall(r'name="((?:initial-)?(?:phone|name|operator|key))"[^>]*? value="([^"]*)"', page.content.decode())
    )
    save_listing(made, {"phone": "(661) 555-0111"}, by=keeper)
    client.post(reverse("resources:keeping:suggest", args=[made.pk]), browser | {"hours": "Always"})
    assert fields(Proposal.objects.get()) == [("hours", "", "Always", None)]


def test_what_may_name_a_child_is_stopped_and_stays_typed(client, made, member):
    sign_in(client, member)
    sent = {"key": str(uuid.uuid4()), "name": made.name, "note": "The mother of the youth answers at (661) 555-2368"}
    page = client.post(reverse("resources:keeping:suggest", args=[made.pk]), sent)
    assert (page.status_code, Proposal.objects.count(), "no-store" in page["Cache-Control"]) == (422, 0, True)
    assert "(661) 555-2368" in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"key": "x"}, {"key": "", "minimum_age": "x" * 99}, {"key": "x\0", "name": "\0"}])
def test_bad_input_is_refused_and_never_an_error(client, made, member, data):
    sign_in(client, member)
    assert client.post(reverse("resources:keeping:suggest", args=[made.pk]), data).status_code == 422


def test_declining_asks_for_a_word(client, made, keeper, member):
    proposal = proposed(member, made, hours="Always")
    sign_in(client, keeper)
    address = reverse("resources:keeping:proposal", args=[proposal.pk])
    page = client.post(address, {})
    assert (page.status_code, Proposal.objects.get().state) == (422, "proposed")
    assert "Say in a word why" in page.content.decode()
    client.post(address, {"reason": "They are closed on Sundays."})
    assert Proposal.objects.get().state == "declined"
    again = client.post(address, {"accept": ["hours"]}, follow=True)
    assert again.status_code == 403 or "decided already" in again.content.decode()
    assert Proposal.objects.get().state == "declined"


def test_a_conflict_shows_three_texts_and_offers_no_box(client, made, keeper, member):
    proposal = proposed(member, made, phone="(661) 555-0188")
    save_listing(made, {"phone": "(661) 555-0111"}, by=keeper)
    sign_in(client, keeper)
    text = client.get(reverse("resources:keeping:proposal", args=[proposal.pk])).content.decode()
    assert [each in text for each in ("555-0134", "555-0111", "555-0188", 'value="phone"')] == [True, True, True, False]


def test_its_maker_sees_the_answer_and_may_withdraw_but_not_decide(client, made, keeper, member):
    proposal = proposed(member, made, hours="Always")
    sign_in(client, member)
    address = reverse("resources:keeping:proposal", args=[proposal.pk])
    text = client.get(address).content.decode()
    assert ("Withdraw it" in text, "Accept what is checked" in text) == (True, False)
    assert client.post(address, {"accept": ["hours"]}).status_code == 403
    decide(keeper, proposal, accept=[], reason="Closed on Sundays.")
    assert "“Closed on Sundays.”" in client.get(address).content.decode()


def test_a_maker_who_no_longer_finds_the_listing_reads_no_name(client, made, member):
    proposal = proposed(member, made, hours="Always")
    Listing.objects.filter(pk=made.pk).update(status="suspended")
    sign_in(client, member)
    assert client.get(reverse("resources:keeping:proposal", args=[proposal.pk])).status_code == 404
    text = client.get(reverse("resources:keeping:proposals")).content.decode()
    assert ("Bluebird House" in text, "A listing that you don’t find any more" in text) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_takes_the_same_queries_for_one_and_for_three(rows, made, keeper, member, django_assert_num_queries):
    for number in range(rows):
        proposed(member, made, hours=f"From {number} to 9")
        proposed(keeper, made, hours=f"From {number} to 8")
    with django_assert_num_queries(11):
        waiting, mine = queue(keeper)
    assert (len(waiting), len(mine)) == (2 * rows, rows)
