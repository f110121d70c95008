"""docs/directory.md says what the code does."""

from django.conf import settings

from resources.access import CONFIDENTIAL_FIELDS, FIELDS, KEEPER_FIELDS, KEEPERS_ONLY
from resources.fields_table import END, START, WORDS, as_markdown


def test_the_page_about_the_directory_is_up_to_date():
    page = (settings.BASE_DIR / "docs" / "directory.md").read_text()
    assert page.split(START)[1].split(END)[0].strip() == as_markdown().strip()


def test_every_field_has_its_line():
    ruled = frozenset().union(*FIELDS.values(), *CONFIDENTIAL_FIELDS.values(), KEEPER_FIELDS)
    assert set(WORDS) == ruled


def test_what_is_for_keepers_alone_is_in_no_tier():
    tiers = frozenset().union(*FIELDS.values(), *CONFIDENTIAL_FIELDS.values())
    assert tiers & KEEPERS_ONLY == frozenset()
