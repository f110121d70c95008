"""What a tier may not see is not told by corrections, by suggestions or by other words that were searched."""

import pytest
from django.contrib.auth.models import AnonymousUser

import search
from portal.accounts.factories import person
from portal.accounts.roles import Role
from resources.factories import ListingFactory
from resources.search_documents import KIND
from search import Tier, spelling
from search.service import SearchRequest, find
from search.suggestions import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers():
    return {
        Tier.PUBLIC: AnonymousUser(),
        Tier.MEMBER: person(role=Role.MEMBER),
        Tier.PLACING: person(role=Role.COORDINATOR),
    }


@pytest.fixture
def hidden():
    """A confidential listing: its name is for members, the words of its description for placing roles."""
    listing = ListingFactory(
        name="Quillanhouse",
        operator="Wexfordagency",
        description="Behind the farmstead at Tamarisk",
        referral_steps="Ask for Zephyrine",
        is_confidential=True,
    )
    search.changed(KIND, listing.pk)
    return listing


def told(user, typed):
    """Everything that a search page and its box tell of a text, as one string."""
    found = find(SearchRequest(text=typed, user=user))
    offered = [line for group in suggest(user, typed) for line in group.lines]
    return f"{found.did_you_mean} {found.also_searched} {found.notes} {found.readings} {offered}".casefold()


@pytest.mark.parametrize(
    ("slip", "word", "tiers"),
    [
        ("quilanhouse", "quillanhouse", [Tier.MEMBER, Tier.PLACING]),
        ("wexfordagencie", "wexfordagency", [Tier.MEMBER, Tier.PLACING]),
        ("farmsteed", "farmstead", [Tier.PLACING]),
        ("tamarsik", "tamarisk", [Tier.PLACING]),
        ("zephyrin", "zephyrine", [Tier.PLACING]),
    ],
)
def test_a_hidden_word_is_no_correction(hidden, readers, slip, word, tiers):
    offering = [tier for tier in Tier if word in [each.word for each in spelling.corrections(slip, tier)]]
    assert offering == tiers
    assert [tier for tier, count in ((tier, spelling.known([word], tier)[word]) for tier in Tier) if count] == tiers
    assert [tier for tier, user in readers.items() if word in told(user, slip) and tier not in tiers] == []


def test_a_hidden_name_is_no_suggestion(hidden, readers):
    names = ("quillanhouse", "wexfordagency", "farmstead", "tamarisk")
    shown = {tier: [name for name in names if name in told(user, name[:5])] for tier, user in readers.items()}
    assert shown == {Tier.PUBLIC: [], Tier.MEMBER: list(names[:2]), Tier.PLACING: list(names[:2])}


def test_a_listing_that_becomes_confidential_takes_its_words_along(readers):
    listing = ListingFactory(name="Quillanhouse", description="Behind the farmstead")
    search.changed(KIND, listing.pk)
    assert [tier for tier in Tier if spelling.known(["farmstead"], tier)["farmstead"]] == list(Tier)
    listing.is_confidential = True
    listing.save()
    search.changed(KIND, listing.pk)
    assert [tier for tier in Tier if spelling.known(["farmstead"], tier)["farmstead"]] == [Tier.PLACING]
    assert spelling.corrections("quilanhouse", Tier.PUBLIC) == []
    assert suggest(readers[Tier.PUBLIC], "quill") == []
