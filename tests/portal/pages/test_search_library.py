"""What of the document library is found, and by whom."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.factories import person
from portal.accounts.roles import Role
from portal.pages.factories import DocumentFactory
from portal.pages.levels import AccessLevel
from portal.pages.search_library import LibrarySource
from search import Tier
from search.service import SearchRequest, search

pytestmark = pytest.mark.django_db
source = LibrarySource()
NOBODY = AnonymousUser()


def titles(text, user):
    return [hit.title for hit in search(SearchRequest(text=text, user=user, kinds=("document",))).hits]


@pytest.mark.parametrize(
    ("level", "tiers"),
    [
        (AccessLevel.PUBLIC, [Tier.PUBLIC, Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.MEMBERS, [Tier.MEMBER, Tier.PLACING]),
        (AccessLevel.STAFF, []),
    ],
)
def test_a_document_is_found_by_those_who_may_open_it(level, tiers):
    document = DocumentFactory(title="Canaryprotocol", access=level)
    pk = str(document.pk)
    readers = {Tier.PUBLIC: NOBODY, Tier.MEMBER: person(role=Role.MEMBER), Tier.PLACING: person(role=Role.COORDINATOR)}
    assert [each.tier for each in source.documents([pk])] == tiers
    assert list(source.all_pks()) == ([pk] if tiers else [])
    assert [tier for tier, reader in readers.items() if titles("canaryprotocol", reader)] == tiers
    assert [tier for tier, reader in readers.items() if source.visible_pks(reader, [pk])] == tiers


def test_its_tags_and_the_name_of_its_file_find_it():
    document = DocumentFactory(title="Model protocol")
    document.tags.add("screening", "CSE-IT")
    (found, *_) = source.documents([str(document.pk)])
    assert found.fields["terms"] == "CSE-IT\nscreening"
    assert found.fields["body"].split() == [document.filename, "Root"]
    assert titles("screening", NOBODY) == ["Model protocol"]
    document.tags.remove("screening")
    assert titles("screening", NOBODY) == []


def test_a_change_is_found_at_once_and_its_version_grows():
    document = DocumentFactory(title="Before")
    (before, *_) = source.documents([str(document.pk)])
    document.title, document.access = "After", AccessLevel.MEMBERS
    document.save()
    (after, *_) = source.documents([str(document.pk)])
    assert after.version > before.version
    assert (titles("before", NOBODY), titles("after", NOBODY), titles("after", person())) == ([], [], ["After"])
    document.delete()
    assert titles("after", person()) == []


def test_a_hit_leads_to_the_file():
    document = DocumentFactory(title="Toolkit")
    (hit,) = source.hits(NOBODY, [str(document.pk)])
    assert (hit.title, hit.url, hit.summary, hit.kind_label) == (
        "Toolkit",
        document.url,
        "PDF file to download",
        "Library",
    )


def test_documents_take_two_queries(django_assert_num_queries):
    for count in (1, 3):
        pks = [str(DocumentFactory().pk) for _ in range(count)]
        with django_assert_num_queries(2):
            assert len(list(source.documents(pks))) == 3 * count


def test_whatever_may_have_closed_a_document_purges_it(monkeypatch):
    purged = []
    document = DocumentFactory()
    monkeypatch.setattr("search.purge", lambda kind, *pks: purged.append((kind, *pks)))
    document.title = "Still open"
    document.save()
    assert purged == []
    document.access = AccessLevel.MEMBERS
    document.save()
    pk = document.pk
    document.delete()
    assert purged == [("document", pk), ("document", pk)]
