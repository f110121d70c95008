"""The main job, as two counties do it in two browsers."""

import re

import pytest

pytestmark = pytest.mark.browser

REQUEST = re.compile(r"/requests/[A-Z0-9]{3}-[A-Z0-9]{3}/")


def post_request(kern, summary):
    """Kern asks the Central cohort. Returns the address of the request's page."""
    page = kern.open("/requests/new/")
    kern.choose("Within 72 hours")
    kern.choose("13 to 15")
    kern.choose("Resource family home")
    kern.choose("Central cohort")
    page.get_by_label("Anything else, in a sentence or two").fill(summary)
    page.get_by_role("button", name="Post this request").click()
    page.wait_for_url(REQUEST)
    kern.judge()
    return page.url.removeprefix(kern.portal.url)


def reply(reader, text):
    reader.page.get_by_label("Your reply").fill(text)
    reader.page.get_by_role("button", name="Send reply").click()


def test_a_reply_from_another_county_appears_without_reloading(reader):
    kern, fresno = reader(), reader(viewport={"width": 390, "height": 844})
    kern.open("/")
    kern.sign_in("coordinator@kern.example")
    kern.judge()
    for path in ("/counties/kern/", "/cohorts/central/", "/directory/", "/requests/"):
        kern.open(path)
    address = post_request(kern, "Does best in a small home with another teen.")

    fresno.sign_in("coordinator@fresno.example")
    board = fresno.open("/requests/")
    board.get_by_role("link", name=re.compile(address.strip("/").split("/")[-1])).first.click()
    board.wait_for_url("**" + address)
    fresno.judge()
    reply(fresno, "We have two openings in a small home. Call our desk.")

    kern.page.get_by_text("We have two openings in a small home.").wait_for(timeout=10_000)
    kern.judge()
    for each in (kern, fresno):
        agenda = each.open("/convenings/2023/")
        assert agenda.get_by_text("Regency F").count() > 0
        assert agenda.get_by_text("Kathy Givens").count() > 0


def test_the_path_works_without_javascript(reader):
    kern, tulare = reader(java_script_enabled=False), reader(java_script_enabled=False)
    kern.sign_in("placing@kern.example")
    address = post_request(kern, "Would like to keep going to art classes.")
    tulare.sign_in("placing@tulare.example")
    tulare.open(address)
    reply(tulare, "One bed from next week.")
    assert tulare.page.get_by_text("One bed from next week.").count() == 1
    kern.page.reload()
    assert kern.page.get_by_text("One bed from next week.").count() == 1


def test_what_could_name_a_child_is_refused_and_nothing_is_lost(reader):
    kern = reader()
    kern.sign_in("backup@kern.example")
    page = kern.open("/requests/new/")
    kern.choose("Today")
    kern.choose("16 to 17")
    kern.choose("Group home")
    kern.choose("Every county in the state")
    page.get_by_label("Anything else, in a sentence or two").fill("SSN 000-12-3456 is on file for the youth.")
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name="Post this request").click()
    assert (answer.value.status, answer.value.headers["cache-control"].count("no-store")) == (422, 1)
    kern.judge()
    assert (
        page.get_by_label("Anything else, in a sentence or two").input_value()
        == "SSN 000-12-3456 is on file for the youth."
    )
    assert page.get_by_label("16 to 17").is_checked()
