"""A placing worker at 11 pm on a phone: puts listings aside, compares, calls, shares and saves; with JavaScript and without."""

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser
SEARCH = "/directory/?availability=capacity&kind=placement"


def fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 1280])
def test_the_lists_from_the_first_press_to_the_last_call(reader, width):
    worker: Reader = reader(viewport={"width": width, "height": 900})
    page = worker.sign_in("placing@merced.example" if width == 320 else "placing@tulare.example")
    worker.open(SEARCH)
    for _ in range(3):
        page.get_by_role("button", name="into yours").first.click()
        page.get_by_text("is in your shortlist.").wait_for(state="attached")
        page.wait_for_function("document.activeElement.textContent.includes('In your shortlist')")
        page.locator("[data-said]").evaluate("status => status.textContent = ''")
    assert page.get_by_role("button", name="In your shortlist").count() == 3
    worker.judge()

    worker.open("/directory/shortlist/")
    assert fits(page, width)
    for box in page.locator("label", has_text="Compare").all():
        box.click()
    page.get_by_role("button", name="Compare the ticked ones").click()
    page.wait_for_url("**/directory/compare/**")
    worker.judge()
    assert page.locator("thead th").count() == 3
    assert fits(page, width)

    worker.open("/directory/shortlist/")
    page.get_by_role("button", name="Make a link to share").click()
    link = page.get_by_role("textbox", name="3 listings, until").input_value()
    worker.open(link.removeprefix(worker.portal.url))
    worker.open(link.removeprefix(worker.portal.url) + "?print=1")
    assert fits(page, width)

    page.goto("/directory/shortlist/")
    page.get_by_role("button", name="Call one after the other").click()
    page.wait_for_url("**/directory/calls/**")
    worker.judge()
    first = page.locator(".worklist-call").first
    first.get_by_text("What to ask").click()
    first.get_by_role("button", name="Full", exact=True).click()
    first.get_by_role("button", name="Full", exact=True, pressed=True).wait_for()
    assert page.evaluate("document.activeElement.value") == "full"
    assert first.locator("details").evaluate("each => each.open")
    first.get_by_role("button", name="what you heard").click()
    first.get_by_text("was told.").wait_for()
    worker.judge()
    assert fits(page, width)
    page.reload()
    assert page.get_by_role("button", name="Full", exact=True, pressed=True).count() == 1

    worker.open("/directory/searches/save/?q=mentor&age=15")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/directory/searches/")
    worker.judge()
    worker.open("/directory/calls/")
    assert fits(page, width)


def test_the_same_without_javascript(reader):
    worker: Reader = reader(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = worker.sign_in("placing@kings.example")
    page.goto(SEARCH)
    page.get_by_role("button", name="into yours").first.click()
    page.wait_for_url("**/directory/?availability=capacity&kind=placement")
    assert page.get_by_text("is in your shortlist.").is_visible()
    page.get_by_role("button", name="Call one after the other").click()
    page.wait_for_url("**/directory/calls/**")
    page.get_by_role("button", name="No answer").first.click()
    assert page.get_by_text("Saved.").is_visible()
    assert page.get_by_role("button", name="No answer", pressed=True).count() == 1
