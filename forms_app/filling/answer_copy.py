"""The answers, sealed into the check page itself: they stay on the screen when at Send not even the draft can be read.

Opened by nobody but this server, for the browser with the same cookie, within the time that a draft may lie idle.
"""

from __future__ import annotations

import base64
import json
import zlib
from datetime import datetime

from cryptography.exceptions import InvalidTag

from forms_app.deadlines.clock import utc_now
from forms_app.filling.services import services
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.drafts import IDLE, Draft

MOST_BYTES = 24 * 1024  # small beside what a post may have; in base64 a third more
NOTHING = ""


def seal_copy(token: bytes, draft: Draft) -> str:
    """The answers of a draft as text for a hidden field; nothing where they would fill the post."""
    content = {
        "version": draft.shown_version,
        "values": draft.values,
        "done": sorted(draft.done),
        "at": utc_now().isoformat(),
    }
    plain = zlib.compress(json.dumps(content, ensure_ascii=False).encode())
    box = lock(_key(token), plain, draft.form.encode())
    return base64.urlsafe_b64encode(box).decode() if len(box) <= MOST_BYTES else NOTHING


def open_copy(token: bytes, form: str, text: str) -> Draft | None:
    """The draft of which this is a copy, or None: altered, of another browser or form, or too old."""
    try:
        plain = unlock(_key(token), base64.urlsafe_b64decode(text), form.encode())
    except (InvalidTag, ValueError):
        return None
    content = json.loads(zlib.decompress(plain))
    if datetime.fromisoformat(content["at"]) < utc_now() - IDLE:
        return None
    return Draft(form, version=content["version"], values=content["values"], done=frozenset(content["done"]))


def _key(token: bytes) -> bytes:
    return derive(services().token_key, "copy of the answers", token)
