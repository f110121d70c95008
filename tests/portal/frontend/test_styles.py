"""What the style build makes, judged by what the templates ask for. `make test` builds it first."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_house import ROOT, tracked

FRONTEND = ROOT / "portal" / "frontend"
DIST = FRONTEND / "dist"
NODE = Path(sys.executable).parent / "node"
# Named by markup for scripts or for assistive technology alone; the design system gives them no rule of its own.
WITHOUT_A_RULE = {"usa-summary-box__body", "usa-pagination__link-text"}


@pytest.fixture(scope="module")
def css():
    return (DIST / "portal.css").read_text()


def classes_of(text):
    """Class names that a template writes out; a name that is put together from a variable is left out."""
    for value in re.findall(r'class="([^"]*)"', re.sub(r"\{%.*?%\}", " ", text)):
        for name in re.sub(r"\S*\{\{.*?\}\}\S*", " ", value).split():
            if not name.endswith("-"):
                yield name


def test_every_class_of_the_design_system_that_a_template_names_has_a_rule(css):
    styled = set(re.findall(r"\.([a-zA-Z_][\w-]*)", css.replace("\\:", "-")))
    unstyled = {
        f"{name} in {file}"
        for file in tracked("*.html")
        for name in classes_of((ROOT / file).read_text())
        if name.startswith(("usa-", "pact-")) and name not in styled | WITHOUT_A_RULE
    }
    assert unstyled == set()


def test_the_style_sheet_names_only_files_that_were_built(css):
    named = {path.strip("\"'") for path in re.findall(r"url\(([^)]*)\)", css)}
    files = {path for path in named if path and not path.startswith("data:")}
    assert files
    assert {path for path in files if not (DIST / path).is_file()} == set()


def test_the_portal_outranks_the_design_system_without_shouting(css):
    assert "@layer uswds, portal, utilities, paper;" in css
    own = "".join((FRONTEND / "styles" / file).read_text() for file in own_partials())
    assert re.findall(r"!important\s*;", own) == []


def own_partials():
    return [path.relative_to(FRONTEND / "styles") for path in (FRONTEND / "styles").rglob("*.scss")]


def test_every_rooms_partial_is_in_the_style_sheet():
    rooms = {path.name for path in (FRONTEND / "styles").glob("_*.scss")}
    assert "_network.scss" in rooms
    assert ".network-contacts" in (DIST / "portal.css").read_text()


def test_a_second_build_changes_nothing():
    before = (DIST / "portal.css").stat().st_mtime_ns
    done = subprocess.run([NODE, FRONTEND / "build.mjs"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (DIST / "portal.css").stat().st_mtime_ns == before


def test_the_lock_pins_every_package_and_names_no_address():
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    packages = {name: facts for name, facts in lock["packages"].items() if name}
    assert "node_modules/@uswds/uswds" in packages
    assert [name for name, facts in packages.items() if not facts.get("integrity") or "resolved" in facts] == []


def test_no_page_claims_to_be_of_the_federal_government():
    claims = re.compile("usa-banner|usa-identifier|official website", re.IGNORECASE)
    assert [file for file in tracked("*.html") if claims.search((ROOT / file).read_text())] == []
