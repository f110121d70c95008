"""What a person put aside while a listing was open to them tells no more of it once it isn't."""

import pytest

from portal.accounts.models import User
from resources.actions import note_change, note_less_visible
from resources.alerts.actions import save_search
from resources.models import Listing, Source
from resources.worklists import actions
from resources.worklists.queries import url_of
from tests.canaries.birds import BIRDS, SHOWN, STARTED, Level, hidden_words, release, said
from tests.canaries.readers import READERS, client_of
from tests.canaries.walks import walk

pytestmark = pytest.mark.django_db

MEMBERS = [who for who, (level, _) in READERS.items() if level > Level.PUBLIC]
OPEN = {"status": "live", "is_confidential": False, "address_visibility": "public", "verified_at": STARTED}

LISTS = (
    "/directory/shortlist/",
    "/directory/shortlist/?print=1",
    "/directory/calls/",
    "/directory/searches/",
    "/directory/compare/?ids=" + ",".join(str(bird.pk) for bird in BIRDS[4:8]),
)


def put_aside(person):
    """A shortlist with a link to it, a call list and a saved search, all with every canary. Returns the link's path."""
    pks = [bird.pk for bird in BIRDS]
    for pk in pks:
        actions.keep(person, pk)
    actions.start_calls(person, pks, Source.SHORTLIST)
    save_search(person, address="", name="Everything", alerts=True, urgent=True)
    return "/" + url_of(actions.share(person)).split("/", 3)[3]


def as_they_were():
    return {bird.pk: Listing.objects.filter(pk=bird.pk).values(*OPEN).get() for bird in BIRDS}


def test_lists_of_what_was_open_show_no_hidden_word():
    clients = {who: client_of(who) for who in MEMBERS}
    release()
    hidden = as_they_were()
    Listing.objects.filter(pk__in=hidden).update(**OPEN)
    note_change(*Listing.objects.filter(pk__in=hidden))
    links = {who: put_aside(User.objects.get(pk=client.session["_auth_user_id"])) for who, client in clients.items()}
    for pk, fields in hidden.items():
        Listing.objects.filter(pk=pk).update(**fields)
    note_less_visible(*Listing.objects.filter(pk__in=hidden))
    for who, client in clients.items():
        pages = walk(client, [*LISTS, links[who]], links=12, but=("/cms/", "/directory/keeping/"))
        met = {address: said(text, hidden_words(READERS[who][0])) for address, text in pages.items()}
        assert (who, {address: words for address, words in met.items() if words}) == (who, {})
        for address in ("/directory/shortlist/", links[who]):
            assert said(pages[address], [SHOWN.words()["name"]]) != []
