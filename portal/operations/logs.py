"""Logs and error reports that never hold a body, a form value or a local variable."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.views.debug import ExceptionReporter

FRAMES = 8


class BareFilter(logging.Filter):
    """Drops the request object and the text of an exception, which may hold what a person typed.

    Of an exception the class is kept, and the places that it passed, innermost first.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        record.stack_info = None
        if record.exc_info and record.exc_info[0]:
            kind, error, trace = record.exc_info
            record.msg = f"{_without(error, record.getMessage())} [{kind.__qualname__} at {where(trace)}]"
            record.args = ()
        record.exc_info = record.exc_text = None
        return True


def where(trace: TracebackType | None) -> str:
    """The last places of a traceback as file and line, innermost first."""
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames)) or "an unknown place"


def _without(error: BaseException | None, message: str) -> str:
    """Django logs a suspicious request by the text of the exception itself."""
    text = str(error) if error else ""
    return message.replace(text, "…") if text else message


class LineFormatter(logging.Formatter):
    """One line: when (local time of the machine), how bad, where from, what."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")


class BareReporter(ExceptionReporter):
    """An error report of one line: the kind of exception and where it was raised."""

    def get_traceback_text(self) -> str:
        return f"{getattr(self.exc_type, '__qualname__', 'Error')} at {where(self.tb)}"

    def get_traceback_html(self) -> str:
        return self.get_traceback_text()
