"""What she sent with keys that are lost, or staff keyed in for her; what she wrote comes later, sealed by staff."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from flask import g

from forms_app.account.forms import sent
from forms_app.account.forms.sender import mark
from forms_app.account.forms.sent import Request
from forms_app.account.services import services
from forms_app.account.views import own_words
from forms_app.account.views.opened import hers
from forms_app.bundles import earlier
from forms_app.bundles.earlier import Earlier
from forms_app.storage import status
from forms_app.storage.account import requests
from forms_app.storage.status import Status


def every() -> list[Request]:
    """The oldest first, by its place among them; without what she wrote. A request looks for it once."""
    if "lost_keys" not in g:
        g.lost_keys = _every()
    found: list[Request] = g.lost_keys
    return found


def _every() -> list[Request]:
    found = hers().open(earlier.KIND, Earlier)
    if not found:
        return []
    kept = [{**asdict(one), "sent_at": one.sent_at.isoformat(), "answers": {}} for one in found.sent]
    standing, read = _standing(kept), _read([one["reference"] for one in kept])
    return [
        Request(place, one, standing.get(one["reference"]), read.get(mark(one["reference"])), is_earlier=True)
        for place, one in enumerate(kept, 1)
    ]


def with_words(one: Request) -> Request | None:
    """None while what she wrote has not come back."""
    words = own_words.whole(one.kept["reference"])
    return one.saying(words) if words else None


def messages() -> list[Request]:
    """Those that stand in a conversation again, the last one first."""
    if "lost_messages" not in g:
        g.lost_messages = _messages()
    found: list[Request] = g.lost_messages
    return found


def _messages() -> list[Request]:
    sent_by_her = (one for one in every() if one.form.policy.is_message and not one.kept["channel"])
    found = (with_words(one) for one in sent_by_her)
    return [one for one in found if one][::-1]


def _standing(kept: list[dict[str, Any]]) -> dict[str, Status]:
    keys = {one["reference"]: sent.key_of(one) for one in kept}
    with services().sent.read() as connection:
        return status.read_all(connection, keys)


def _read(references: Collection[str]) -> dict[bytes, bytes]:
    with services().database.read() as connection:
        return requests.read_as(connection, [mark(one) for one in references])
