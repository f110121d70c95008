"""What delegates read in their mails, and what leaves no mail at all."""

import uuid

import pytest
from django.core import mail

from resources.keeping import links, mails
from resources.keeping.actions import decide, end_delegation, let_in, propose
from resources.keeping.keepers import Keeper
from resources.models import DelegateMail

pytestmark = pytest.mark.django_db


def link_in(message):
    return next(line.rsplit("/", 2)[1] for line in message.body.splitlines() if "/keeping/link/" in line)


def test_the_first_mail_names_the_listing_and_the_county_and_holds_a_link_that_works(made, keeper):
    delegate = let_in(keeper, made, name="Sam O'Neill & Co", email="sam@x.example")
    message = mails.compose(DelegateMail.objects.get())
    assert message.subject == "Kern County asks you to keep Bluebird House right"
    assert "Hello Sam O'Neill & Co," in message.body
    assert links.delegate_of(link_in(message)) == delegate
    assert ("555-0134" in message.body, "X-" in str(message.extra_headers)) == (False, False)


def test_a_decision_is_told_without_its_words(made, keeper, delegate):
    proposal = propose(Keeper(delegate=delegate), made, key=uuid.uuid4(), texts={"hours": "Secret hours"})
    decide(keeper, proposal, accept=[], reason="Secret reason")
    message = mails.compose(DelegateMail.objects.get(purpose="decided"))
    assert message.subject == "Kern County has looked at your change to Bluebird House"
    assert "Secret" not in message.body
    assert links.delegate_of(link_in(message)) == delegate


def test_whoever_was_ended_in_between_gets_neither(made, keeper, delegate):
    proposal = propose(Keeper(delegate=delegate), made, key=uuid.uuid4(), texts={"hours": "Always"})
    decide(keeper, proposal, accept=["hours"])
    other = let_in(keeper, made, name="New", email="new@x.example")
    for each in (delegate, other):
        end_delegation(keeper, each)
    assert [mails.compose(each) for each in DelegateMail.objects.all()] == [None, None]
    assert mail.outbox == []
