"""The shape of the house, checked by machine."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_down_only():
    _run(str(Path(sys.executable).parent / "lint-imports"), "--no-cache")


def test_models_and_migrations_agree():
    _run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
