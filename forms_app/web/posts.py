"""Reads what a browser's form posted: whole, in size and in UTF-8, or the request ends."""

from __future__ import annotations

import threading
from urllib.parse import parse_qsl

from flask import Flask, Request, abort

from forms_app.processes.threads import BODIES, SHORT
from forms_app.storage.database.failures import TooLong
from forms_app.web import silence

MOST_BYTES = 256 * 1024
MOST_FIELDS = 400
FORM = "application/x-www-form-urlencoded"
_READING = threading.BoundedSemaphore(BODIES)


def install(app: Flask, most_bytes: int = MOST_BYTES) -> None:
    """The limit of size, before a request is read."""
    app.config["MAX_CONTENT_LENGTH"] = most_bytes


def read(request: Request) -> dict[str, list[str]]:
    """What a browser's form posted, by field name. Anything a browser would not send ends with 400 or 413.

    Werkzeug's own parser replaces what it cannot decode; here a damaged post is refused, never altered.
    """
    if request.mimetype != FORM:
        abort(400)
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(_body(request).decode("utf-8"), True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        abort(400)
    for name, text in pairs:
        fields.setdefault(name, []).append(text)
    return fields


def _take_place(request: Request) -> None:
    """Among those whose bodies are read; of those from which nothing comes any more the places are taken."""
    if _READING.acquire(timeout=SHORT):
        return
    silence.end_silent(int(request.environ.get("SERVER_PORT", 0)))
    if not _READING.acquire(timeout=SHORT):
        raise TooLong("too many posts are still on their way")


def _body(request: Request) -> bytes:
    """Whole, or the request ends here."""
    _take_place(request)
    try:
        body = request.get_data()
    finally:
        _READING.release()
    most = request.max_content_length
    if len(body) == most != request.content_length:  # sent in chunks: Werkzeug cuts it here in silence
        abort(413)
    length = request.content_length or 0
    if len(body) > length:  # in chunks, as no browser sends a form: where they broke off nobody can know
        abort(411)
    if len(body) < length:  # the connection broke on the way
        abort(400)
    return body
