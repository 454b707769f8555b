"""Where one page of a long list ends and the next begins: the last row's day or moment, and its own name."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import abort, request

from forms_app.storage.database import storable
from forms_app.storage.rows import Place as Place

_DAY = len("2026-11-20")
_BETWEEN = "~"


def written(place: Place) -> str:
    """As it stands in an address: a row that is gone or closed meanwhile still divides the list there."""
    day, name = place
    moment = day.astimezone(UTC).replace(tzinfo=None) if isinstance(day, datetime) else day
    return f"{moment.isoformat()}{_BETWEEN}{name}"


def read(text: str) -> Place:
    """Raises ValueError."""
    day, between, name = text.partition(_BETWEEN)
    if not between or not storable(name):
        raise ValueError("no place in a list")
    if len(day) == _DAY:
        return date.fromisoformat(day), name
    return datetime.fromisoformat(day).replace(tzinfo=UTC), name


def from_request(name: str = "after") -> Place | None:
    """The place in the address of this request; 404 for what no page of ours wrote."""
    text = request.args.get(name, "")
    try:
        return read(text) if text else None
    except ValueError:
        abort(404)
