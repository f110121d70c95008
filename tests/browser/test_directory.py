"""The directory in a browser: refined without losing one's place, without a script, on a phone, on paper, by keyboard."""

import re

import pytest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 320, "height": 700}}
PATHS = [
    "/directory/",
    "/directory/?q=girl+15+needs+bed+tonight+near+Fresno",
    "/directory/?near=fresno&within=100&kind=placement&age=15&county=fresno&county=kern",
    "/directory/?q=zebra&kind=service&county=atlantis",
    "/directory/?kind=service&type=strtp&near=modoc&within=25",
    "/directory/?county=kern&view=map",
    "/directory/?county=kern&view=print",
]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def count_said(page):
    return int(re.match(r"\d+", page.locator("#directory-count").inner_text())[0])


def refined(page, pattern):
    """Waits for the address and the answer that belongs to it."""
    page.wait_for_url(re.compile(pattern))
    page.wait_for_function(
        "document.getElementById('directory-search').dataset.address === location.pathname + location.search"
    )


@pytest.mark.parametrize(
    ("email", "width"), [(None, 320), ("placing@yolo.example", 320), ("placing@napa.example", 1280)]
)
def test_every_state_of_the_page_can_be_read_by_everyone(reader, email, width):
    someone = reader(viewport={"width": width, "height": 800})
    if email:
        someone.sign_in(email)
    page = someone.page
    for path in PATHS:
        page.goto(path)
        assert fits(page), f"{path} is wider than {width}"
        page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
        someone.judge()
        assert fits(page), f"{path} with its filters is wider than {width}"
    page.goto("/directory/?near=fresno&kind=placement")
    page.locator(".directory-card h3 a").first.click()
    page.wait_for_url("**/directory/*/?near=fresno&kind=placement")
    someone.judge()
    assert fits(page)
    page.get_by_role("link", name="Directory, your search").click()
    page.wait_for_url("**/directory/?near=fresno&kind=placement")


def test_a_choice_refines_the_list_and_keeps_the_readers_place(reader):
    worker = reader()
    worker.sign_in("placing@sutter.example")
    page = worker.open("/directory/")
    everything = count_said(page)
    page.locator("summary", has_text="Whom it serves").click()
    page.locator("#population-boys").focus()
    page.keyboard.press("Space")
    refined(page, r"/directory/\?population=boys$")
    assert page.evaluate("document.activeElement.id") == "population-boys"
    assert page.locator("#facet-population").evaluate("fold => fold.open") is True
    assert page.locator("#directory-said").inner_text().strip() == page.locator("#directory-count").inner_text().strip()
    assert 0 < count_said(page) < everything
    page.locator("#directory-text").fill("home")
    page.keyboard.press("Enter")
    refined(page, r"q=home&population=boys$")
    assert page.evaluate("document.activeElement.id") == "directory-text"
    worker.judge()
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"
    page.go_back()
    page.wait_for_url("**/directory/?population=boys")
    page.locator("#directory-count").wait_for()
    assert page.locator("#population-boys").is_checked()
    assert page.locator("#directory-text").input_value() == ""
    page.locator(".directory-chip").first.click()
    refined(page, r"/directory/$")
    assert count_said(page) == everything


def test_readings_are_taken_in_one_press(reader):
    worker = reader(**PHONE)
    worker.sign_in("placing@butte.example")
    page = worker.open("/directory/?q=girl+15+needs+bed+tonight+near+Fresno")
    page.get_by_role("link", name="Use as filters").click()
    refined(page, r"/directory/\?near=fresno&availability=capacity&kind=placement&age=15&population=girls$")
    assert page.locator("#directory-text").input_value() == ""
    assert page.locator("#directory-near").input_value() == "Fresno County"
    assert page.locator("summary", has_text="Filters (4)").is_visible()
    assert page.locator(".directory-call").first.get_attribute("href").startswith("tel:")
    worker.judge()


def test_a_long_list_is_shortened_by_typing(reader):
    page = reader().open("/directory/")
    page.locator("summary", has_text="In or serving a county").click()
    page.locator("#named-county").fill("san d")
    shown = page.locator("#values-county .directory-value:visible")
    assert shown.all_inner_texts()[0].startswith("San Diego County")
    assert shown.count() == 1
    shown.locator("label").click()
    refined(page, r"/directory/\?county=san-diego$")
    assert page.locator("#named-county").input_value() == "san d"


def test_all_of_it_works_without_a_script_on_a_phone(reader):
    worker = reader(java_script_enabled=False, **PHONE)
    worker.sign_in("placing@shasta.example")
    page = worker.open("/directory/")
    assert page.locator("#population-girls").is_hidden()
    page.locator("summary", has_text=re.compile(r"^\s*Filters")).click()
    page.locator("summary", has_text="In or serving a county").click()
    page.locator("#named-county").fill("fresno")
    page.locator("label[for=kind-placement]").click()
    page.get_by_role("button", name="Show the list").click()
    page.wait_for_url("**/directory/?kind=placement&county=fresno")
    assert page.locator("summary", has_text="Filters (2)").is_visible()
    page.get_by_role("link", name="Add neighboring counties").click()
    page.wait_for_url("**county=fresno&county=inyo**")
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**view=map")
    page.locator(".county-map__list").get_by_role("link", name="Kern", exact=True).click()
    page.wait_for_url("**county=kern**view=map")


def test_where_there_is_room_the_filters_are_open_without_a_script(reader):
    page = reader(java_script_enabled=False).open("/directory/")
    assert page.locator("label[for=kind-placement]").is_visible()
    assert page.get_by_role("button", name="Show the list").is_visible()


def test_on_paper_a_list_is_text_alone(reader):
    page = reader().open("/directory/?kind=service&view=print")
    page.emulate_media(media="print")
    assert page.locator("header.pact-header").is_hidden()
    assert page.get_by_text("Counts go stale: call before you drive.").is_visible()
    assert page.locator("main a:visible, main button:visible").count() == 0
