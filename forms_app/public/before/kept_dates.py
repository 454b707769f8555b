"""What was typed into the calculator of dates, for its Back and reload: sealed in a cookie, and kept nowhere else.

It opens for half an hour, only here; leaving, closing the browser or an idle page takes it away.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from flask import Response

from forms_app.deadlines.clock import utc_now
from forms_app.public import cookie
from forms_app.public.services import services
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.drafts import IDLE
from forms_app.text import Raw

MOST_BYTES = 2048  # a browser keeps no cookie above 4 KiB


class Kept(NamedTuple):
    """The name of the course in a calendar, and the raw texts."""

    name: str = ""
    raw: Raw | None = None


def keep(response: Response, name: str, raw: Raw) -> Response:
    """Send it along; nothing where no date can be meant by so much text."""
    content = [int((utc_now() + IDLE).timestamp()), name, raw]
    box = lock(_key(), json.dumps(content, ensure_ascii=False).encode(), b"dates")
    if len(box) > MOST_BYTES:
        return cookie.take_away(response, cookie.DATES)
    return cookie.give(response, box, cookie.DATES)


def read() -> Kept:
    try:
        until, name, raw = json.loads(unlock(_key(), cookie.bytes_of(cookie.DATES), b"dates"))
    except (ValueError, InvalidTag):
        return Kept()
    return Kept(name, raw) if utc_now().timestamp() <= until else Kept()


def _key() -> bytes:
    return derive(services().token_key, "dates in a cookie")
