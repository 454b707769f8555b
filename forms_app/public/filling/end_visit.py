"""The end of a visit that was meant: asked once, then everything of it goes, and a page says what went.

Nothing here remembers the visit any more, so the page's own address says it, sealed, for half an hour.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Literal

from cryptography.exceptions import InvalidTag
from flask import Blueprint, Response, abort

from forms_app.deadlines.clock import utc_now
from forms_app.public import cookie
from forms_app.public.services import services
from forms_app.sealing.seal import derive, lock, unlock
from forms_app.storage.drafts import IDLE
from forms_app.web.pages import draw, see_other

blueprint = Blueprint("ending", __name__)
DELETE = "delete"  # the button of the page that asks
What = Literal["receipt", "form"]


def delete_and_tell(what: What) -> Response:
    """Whatever this browser has here goes; on to the page that says so, which a second click finds true as well."""
    if cookie.token() is None:
        return see_other("/forms/expired/")
    until = int((utc_now() + IDLE).timestamp())
    box = lock(_key(), json.dumps([until, what]).encode(), b"deleted")
    return cookie.forget(see_other(f"/forms/deleted/{base64.urlsafe_b64encode(box).decode()}/"))


@blueprint.get("/forms/deleted/<box>/")
def told(box: str) -> str:
    what = _open_box(box) or abort(see_other("/forms/expired/"))
    return draw("forms/deleted.html", what=what)


def _open_box(box: str) -> str | None:
    """What went, or None: not ours, or so long ago that it may be told to somebody else."""
    try:
        until, what = json.loads(unlock(_key(), base64.urlsafe_b64decode(box), b"deleted"))
    except (binascii.Error, ValueError, InvalidTag):
        return None
    return str(what) if utc_now().timestamp() <= until else None


def _key() -> bytes:
    return derive(services().token_key, "what was deleted")
