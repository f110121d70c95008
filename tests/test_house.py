"""The shape of the house, checked by machine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DOMAIN = ("access", "actions", "queries", "models")

pytestmark = pytest.mark.house


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def tracked(pattern: str) -> list[str]:
    if shutil.which("git") and (ROOT / ".git").exists():
        return subprocess.check_output(["git", "ls-files", pattern], cwd=ROOT, text=True).splitlines()
    return [str(file.relative_to(ROOT)) for file in ROOT.glob("**/" + pattern) if ".venv" not in file.parts]


def test_imports_point_down_only():
    run(str(BIN / "lint-imports"), "--no-cache")


def test_python_is_linted_and_formatted():
    run(str(BIN / "ruff"), "check", ".")
    run(str(BIN / "ruff"), "format", "--check", ".")


def test_templates_are_linted():
    run(str(BIN / "djlint"), "--lint", "--quiet", *tracked("*.html"))


def test_the_domain_layer_is_typed():
    files = [
        file
        for file in tracked("*.py")
        if not file.startswith("tests/")
        and "/migrations/" not in file
        and (
            Path(file).stem in DOMAIN
            or Path(file).parent.name in ("actions", "models", "engines")
            or file.startswith("portal/guard/")
        )
    ]
    run(str(BIN / "mypy"), *files)


def test_models_and_migrations_agree():
    run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")


def test_a_file_over_300_lines_says_why_at_its_top():
    silent = []
    for pattern in ("*.py", "*.js", "*.html", "*.scss"):
        for file in tracked(pattern):
            text = (ROOT / file).read_text()
            if text.count("\n") > 300 and "migrations" not in file and "over 300 lines" not in text[:600]:
                silent.append(file)
    assert silent == []


def test_no_view_touches_a_manager():
    """Views parse, call one action or query, and render."""
    views = [file for file in tracked("*views*.py") if not file.startswith("tests/")]
    touching = [file for file in views if ".objects" in (ROOT / file).read_text()]
    assert touching == []


def test_no_lock_names_a_registry():
    for file in (*tracked("requirements*.txt"), *tracked("*package-lock.json")):
        assert '"resolved"' not in (ROOT / file).read_text(), file
        assert "--index-url" not in (ROOT / file).read_text(), file
