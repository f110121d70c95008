"""Someone at a browser."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.servers import Portal

AXE_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Reader:
    """A browser context that remembers what must not happen: a request to anyone else, a broken script, a 500."""

    def __init__(self, portal: Portal, browser: Browser, **options: Any) -> None:
        self.portal = portal
        self.problems: list[str] = []
        self.scripted = options.get("java_script_enabled", True)
        self.context = browser.new_context(
            base_url=portal.url, **{"viewport": {"width": 1280, "height": 900}, **options}
        )
        self.context.on("request", self._note_request)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))

    def _note_request(self, request: Request) -> None:
        own = self.portal.url.removeprefix("http")
        if not request.url.startswith(("http" + own, "ws" + own, "data:", "blob:")):
            self.problems.append(f"asked a third party: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.problems.append(f"console: {message.text}")

    def open(self, path: str, status: int = 200) -> Page:
        """Opens an address, expects its status and judges the page."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        self.judge()
        return self.page

    def judge(self) -> None:
        """axe finds nothing on the page as it stands. Without JavaScript it can't be asked."""
        if not self.scripted:
            return
        found = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        assert found == [], "\n".join(
            f"{self.page.url}: {each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:5]}"
            for each in found
        )

    def sign_in(self, email: str) -> Page:
        """Signs in as a demo person, second factor included, with what the demo shows on its own pages."""
        page = self.open("/accounts/login/")
        help_text = page.get_by_role("complementary", name="Demo").inner_text()
        password = re.search(r"password\s*:?\s*(\S+)", help_text, re.IGNORECASE)
        assert password is not None, help_text
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(password[1].rstrip(".,;"))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/2fa/authenticate/**")
        self.judge()
        code = re.search(r"\b(\d{6})\b", page.get_by_role("complementary", name="Demo").inner_text())
        assert code is not None
        page.get_by_label("Code").fill(code[1])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/desk/")
        return page

    def choose(self, label: str) -> None:
        """Ticks a choice as a person does: on its words, since the design system draws the box itself."""
        self.page.locator("label", has_text=re.compile(rf"^\s*{re.escape(label)}\s*$")).first.click()

    def close(self) -> None:
        self.context.close()
        assert self.problems == [], self.problems
