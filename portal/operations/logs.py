"""Logs and error reports that never hold a body, a form value or a local variable."""

import logging
import traceback
from typing import Any

from django.views.debug import ExceptionReporter


class BareFilter(logging.Filter):
    """Drops the request object and the text of an exception, which may hold what a person typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            frames = traceback.extract_tb(trace)
            where = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-8:]))
            record.msg, record.args = f"{record.getMessage()} [{kind.__qualname__} at {where}]", ()
            record.exc_info = record.exc_text = None
        return True


class LineFormatter(logging.Formatter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")


class BareReporter(ExceptionReporter):
    """An error report of one line: the kind of exception and where it was raised."""

    def get_traceback_text(self) -> str:
        frames = traceback.extract_tb(self.tb)
        return f"{getattr(self.exc_type, '__qualname__', 'Error')} at {frames[-1].filename}:{frames[-1].lineno}"

    def get_traceback_html(self) -> str:
        return self.get_traceback_text()
