"""No page, for no reader, shows or hints at what they may not know: not by a byte."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.urls import URLPattern, get_resolver
from wagtail.log_actions import log

from resources.models import Listing
from tests.canaries.birds import BIRDS, CONFIDENTIAL, SHOWN, Level, hidden_words, nonsense, said
from tests.canaries.readers import KEEPING, ONE_OF, READERS, READS_THE_AUDIT, client_of, open_to
from tests.canaries.worlds import answer, in_both, text_of, world

pytestmark = pytest.mark.django_db

LISTING = "/directory/{}/"
STANDING = {*ONE_OF.values()}  # these stand for their level
LEVELS = [pytest.param(level, id=level.name.lower()) for level in ONE_OF]
# For one reader of each level, beside what the table of addresses has for everyone.
SEARCHES = (
    "/directory/?kind=placement&need=awake-overnight",
    "/directory/?availability=capacity&population=boys&sort=open",
    "/directory/?near=fresno&within=200",
    "/directory/?view=map",
    "/directory/?view=print",
    "/directory/?q=shelter+girls",
    "/search/?q=shelter+girls",
)
# What members are offered while they type the name of a confidential listing.
SUGGESTED = f"/search/suggest/?q={CONFIDENTIAL.words()['name'][:5]}"
# What tells of listings in general; it is asked for by everyone.
OF_ALL = ("/directory/", "/search/?q=shelter", SUGGESTED, "/counties/kern/", "/cohorts/central/", "/desk/", "/inbox/")
AT_ONCE = 20  # words that are asked for together; few enough that all are read


def own_pages(resolver=None, before="/"):
    """The addresses that are of one thing by its UUID, with a gap for it: a new kind of page is among them by itself."""
    for each in (resolver or get_resolver()).url_patterns:
        pattern = before + str(each.pattern)
        if not isinstance(each, URLPattern):
            yield from own_pages(each, pattern)
        elif re.findall(r"<([a-z]+):", pattern) == ["uuid"]:
            yield re.sub(r"<uuid:\w+>", "{}", pattern)


def may_ask(who, address):
    """False for the pages on which this reader, who keeps listings, sees all of them."""
    return not address.startswith(KEEPING.get(who, ()))


def pages_of(who, client):
    """What this reader gets at each address: of the table, of searches, and of each canary where such a page opens.

    A reader beside the one who stands for their level: what only they can open, and what tells of listings.
    """
    of_level = set(open_to(ONE_OF[READERS[who][0]]))
    if who in STANDING:
        asked = [*open_to(who), *SEARCHES, *OF_ALL]
    else:
        asked = [*OF_ALL, *(address for address in open_to(who) if address not in of_level)]
    shown = {page: answer(client, page.format(SHOWN.pk)) for page in own_pages() if may_ask(who, page)}
    opened = [page for page, (status, *_) in shown.items() if status == 200 and (who in STANDING or page == LISTING)]
    asked += [page.format(bird.pk) for page in opened for bird in BIRDS]
    return shown | {address: answer(client, address) for address in asked if may_ask(who, address)}


def everyone():
    """All readers, each with a browser."""
    return {who: client_of(who) for who in READERS}


@pytest.mark.parametrize("level", LEVELS)
def test_every_page_is_as_if_what_is_hidden_were_not_there(level):
    clients = {who: client_of(who) for who, (known_to, _) in READERS.items() if known_to == level}
    full, known = in_both(level, lambda: {who: pages_of(who, client) for who, client in clients.items()})
    told = [(who, address) for who in full for address in full[who] if full[who][address] != known[who][address]]
    assert told == []


def test_what_a_reader_may_know_does_change_pages_so_a_leak_would_be_seen():
    client = client_of("member")
    asked = ["/directory/", f"/directory/{SHOWN.pk}/", "/counties/kern/", SUGGESTED, "/healthz"]
    full, known = in_both(Level.PUBLIC, lambda: {address: answer(client, address) for address in asked})
    assert [address for address in full if full[address] != known[address]] == asked[:4]


def test_asking_for_hidden_words_gives_the_page_of_words_that_nobody_says():
    with world(Level.KEEPER):
        for who, client in everyone().items():
            hidden = sorted(each for each in hidden_words(READERS[who][0]) if each.isalpha())
            for path in ("/directory/", "/search/"):
                nobodys = [nonsense(number) for number in range(AT_ONCE)]
                plain = page(client, path, nobodys)
                for at in range(0, len(hidden), AT_ONCE):
                    words = (hidden[at : at + AT_ONCE] + nobodys)[:AT_ONCE]
                    assert (who, words, page(client, path, words)) == (who, words, plain)
                assert page(client, path, [*nobodys[:-1], SHOWN.words()["name"]]) != plain


def page(client, path, words):
    """A page of results, with a mark in place of each word that was asked for."""
    status, headers, text = answer(client, f"{path}?{urlencode({'q': ' '.join(words)})}")
    for own in words:
        text = text.replace(own, "#")
    return status, headers, re.sub(r"\bq[a-w]*…", "#…", text)  # a title is cut in the middle of a word


def test_the_pages_of_a_hidden_listing_are_those_of_one_that_never_was():
    never, told = uuid.uuid4(), []
    with world(Level.KEEPER):
        for who, client in everyone().items():
            hidden = [bird.pk for bird in BIRDS if bird.found_from > READERS[who][0]]
            for own in own_pages():
                if may_ask(who, own) and not (who in READS_THE_AUDIT and own.startswith("/cms/")):
                    of_it = hidden if own == LISTING else hidden[-1:]
                    missing = str(answer(client, own.format(never)))
                    answers = [str(answer(client, own.format(pk))).replace(str(pk), str(never)) for pk in of_it]
                    told += [(who, own) for each in answers if each != missing]
        assert client.get(f"/directory/{never}/").status_code == 404
    assert told == []


def test_the_addresses_that_are_swept_hold_those_of_the_directory_and_of_the_cms():
    assert {LISTING, "/cms/listing/edit/{}/", "/cms/listing/usage/{}/"} <= set(own_pages())


def test_only_staff_reach_listings_in_the_cms():
    pages = [page.format(SHOWN.pk) for page in own_pages() if page.startswith("/cms/")]
    asked = [*pages, "/cms/listing/", "/cms/availability/", "/cms/pages/search/"]
    with world(Level.KEEPER):
        opened = {who for who, client in everyone().items() for each in asked if client.get(each).status_code == 200}
    assert opened == {"staff"}


def test_what_was_done_to_listings_is_told_by_name_to_staff_alone():
    words = [bird.words()["name"] for bird in BIRDS]
    with world(Level.KEEPER):
        for made in Listing.objects.filter(pk__in=[bird.pk for bird in BIRDS]):
            log(made, "wagtail.edit")
        told = {
            who: said(text_of(client.get("/cms/reports/site-history/")), words) for who, client in everyone().items()
        }
    assert told == {who: words if who == "staff" else [] for who in READERS}


def test_of_two_readers_one_after_the_other_each_gets_their_own_page():
    keeper, stranger = client_of("keeper"), client_of("stranger")
    asked = ["/directory/", f"/directory/{SHOWN.pk}/", "/search/?q=shelter", SUGGESTED, "/counties/kern/"]
    with world(Level.KEEPER):
        alone = [answer(stranger, address) for address in asked]
        cache.clear()
        first = [answer(keeper, address) for address in asked]
        after = [answer(stranger, address) for address in asked]
    assert after == alone
    assert all(mine != theirs for mine, theirs in zip(first, after, strict=True))


def test_no_page_that_tells_of_listings_may_be_kept_by_anybody():
    asked = [*OF_ALL[:4], f"/directory/{SHOWN.pk}/"]
    with world(Level.KEEPER):
        rules = {
            (who, each): client.get(each).headers["Cache-Control"].split(", ")
            for who, client in everyone().items()
            for each in asked
        }
    assert [each for each, rule in rules.items() if not {"private", "no-store"} <= set(rule)] == []
