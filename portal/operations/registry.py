"""Lists that the rooms fill at start: what time causes, what health asks, what the demo builds."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """Something that time causes. `run` is idempotent and opens its own transactions."""

    name: str
    run: Callable[[], None]
    every: datetime.timedelta


@dataclass(frozen=True)
class Probe:
    """A question that `/healthz` asks. `ask` returns a short word for people, or raises if the part is down."""

    name: str
    ask: Callable[[], str]
    critical: bool


jobs: dict[str, Job] = {}
probes: dict[str, Probe] = {}
demo_builders: dict[str, Callable[[], None]] = {}


def register_job(name: str, run: Callable[[], None], every: datetime.timedelta) -> None:
    """`manage.py tick` runs it when `every` has passed since its last start. Call from AppConfig.ready."""
    jobs[name] = Job(name, run, every)


def register_probe(name: str, ask: Callable[[], str], critical: bool = False) -> None:
    """`/healthz` shows it; when a critical one raises, the answer is 503. Call from AppConfig.ready."""
    probes[name] = Probe(name, ask, critical)


def register_demo(name: str, build: Callable[[], None]) -> None:
    """`manage.py load_demo` runs it once, in the order of INSTALLED_APPS, all in one transaction. Call from ready."""
    demo_builders[name] = build
