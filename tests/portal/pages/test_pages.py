import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from portal.pages.factories import (
    ContentPageFactory,
    DocumentFactory,
    ImageFactory,
    IndexPageFactory,
    PartnerFactory,
    PersonFactory,
    home,
)
from portal.pages.levels import AccessLevel
from tests.portal.pages.conftest import member, staff

# Finding the page 4; Wagtail's restrictions 2; its level, the way back and the pages below 4; people and photos 4;
# partners and documents 2; the county map 3; the menus 1.
QUERIES_FOR_A_VISITOR = 20


def body_of(rows):
    people = [PersonFactory(photo=ImageFactory()) for _ in range(rows)]
    return [
        ("content_note", {"note": "Hard to read."}),
        *[("text", RichText("<p>Words.</p>"))] * rows,
        ("people", {"heading": "Staff", "people": people}),
        ("partners", {"heading": "Partners", "partners": [PartnerFactory() for _ in range(rows)]}),
        ("downloads", {"heading": "Materials", "documents": [DocumentFactory() for _ in range(rows)]}),
        ("county_map", {"heading": "Cohorts", "show": "cohort"}),
        ("quick_exit", None),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_content_page_with_blocks_takes_a_fixed_number_of_queries(client, db, rows, django_assert_num_queries):
    page = ContentPageFactory(body=body_of(rows))
    for _ in range(rows):
        ContentPageFactory(parent=page)
    client.get(page.url)  # photos are made, and the site's root is kept in the cache

    with django_assert_num_queries(QUERIES_FOR_A_VISITOR):
        client.get(page.url)


def test_what_a_member_may_read_is_asked_once_for_a_page_and_once_for_its_frame(db):
    page, reader = ContentPageFactory(body=body_of(3)), member()

    with CaptureQueriesContext(connection) as captured:
        reader.get(page.url)

    assert len([query for query in captured if 'FROM "accounts_membership"' in query["sql"]]) == 2


def test_the_pages_below_are_listed_to_those_who_may_read_them(client, db):
    section = IndexPageFactory(title="Guides")
    ContentPageFactory(parent=section, title="For everyone")
    ContentPageFactory(parent=section, title="For members", access=AccessLevel.MEMBERS)
    ContentPageFactory(parent=section, title="For staff", access=AccessLevel.STAFF)

    def listed(reader):
        text = reader.get(section.url).content.decode()
        return [title for title in ("For everyone", "For members", "For staff") if title in text]

    assert listed(client) == ["For everyone"]
    assert listed(member()) == ["For everyone", "For members"]
    assert listed(staff()) == ["For everyone", "For members", "For staff"]


def test_an_empty_section_says_what_to_do(client, db):
    assert "Nothing has been published here for you to read yet." in client.get(IndexPageFactory().url).content.decode()


def test_the_way_back_names_the_pages_above(client, db):
    above = ContentPageFactory(title="Above")

    text = client.get(ContentPageFactory(parent=above, title="Here").url).content.decode()

    assert f'<a class="usa-breadcrumb__link" href="{above.url}">Above</a>' in text
    assert '<a class="usa-breadcrumb__link" href="/">Home</a>' in text


def test_the_script_of_the_quick_exit_comes_with_its_block_alone(client, db):
    with_exit, without = ContentPageFactory(body=[("quick_exit", None)]), ContentPageFactory()

    assert "js/quick-exit.js" in client.get(with_exit.url).content.decode()
    assert "js/quick-exit.js" not in client.get(without.url).content.decode()


def test_the_front_door_is_open_under_any_host(client, db, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]

    answer = client.get("/", headers={"host": "portal.example"})

    assert answer.status_code == 200
    assert home().title in answer.content.decode()


def test_each_page_has_one_heading_of_the_first_level(client, db):
    for page in (home(), ContentPageFactory(body=body_of(1)), IndexPageFactory()):
        assert client.get(page.url).content.decode().count("<h1") == 1
