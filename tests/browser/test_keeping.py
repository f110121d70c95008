"""Keeping listings right, in a real browser: a coordinator's list, and a provider's phone behind a signed link."""

import re

import pytest

pytestmark = pytest.mark.browser

TOKEN = """
from resources.keeping import links
from resources.models import Delegate
delegates = Delegate.objects.filter(listing__kind="placement", listing__counts__isnull=False).distinct().order_by("pk")
print("tokens", *(links.token_for(delegate) for delegate in delegates[:3]))
"""
KERN = """
from resources.models import Listing, Proposal
kern = Listing.objects.filter(owner_county__slug="kern").order_by("name")
print("keys", kern[0].pk, Proposal.objects.filter(listing__in=kern).first().pk)
"""


@pytest.fixture(scope="module")
def tokens(portal):
    return re.search(r"tokens (.+)", portal.manage("shell", "-v0", "-c", TOKEN))[1].split()


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_a_keeper(portal, reader, width):
    pk, proposal = re.search(r"keys (\S+) (\S+)", portal.manage("shell", "-v0", "-c", KERN)).groups()
    keeper = reader(viewport={"width": width, "height": 900})
    keeper.sign_in("coordinator@kern.example" if width == 320 else "staff@pact.example")
    paths = [f"/directory/keeping/{pk}/{page}/" for page in ("count", "edit", "delegates", "suggest")]
    paths += ["/directory/keeping/proposals/", f"/directory/keeping/proposals/{proposal}/"]
    for path in paths if width == 1280 else ["/directory/keeping/", *paths]:
        assert fits(keeper.open(path)), f"{path} is wider than {width}"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_provider_counts_in_three_taps_and_says_that_all_is_right(reader, tokens, width):
    provider = reader(viewport={"width": width, "height": 700})
    page = provider.open(f"/directory/keeping/link/{tokens[0 if width == 320 else 1]}/")
    assert fits(page)
    number, total = page.get_by_label("open now").first, page.get_by_label("in all").first
    total.fill("9")
    number.fill("4")
    page.get_by_role("button", name="One fewer").first.click()
    assert number.input_value() == "3"  # by a script: nothing was sent yet
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Saved. Members see the new number now.").wait_for()
    page.get_by_text("3 of 9 beds open, counted 1 minute ago by its provider").first.wait_for()
    provider.judge()
    page.get_by_role("button", name="Still right").click()
    page.get_by_text("It is noted that everything is still right.").wait_for()
    page.get_by_role("button", name="Something else has changed").click()
    page.get_by_role("heading", name="What has changed at").wait_for()
    provider.judge()
    assert fits(page)


def test_the_link_works_without_a_script_and_by_the_keyboard(reader, tokens):
    provider = reader(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = provider.open(f"/directory/keeping/link/{tokens[2]}/")
    page.get_by_label("in all").first.fill("9")
    page.get_by_label("open now").first.fill("4")
    page.get_by_role("button", name="One more").first.click()
    page.get_by_text("The number below is not saved yet. Press Save.").wait_for()
    assert page.get_by_label("open now").first.input_value() == "5"
    page.get_by_label("open now").first.press("Enter")
    page.get_by_text("5 of 9 beds open, counted 1 minute ago by its provider").first.wait_for()


def test_asking_for_a_new_link(reader):
    provider = reader(viewport={"width": 320, "height": 700})
    page = provider.open("/directory/keeping/link/worn-out/", status=410)
    page.get_by_label("Your work e-mail").fill("nobody@provider.example")
    page.get_by_role("button", name="Mail me a new link").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    provider.judge()


def test_a_coordinator_checks_all_without_leaving_the_page_and_confirms(reader):
    keeper = reader()
    page = keeper.sign_in("coordinator@san-diego.example")
    page.goto("/directory/keeping/")
    page.get_by_role("link", name="all", exact=True).click()
    boxes = page.locator("input[name=listing]")
    assert page.url.endswith("/directory/keeping/")
    assert page.locator("input[name=listing]:checked").count() == boxes.count() > 0
    page.get_by_role("button", name="Still right").click()
    page.get_by_text(re.compile("^Still right: ")).first.wait_for()
    keeper.judge()
