"""What a test needs of the machine, and what happens where the machine lacks it.

On a developer's machine such a test is left out and listed by name and count at the end. In CI nothing is left out.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
IN_CI = os.environ.get("CI") == "true"
NEEDS = {
    "postgresql": ("PostgreSQL (DATABASE_URL)", os.environ.get("DATABASE_URL", "").startswith("postgres")),
    "redis": ("Redis (REDIS_URL)", bool(os.environ.get("REDIS_URL"))),
    "elasticsearch": ("Elasticsearch (ELASTICSEARCH_URL)", bool(os.environ.get("ELASTICSEARCH_URL"))),
    "elasticsearch 9": ("Elasticsearch 9 (ELASTICSEARCH_9_URL)", bool(os.environ.get("ELASTICSEARCH_9_URL"))),
    "chromium": ("Chromium", bool(CHROMIUM)),
}
left_out: Counter[str] = Counter()


def missing(names: tuple[str, ...]) -> str:
    """The first needed part that this machine lacks, in words; empty if it has them all."""
    for name in names:
        label, present = NEEDS[name]
        if not present:
            return label
    return ""
