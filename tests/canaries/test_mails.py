"""What happens to listings, and what time causes then, tells nobody by mail or inbox what they may not know."""

import pytest
from django.core import mail

from portal.accounts.models import User
from portal.operations.registry import jobs
from resources.actions import count_beds, save_listing
from resources.alerts.actions import save_search
from resources.models import Alert, Listing
from tests.canaries.birds import BIRDS, CONFIDENTIAL, SHOWN, Level, hidden_words, release, said
from tests.canaries.readers import READERS, client_of
from tests.canaries.worlds import text_of

pytestmark = pytest.mark.django_db

NAMES = [bird.words()["name"] for bird in BIRDS]
# They are told of every listing of theirs by its name; who is halfway into a session keeps them as well.
KEEPERS = {"keeper", "halfway", "staff"}
# What only a listing has that hides it from members.
ASKED = ("need=awake-overnight", "population=boys", f"q={CONFIDENTIAL.words()['description']}", "security=secure")
BESIDE_NAMES = [own for bird in BIRDS for name, own in bird.words().items() if name != "name"]


def test_events_and_jobs_tell_nobody_what_they_may_not_know(django_capture_on_commit_callbacks):
    clients = {who: client_of(who) for who in READERS}
    people = {who: person_of(client) for who, client in clients.items() if person_of(client)}
    for person in people.values():
        save_search(person, address="", name="Everything", alerts=True, urgent=True)
    release()
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            happen(people["keeper"])
        with django_capture_on_commit_callbacks(execute=True):
            for job in jobs.values():
                job.run()
    who_has = {person.email: who for who, person in people.items()}
    mails = [(who_has.get(to), f"{each.subject} {each.message()}") for each in mail.outbox for to in each.recipients()]
    assert [said(text, BESIDE_NAMES) for _, text in mails] == [[]] * len(mails)
    assert [said(text, names_hidden_from(who)) for who, text in mails] == [[]] * len(mails)
    assert [who for who, text in mails if said(text, [SHOWN.words()["name"]])] != []
    boxes = {
        who: f"{text_of(client.get('/inbox/'))} {text_of(client.get('/desk/'))}" for who, client in clients.items()
    }
    assert [who for who, text in boxes.items() if said(text, BESIDE_NAMES + names_hidden_from(who))] == []


def test_no_alert_tells_that_a_confidential_listing_has_what_was_asked_for(django_capture_on_commit_callbacks):
    people = {who: READERS[who][1]() for who in ("keeper", "member", "placing worker")}
    for who, person in people.items():
        for asked in ASKED:
            save_search(person, address=asked, name=f"{who}: {asked}", alerts=True, urgent=True)
    release()
    with django_capture_on_commit_callbacks(execute=True):
        happen(people["keeper"])
    told = Alert.objects.filter(opening__listing=CONFIDENTIAL.pk).values_list("search__name", flat=True)
    assert set(told) == {f"{who}: {asked}" for who in ("keeper", "placing worker") for asked in ASKED}


def happen(keeper):
    """Beds fill and open, and texts change."""
    for bird in BIRDS:
        for occupied in (6, 2):
            count_beds(Listing.objects.get(pk=bird.pk), by=keeper, total=6, occupied=occupied)
        save_listing(Listing.objects.get(pk=bird.pk), {"hours": "At any hour"}, by=keeper)


def person_of(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def names_hidden_from(who):
    if who in KEEPERS:
        return []
    hidden = hidden_words(READERS[who][0] if who else Level.PUBLIC)
    return [name for name in NAMES if name in hidden]
