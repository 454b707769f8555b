"""Where one page of a long list ends and the next begins: the last row's day or moment, and its own name."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import abort, request

from forms_app.storage.database import storable
from forms_app.storage.rows import ListPlace
from forms_app.storage.rows import Place as Place

_DAY = len("2026-11-20")
_BETWEEN = "~"


def written(place: ListPlace) -> str:
    """As it stands in an address: a row that is gone or closed meanwhile still divides the list there."""
    return _BETWEEN.join([*(_said(day) for day in place[:-1]), str(place[-1])])


def read(text: str) -> ListPlace:
    """Raises ValueError."""
    day, between, rest = text.partition(_BETWEEN)
    moment, shared, name = rest.rpartition(_BETWEEN)
    if not between or not storable(name):
        raise ValueError("no place in a list")
    if not shared:
        return _day(day), name
    return date.fromisoformat(day), _moment(moment), name


def _said(day: object) -> str:
    moment = day.astimezone(UTC).replace(tzinfo=None) if isinstance(day, datetime) else day
    return moment.isoformat() if isinstance(moment, date) else ""


def _day(text: str) -> date:
    return date.fromisoformat(text) if len(text) == _DAY else _moment(text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def of_moment(place: ListPlace | None) -> Place | None:
    """Of a list that goes by moments alone. Raises ValueError."""
    if place is None or (len(place) == 2 and isinstance(place[0], datetime)):
        return place
    raise ValueError("a place in another list")


def moment_from_request(name: str = "after") -> Place | None:
    """As from_request, in a list that goes by moments alone."""
    try:
        return of_moment(from_request(name))
    except ValueError:
        abort(404)


def from_request(name: str = "after") -> ListPlace | None:
    """The place in the address of this request; 404 for what no page of ours wrote."""
    text = request.args.get(name, "")
    try:
        return read(text) if text else None
    except ValueError:
        abort(404)
