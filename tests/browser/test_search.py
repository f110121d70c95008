"""The search box and its page in a browser: suggestions by keyboard and by mouse, none without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def box(page):
    return page.get_by_role("combobox", name="What are you looking for?")


@pytest.mark.parametrize("width", [320, 1280])
def test_suggestions_open_are_announced_and_followed_by_keyboard(reader, width):
    stranger = reader(viewport={"width": width, "height": 900})
    page = stranger.open("/search/")
    field = box(page)
    options = page.locator("#search-words-suggestions [role=option]")
    field.press_sequentially("k")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("ern")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_be_visible()
    status = page.locator("main .pact-combobox [role=status]")
    expect(status).to_have_text(re.compile(r"^\d suggestions?\. Use the up and down arrow keys\.$"))
    stranger.judge()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search-words-suggestions-0")
    field.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    stranger.judge()

    field.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("kern")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.locator("[role=group][aria-label=Counties] [role=option]", has_text="Kern County").click()
    page.wait_for_url("**/directory/?county=kern")


def test_enter_searches_for_what_was_typed_and_the_header_has_the_same_box(reader):
    stranger = reader()
    page = stranger.open("/")
    field = page.get_by_role("combobox", name="Search the portal")
    field.press_sequentially("help")
    expect(page.locator("#search-wide-suggestions")).to_be_visible()
    stranger.judge()
    field.press("Enter")
    page.wait_for_url("**/search/?q=help")
    stranger.judge()
    expect(page.get_by_role("heading", name="Search", exact=True)).to_be_visible()


def test_the_page_works_without_javascript(reader):
    page = reader(java_script_enabled=False).open("/search/?q=prevention")
    field = page.get_by_role("searchbox", name="What are you looking for?")
    expect(field).to_have_value("prevention")
    page.get_by_role("navigation", name="Kinds of results").get_by_role("link", name=re.compile("^Directory")).click()
    page.wait_for_url("**/search/?q=prevention&what=listing")
    expect(page.get_by_role("link", name=re.compile("chosen: press to search all kinds again"))).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_member_sees_why_each_hit_is_there(reader, width):
    member = reader(viewport={"width": width, "height": 900})
    member.sign_in("placing@napa.example" if width == 320 else "placing@marin.example")
    for path in (
        "/search/?q=strtp+girls",
        "/search/?q=girl+15+pregnant+needs+bed+tonight+near+fresno",
        "/search/?q=shleter",
    ):
        page = member.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"
