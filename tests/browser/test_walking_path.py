"""The main job, as two counties do it in two browsers."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_a_reply_from_another_county_appears_without_reloading(reader):
    kern, fresno = reader(), reader(viewport={"width": 390, "height": 844})

    kern.open("/")
    kern.sign_in("coordinator@kern.example")
    kern.judge()
    for path in ("/counties/kern/", "/cohorts/", "/directory/", "/requests/"):
        kern.open(path)
    page = kern.open("/requests/new/")
    kern.choose("Within 72 hours")
    kern.choose("13 to 15")
    kern.choose("Resource family home")
    kern.choose("Central cohort")
    page.get_by_label("Anything else, in a sentence or two").fill("Does best in a small home with another teen.")
    page.get_by_role("button", name="Post this request").click()
    page.wait_for_url(re.compile(r"/requests/[A-Z0-9]{3}-[A-Z0-9]{3}/"))
    kern.judge()
    address = page.url.removeprefix(kern.portal.url)
    reference = address.strip("/").split("/")[-1]

    fresno.sign_in("coordinator@fresno.example")
    board = fresno.open("/requests/")
    board.get_by_role("link", name=re.compile(reference)).first.click()
    board.wait_for_url("**" + address)
    fresno.judge()
    board.get_by_label("Your reply").fill("We have two openings in a small home. Call our desk.")
    board.get_by_role("button", name="Send reply").click()

    page.get_by_text("We have two openings in a small home.").wait_for(timeout=10_000)
    assert page.url.removeprefix(kern.portal.url) == address
    kern.judge()

    for each in (kern, fresno):
        agenda = each.open("/convenings/2023/")
        assert agenda.get_by_text("Regency F").count() > 0
        assert agenda.get_by_text("Kathy Givens").count() > 0


def test_the_path_works_without_javascript(reader):
    kern = reader(java_script_enabled=False)
    page = kern.page
    answer = page.goto("/")
    assert answer is not None and answer.status == 200
