"""Pages as they stand in a browser: axe finds nothing, no script fails, nobody else is asked for anything.

Each person signs in once: a code of the second factor works once in its 30 seconds.
"""

import pytest

pytestmark = pytest.mark.browser

PUBLIC = [
    "/",
    "/get-help/",
    "/what-we-do/people/",
    "/directory/",
    "/counties/",
    "/cohorts/",
    "/search/?q=home",
    "/accounts/login/",
]
MEMBERS = [
    "/desk/",
    "/inbox/",
    "/inbox/preferences/",
    "/requests/",
    "/requests/M6J-3G6/",
    "/directory/?q=home&kind=placement",
    "/search/?q=harm",
    "/counties/alpine/",
    "/cohorts/northern/",
    "/convenings/",
    "/convenings/2023/sessions/registration/",
    "/accounts/me/",
    "/accounts/sessions/",
    "/accounts/people/",
    "/accounts/people/invite/",
    "/accounts/2fa/",
    "/accounts/password/change/",
    "/guides/first-week/",
]
CMS = ["/cms/", "/cms/pages/", "/cms/snippets/", "/cms/images/", "/cms/documents/", "/cms/reports/audit/"]


@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages(reader, width):
    stranger = reader(viewport={"width": width, "height": 900})
    for path in PUBLIC:
        page = stranger.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"


@pytest.mark.parametrize("width", [320, 1280])
def test_members_pages(reader, width):
    member = reader(viewport={"width": width, "height": 900})
    member.sign_in("coordinator@merced.example" if width == 320 else "coordinator@tulare.example")
    for path in MEMBERS:
        page = member.open(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than {width}"


def test_refusals_are_pages_of_ours(reader):
    member = reader()
    assert "PACT portal" in member.open("/nowhere/", status=404).title()
    member.sign_in("member@los-angeles.example")
    assert "PACT portal" in member.open("/requests/new/", status=403).title()


def test_the_cms_asks_nobody_else_and_shows_an_editor_the_preview(reader):
    staff = reader()
    page = staff.sign_in("staff@pact.example")
    for path in CMS:
        answer = page.goto(path, wait_until="load")
        assert answer is not None and answer.status == 200, path
    page.goto("/cms/pages/search/?q=history")
    page.get_by_role("link", name="Our history").first.click()
    page.wait_for_url("**/edit/**")
    page.get_by_role("button", name="Toggle preview").click()
    page.frame_locator("iframe[src*=in_preview_panel]").get_by_role("heading", name="Our history").wait_for(
        timeout=20_000
    )
