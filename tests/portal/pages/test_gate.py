"""Access level × reader, for pages, documents and images."""

import pytest

from portal.pages.factories import ContentPageFactory, DocumentFactory, ImageFactory
from portal.pages.levels import AccessLevel
from tests.portal.pages.conftest import READERS, fetch, member

SIGN_IN = "/accounts/login/"
# What each reader meets at a thing of each level: 200 it opens, 302 led on, 403 refused.
TABLE = {
    ("nobody", "public"): 200,
    ("nobody", "members"): 302,
    ("nobody", "staff"): 302,
    ("halfway", "public"): 200,
    ("halfway", "members"): 302,
    ("halfway", "staff"): 302,
    ("former", "public"): 200,
    ("former", "members"): 403,
    ("former", "staff"): 403,
    ("member", "public"): 200,
    ("member", "members"): 200,
    ("member", "staff"): 403,
    ("staff", "public"): 200,
    ("staff", "members"): 200,
    ("staff", "staff"): 200,
}
THINGS = {
    "page": lambda level: ContentPageFactory(access=level).url,
    "document": lambda level: DocumentFactory(access=level).url,
    "image": lambda level: ImageFactory(access=level).get_rendition("width-32").url,
}


def test_the_table_names_every_reader_and_level():
    assert set(TABLE) == {(name, level) for name in READERS for level in AccessLevel}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(("reader", "level"), TABLE, indirect=["reader"])
def test_each_reader_meets_what_the_table_says(request, reader, level, thing):
    url = THINGS[thing](level)

    answer = fetch(reader, url)

    assert answer.status_code == TABLE[request.node.callspec.params["reader"], level]


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("reader", ["nobody"], indirect=True)
def test_nobody_is_sent_to_sign_in_and_comes_back(reader, thing):
    url = THINGS[thing](AccessLevel.MEMBERS)

    answer = fetch(reader, url)

    assert answer.url.startswith(SIGN_IN)
    assert f"next={url}".replace("/", "%2F") in answer.url.replace("/", "%2F")


@pytest.mark.parametrize("reader", ["halfway"], indirect=True)
def test_who_has_shown_no_second_factor_is_not_sent_to_sign_in_again(reader):
    answer = fetch(reader, THINGS["page"](AccessLevel.MEMBERS))

    assert not answer.url.startswith(SIGN_IN)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("reader", list(READERS), indirect=True)
def test_what_is_not_public_is_kept_nowhere(reader, thing):
    answer = fetch(reader, THINGS[thing](AccessLevel.MEMBERS))

    if answer.status_code == 200:
        assert answer["Cache-Control"] == "private, no-store"
    else:
        assert "public" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("thing", ["document", "image"])
@pytest.mark.parametrize("reader", ["nobody", "member"], indirect=True)
def test_a_public_file_may_be_kept_for_an_hour(reader, thing):
    answer = fetch(reader, THINGS[thing](AccessLevel.PUBLIC))

    assert answer["Cache-Control"] == "public, max-age=3600"


def test_a_public_page_that_shows_its_readers_name_is_kept_nowhere(db):
    answer = member().get(THINGS["page"](AccessLevel.PUBLIC))

    assert answer["Cache-Control"] == "private, no-store"


def test_a_public_page_below_a_members_page_is_for_members(client, db):
    above = ContentPageFactory(access=AccessLevel.MEMBERS)
    below = ContentPageFactory(parent=ContentPageFactory(parent=above))

    assert client.get(below.url).status_code == 302
    assert member().get(below.url).status_code == 200


def test_a_draft_is_not_found_by_anyone(client, db):
    draft = ContentPageFactory(live=False)

    assert client.get(draft.url).status_code == 404
    assert member().get(draft.url).status_code == 404


def test_closing_a_page_takes_effect_when_it_is_published(client, db):
    page = ContentPageFactory()
    page.access = AccessLevel.MEMBERS
    revision = page.save_revision()

    assert client.get(page.url).status_code == 200
    revision.publish()
    assert client.get(page.url).status_code == 302


def test_a_page_answers_reading_alone(client, db):
    assert client.post(ContentPageFactory().url).status_code == 405
