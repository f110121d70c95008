"""The demo's pages: complete, valid, readable."""

import re

import pytest
from wagtail.models import Page

from portal.pages import demo, queries
from portal.pages.levels import AccessLevel
from portal.pages.models import BasePage, ContentPage, Person


@pytest.fixture
def built(db):
    demo.build()
    return [page for page in Page.objects.specific() if isinstance(page, BasePage)]


def test_every_page_passes_the_checks_of_its_editor(built):
    for page in built:
        page.full_clean()
        if isinstance(page, ContentPage):
            page.body.stream_block.clean(page.body)


def test_every_page_opens_for_its_readers(built, client):
    opened = {page.url: client.get(page.url).status_code for page in built}

    members = {page.url for page in built if page.access != AccessLevel.PUBLIC}
    assert {url for url, status in opened.items() if status == 302} == members
    assert set(opened.values()) == {200, 302}


def test_the_footer_leads_to_help_contact_and_the_rules(built):
    assert queries.menus(frozenset({AccessLevel.PUBLIC})).links["footer"] == [
        ("Get help", "/get-help/"),
        ("Contact", "/contact/"),
        ("Accessibility", "/accessibility/"),
        ("Privacy", "/privacy/"),
        ("Terms of use", "/terms/"),
    ]


def test_the_help_page_names_the_lines_and_the_way_out(built, client):
    text = client.get("/get-help/").content.decode()

    assert [
        number for number in ("911", "1-888-373-7888", "233733", "833-939-3877", "988") if f":{number}" not in text
    ] == []
    assert "data-quick-exit" in text


def test_nobody_is_named_but_those_on_the_public_agenda(built):
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Melissa Gomez", "Sarah Johnston"]


# Words that describe a young person by what was done to them, or that blame them.
UNKIND = ("prostitut", "runaway", "awol", "illegal alien", "addict", "juvenile delinquent")


def test_the_words_put_people_first(built):
    for page in built:
        text = f"{page.title} {page.searchable_text}".lower()
        assert [word for word in UNKIND if word in text] == [], page


def test_public_pages_can_be_read_in_grade_nine(built):
    for page in built:
        if page.access == AccessLevel.PUBLIC:
            assert grade(page.searchable_text) <= 9.9, (page.title, grade(page.searchable_text))


def grade(text):
    """The Flesch-Kincaid grade (Kincaid and others, 1975), syllables counted by groups of vowels."""
    sentences = max(1, len(re.findall(r"[.!?:]+(?:\s|$)|\n", text)))
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", word.lower())))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
