"""A thread in a real browser: what arrives, what is sent, what is refused, and what a page says of its connection."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import databases
from tests.cohorts.threads.scene import SETTINGS, Scene, prepare
from tests.servers import running_portal

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Scene]]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_SETTINGS_MODULE", SETTINGS)
        with (
            databases.copy_of(databases.template(demo=False)) as url,
            running_portal(url, tmp_path_factory.mktemp("browser")) as portal,
        ):
            yield iter(prepare(portal, 8))


@pytest.fixture
def scene(scenes: Iterator[Scene]) -> Scene:
    return next(scenes)


@pytest.fixture
def kern(chromium: Browser, scene: Scene) -> Iterator[Page]:
    """Kern's window, not yet on the thread."""
    context = chromium.new_context(base_url=scene.portal.url)
    context.add_cookies([{"name": "sessionid", "value": scene.sessions["kern"], "url": scene.portal.url}])
    window = context.new_page()
    broken: list[str] = []
    window.on("pageerror", lambda error: broken.append(str(error)))
    yield window
    context.close()
    assert broken == []


def watch(window: Page, scene: Scene, status: str = "appear here by themselves") -> None:
    window.goto(f"/sample/{scene.thread}/")
    expect(window.locator("[data-live-status]")).to_contain_text(status)


def posts(window: Page) -> list[str]:
    return [post.inner_text() for post in window.locator("[data-thread-log] article > p:last-child").all()]


def test_a_reply_appears_while_the_reader_keeps_typing(kern, scene):
    watch(kern, scene)
    box = kern.get_by_label("Your reply")
    box.fill("I am still")
    scene.reply("fresno", "We have two openings.")
    expect(kern.get_by_text("We have two openings.")).to_have_count(1)
    kern.keyboard.type(" typing")
    expect(box).to_have_value("I am still typing")


def test_a_reply_is_sent_without_leaving_the_page_and_a_second_click_sends_nothing(kern, scene):
    watch(kern, scene)
    kern.evaluate("window.stayed = true")
    kern.get_by_label("Your reply").fill("We need one bed.")
    kern.get_by_role("button", name="Send reply").dblclick()
    expect(kern.locator("[data-thread-log] article")).to_have_count(1)
    expect(kern.get_by_label("Your reply")).to_have_value("")
    kern.get_by_label("Your reply").fill("And a second one.")
    kern.get_by_role("button", name="Send reply").click()
    expect(kern.locator("[data-thread-log] article")).to_have_count(2)
    assert posts(kern) == ["We need one bed.", "And a second one."]
    assert kern.evaluate("window.stayed")


def test_a_refused_text_stays_and_can_be_mended(kern, scene):
    watch(kern, scene)
    kern.get_by_label("Your reply").fill("Her SSN is 536-22-8145.")
    kern.get_by_role("button", name="Send reply").click()
    expect(kern.get_by_role("alert")).to_contain_text("Social Security number")
    expect(kern.get_by_label("Your reply")).to_have_value("Her SSN is 536-22-8145.")
    kern.get_by_label("Your reply").fill("We need one bed.")
    kern.get_by_role("button", name="Send reply").click()
    expect(kern.locator("[data-thread-log] article")).to_have_count(1)
    expect(kern.get_by_role("alert")).to_have_count(0)


def test_without_sockets_the_page_polls_and_says_so(kern, scene):
    kern.add_init_script(
        "window.WebSocket = class extends EventTarget { constructor() { super(); setTimeout(() => "
        "this.dispatchEvent(new CloseEvent('close', { code: 1006 }))); } close() {} };"
    )
    kern.clock.install()
    kern.goto(f"/sample/{scene.thread}/")
    kern.clock.run_for(20_000)
    expect(kern.locator("[data-live-status]")).to_have_text("This page checks for new entries every 10 seconds.")
    scene.reply("fresno", "We have two openings.")
    kern.clock.run_for(11_000)
    expect(kern.get_by_text("We have two openings.")).to_have_count(1)


def test_a_page_that_was_offline_catches_up(kern, scene):
    watch(kern, scene)
    kern.context.set_offline(True)
    expect(kern.locator("[data-live-status]")).to_contain_text("You are offline")
    for number in range(3):
        scene.reply("fresno", f"Reply {number}.")
    kern.context.set_offline(False)
    expect(kern.locator("[data-thread-log] article")).to_have_count(3)
    assert posts(kern) == ["Reply 0.", "Reply 1.", "Reply 2."]


def test_who_is_signed_out_elsewhere_keeps_what_was_typed(kern, scene):
    watch(kern, scene)
    kern.get_by_label("Your reply").fill("Half a thought")
    scene.request("kern", "/accounts/logout/", {})
    expect(kern.locator("[data-live-status]")).to_contain_text("You were signed out. What you typed is still here")
    expect(kern.get_by_label("Your reply")).to_have_value("Half a thought")
    kern.get_by_role("button", name="Send reply").click()
    expect(kern.locator("[data-thread-sending]")).to_contain_text("Sign in")
    expect(kern.get_by_label("Your reply")).to_have_value("Half a thought")


def test_who_is_signed_out_with_nothing_typed_is_led_to_the_sign_in(kern, scene):
    watch(kern, scene)
    scene.request("kern", "/accounts/logout/", {})
    kern.wait_for_url(re.compile(r"/accounts/login/\?next=%2Fsample%2F"))


def test_what_arrives_out_of_sight_is_announced_by_a_link(kern, scene):
    for number in range(12):
        scene.reply("fresno", f"Reply {number}.\n\nwith\n\nmany\n\nlines")
    watch(kern, scene)
    kern.evaluate("scrollTo(0, 0)")
    scene.reply("fresno", "The newest.")
    link = kern.get_by_role("link", name="1 new reply")
    expect(link).to_be_visible()
    assert kern.evaluate("scrollY") == 0
    link.click()
    expect(kern.get_by_text("The newest.")).to_be_in_viewport()
    expect(link).to_be_hidden()
