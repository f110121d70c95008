import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.rich_text import RichText

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.pages.factories import ContentPageFactory, IndexPageFactory, home
from portal.pages.levels import AccessLevel
from portal.pages.search_documents import KIND, PageSource
from search import Tier, sources
from search.engines.database import database_engine

SOURCE = PageSource()


def tiers(page):
    return [document.tier for document in SOURCE.documents([str(page.pk)])]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (AccessLevel.PUBLIC, [Tier.PUBLIC, Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.MEMBERS, [Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.STAFF, []),
    ],
)
def test_a_page_has_a_document_for_each_tier_that_may_read_it(db, level, expected):
    assert tiers(ContentPageFactory(access=level)) == expected


def test_what_is_above_a_page_decides_too(db):
    assert Tier.PUBLIC not in tiers(ContentPageFactory(parent=ContentPageFactory(access=AccessLevel.MEMBERS)))


def test_a_draft_and_a_page_that_is_gone_have_no_document(db):
    gone = ContentPageFactory()
    gone_pk = str(gone.pk)
    gone.delete()

    assert tiers(ContentPageFactory(live=False)) == []
    assert list(SOURCE.documents([gone_pk])) == []


def test_the_words_of_the_blocks_can_be_found(db):
    page = ContentPageFactory(
        title="Title", introduction="Opening", body=[("text", RichText("<p>harm <b>reduction</b></p>"))]
    )

    document = next(iter(SOURCE.documents([str(page.pk)])))

    assert document.fields["title"] == "Title"
    assert document.fields["body"].split() == ["Opening", "harm", "reduction"]


def test_a_reader_finds_what_they_may_read_in_the_order_asked_for(db):
    open_page, members_page, staff_page = (ContentPageFactory(access=level) for level in AccessLevel)
    pks = [str(page.pk) for page in (staff_page, members_page, open_page)]

    assert SOURCE.visible_pks(AnonymousUser(), pks) == pks[2:]
    assert SOURCE.visible_pks(person(), pks) == pks[1:]
    assert SOURCE.visible_pks(person(county=None, role=Role.STAFF), pks) == pks


def test_a_hit_names_the_page_and_leads_to_it(db):
    first, second = ContentPageFactory(title="First", introduction="One."), home()

    hits = SOURCE.hits(AnonymousUser(), [str(second.pk), str(first.pk)])

    assert [(hit.title, hit.url, hit.summary, hit.kind_label) for hit in hits] == [
        (second.title, "/", "", "Page"),
        ("First", first.url, "One.", "Page"),
    ]


def test_pages_are_registered():
    assert isinstance(sources["page"], PageSource)


@pytest.fixture
def told(monkeypatch):
    """The pages that search heard of."""
    heard = []
    for verb in ("changed", "purge"):
        monkeypatch.setattr(f"search.{verb}", lambda kind, *pks: heard.extend(pks))
    return heard


@pytest.fixture
def purged(monkeypatch):
    """The pages of which every index was told to forget what lower tiers may not find, at once."""
    heard = []
    monkeypatch.setattr("search.purge", lambda kind, *pks: heard.extend(pks) if kind == KIND else None)
    return heard


def test_search_hears_of_a_page_and_all_below_it_when_it_is_published_or_closed(db, told):
    page = ContentPageFactory()
    below = ContentPageFactory(parent=page)

    page.save_revision().publish()
    assert set(told) == {page.pk, below.pk}

    told.clear()
    page.unpublish()
    assert set(told) == {page.pk, below.pk}


def test_search_hears_of_a_move_and_of_a_removal(db, told):
    page, elsewhere = ContentPageFactory(), ContentPageFactory(access=AccessLevel.MEMBERS)

    page.move(elsewhere, pos="last-child")
    assert told == [page.pk]

    told.clear()
    pk = page.pk
    type(page).objects.get(pk=pk).delete()
    assert set(told) == {pk}


def test_whatever_may_have_closed_a_page_purges_it(db, purged):
    page = ContentPageFactory()
    page.save_revision().publish()
    assert purged == []
    page.access = AccessLevel.MEMBERS
    page.save_revision().publish()
    page.unpublish()
    page.save_revision().publish()
    assert purged == [page.pk] * 3
    purged.clear()
    pk = page.pk
    page.delete()
    assert set(purged) == {pk}


def test_what_stands_in_the_index_is_what_would_be_made_now_and_newer_after_each_change(db):
    section = IndexPageFactory()
    page = ContentPageFactory(parent=section)
    section.save_revision().publish()
    first = {document.version for document in PageSource().documents([str(page.pk)])}
    stand = {version for kind, pk, _, version in database_engine().stand() if (kind, pk) == (KIND, str(page.pk))}
    assert (stand, len(stand)) == (first, 1)
    section.refresh_from_db()
    section.save_revision().publish()
    assert min(document.version for document in PageSource().documents([str(page.pk)])) > max(first)
