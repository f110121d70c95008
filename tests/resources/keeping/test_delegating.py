"""Letting a provider's contact in, ending that, and asking for a new link."""

import contextlib

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from portal.accounts.factories import person
from portal.audit.models import AuditRow
from resources.factories import county, listing
from resources.keeping import links
from resources.keeping.actions import ask_for_link, end_delegation, let_in
from resources.keeping.actions.delegating import MOST
from resources.models import Delegate, DelegateMail, Listing
from tests.resources.keeping.conftest import delegate_of

pytestmark = pytest.mark.django_db


def test_letting_in_keeps_who_and_queues_the_first_mail(made, keeper):
    delegate = let_in(keeper, made, name="Sam Rivera", email=" Night.Desk@Bluebird.example ")
    assert (delegate.email, delegate.granted_by, delegate.county) == (
        "night.desk@bluebird.example",
        keeper,
        made.owner_county,
    )
    assert list(DelegateMail.objects.values_list("email", "purpose", "ref")) == [
        ("night.desk@bluebird.example", "granted", str(delegate.pk))
    ]
    assert AuditRow.objects.get(act="delegate.let_in").facts == {"delegate": delegate.pk}


def test_the_same_form_sent_twice_lets_in_once(made, keeper):
    first, second = (let_in(keeper, made, name="Sam Rivera", email="s@x.example") for _ in range(2))
    assert (first, DelegateMail.objects.count()) == (second, 1)
    with pytest.raises(ValidationError, match="Sam Rivera is let in already"):
        let_in(keeper, made, name="Somebody Else", email="s@x.example")


def test_a_listing_has_at_most_ten_contacts(made, keeper):
    for number in range(MOST):
        let_in(keeper, made, name=f"Contact {number}", email=f"c{number}@x.example")
    with pytest.raises(ValidationError, match="End one of them first"):
        let_in(keeper, made, name="One more", email="more@x.example")


def test_another_county_lets_nobody_in_and_ends_nobody(made, delegate):
    stranger = person(county="inyo")
    with pytest.raises(PermissionDenied):
        let_in(stranger, made, name="X", email="x@x.example")
    with pytest.raises(PermissionDenied):
        end_delegation(stranger, delegate)
    assert list(Delegate.objects.in_force()) == [delegate]


def test_ending_is_immediate_and_said_once_on_record(made, keeper, delegate):
    token = links.token_for(delegate)
    assert links.delegate_of(token) == delegate
    for _ in range(2):
        end_delegation(keeper, delegate)
    with pytest.raises(links.LinkRefused):
        links.delegate_of(token)
    delegate.refresh_from_db()
    assert (delegate.ended_by, AuditRow.objects.filter(act="delegate.ended").count()) == (keeper, 1)


def test_who_was_ended_can_be_let_in_again_and_old_links_stay_dead(made, keeper, delegate):
    token = links.token_for(delegate)
    end_delegation(keeper, delegate)
    again = let_in(keeper, made, name=delegate.name, email=delegate.email)
    assert again != delegate
    with pytest.raises(links.LinkRefused):
        links.delegate_of(token)


def test_the_county_that_takes_a_listing_over_lets_the_same_contact_in_anew(made, delegate):
    Listing.objects.filter(pk=made.pk).update(owner_county=county("inyo"))
    made.refresh_from_db()
    again = let_in(person(county="inyo"), made, name="Sam Rivera", email=delegate.email)
    assert list(Delegate.objects.in_force()) == [again]


def test_a_new_link_ends_the_older_ones_of_that_address_and_of_no_other(made, delegate):
    second = delegate_of(listing(name="Cedar Home", county=county("kern")))
    other = delegate_of(made, "other@x.example", "Other")
    tokens = {each: links.token_for(each) for each in (delegate, second, other)}
    ask_for_link(" Night.Desk@bluebird.example")
    alive = set()
    for _each, token in tokens.items():
        with contextlib.suppress(links.LinkRefused):
            alive.add(links.delegate_of(token))
    assert alive == {other}
    (message,) = mail.outbox
    sent = [line.rsplit("/", 2)[1] for line in message.body.splitlines() if "/link/" in line and "/new/" not in line]
    assert {links.delegate_of(token) for token in sent} == {delegate, second}
    assert message.to == ["night.desk@bluebird.example"]


def test_an_unknown_address_gets_nothing(made, keeper, delegate):
    end_delegation(keeper, delegate)
    ask_for_link("nobody@x.example")
    ask_for_link(delegate.email)
    assert mail.outbox == []
