"""Each reader of the demo walks through the whole portal, and meets no word of a canary that is above them."""

import pytest

from tests.canaries.birds import SHOWN, Level, hidden_words, release, said
from tests.canaries.readers import KEEPING, ONE_OF, READERS, client_of, of_the_demo, open_to
from tests.canaries.walks import walk
from tests.test_matrix import demo  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

# These follow links, too: one of each level, and those who keep listings.
FARTHER = {*ONE_OF.values(), *KEEPING}
# The field whose word each level meets on the way, so that a leak would be seen.
MET = {Level.PUBLIC: "description", Level.MEMBER: "hours", Level.PLACING: "referral_steps"}


@pytest.mark.parametrize("who", READERS)
def test_a_walk_through_the_portal_meets_no_hidden_word(who):
    client, level = client_of(who, of_the_demo(who)), READERS[who][0]
    release()
    start = [*open_to(who), f"/directory/{SHOWN.pk}/", f"/directory/?q={SHOWN.words()['name']}"]
    pages = walk(client, start, links=30 if who in FARTHER else 0, but=KEEPING.get(who, ()))
    met = {address: said(text, hidden_words(level)) for address, text in pages.items()}
    assert {address: words for address, words in met.items() if words} == {}
    assert said(" ".join(pages.values()), [SHOWN.words()[MET[level]]]) != []
