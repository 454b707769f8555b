"""Logs as an allow-list: only these fields are ever written, and none of them can hold what a person typed."""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from flask import Flask

FIELDS = frozenset({"event", "level", "timestamp", "process", "route", "kind", "where", "count", "waiting", "failed"})


# Granian's logging: its text could hold what came in, so only its kind and place are told.
LIBRARIES: dict[str, Any] = {
    "handlers": {"console": {"()": "forms_app.processes.logs.Libraries"}, "access": {"class": "logging.NullHandler"}},
}
_HARMLESS = re.compile(r"Unexpected exit from worker-\d+|Killing worker-\d+ after it refused to gracefully stop")


class Libraries(logging.Handler):
    """What a library reports, as one of our lines."""

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        event = said if _HARMLESS.fullmatch(said) else "library"
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname.lower()
        structlog.get_logger().warning(event, kind=kind, where=f"{record.filename}:{record.lineno}")


def configure(process: str) -> None:
    """Send allow-listed JSON lines to standard error. `process` is public, staff or outbox."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            lambda _logger, _method, event: _allowed_fields({**event, "process": process}),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),  # one write a line: processes share the stream
        cache_logger_on_first_use=True,
    )


def take_over() -> None:
    """Whatever else writes to standard error by itself in a process of its own: a library's logger, a warning, an
    exception that nobody caught, in any thread. Each would print its text, and that may be what a person typed."""
    root = logging.getLogger()
    if not any(isinstance(handler, Libraries) for handler in root.handlers):  # a forked worker has its parent's
        root.addHandler(Libraries(logging.WARNING))
    logging.captureWarnings(True)
    sys.excepthook = lambda _kind, error, _trace: failure(error, "")
    threading.excepthook = lambda event: failure(event.exc_value or event.exc_type(), "")
    sys.unraisablehook = lambda event: failure(event.exc_value or RuntimeError(), "")


def install(app: Flask) -> None:
    """Flask's own logger prints the path and the exception's text; ours says where, and nothing of the content."""
    from flask import got_request_exception  # only here: a server's parent process logs, and is no app

    app.logger.handlers = [logging.NullHandler()]
    app.logger.propagate = False
    got_request_exception.connect(_note, app, weak=False)


def failure(error: BaseException, route: str) -> None:
    """Note that something failed: its kind and the place in the code, never its text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    structlog.get_logger().error("failed", kind=type(error).__name__, where=where, route=route)


def _note(_app: Flask, exception: BaseException, **_known: Any) -> None:
    from flask import request

    failure(exception, str(request.url_rule.rule if request.url_rule else ""))


def _allowed_fields(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name in FIELDS}
