"""Her history: all that was done with her account, by her, by staff, by the system itself; the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

import structlog
from flask import abort, request

from forms_app.account import guard
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.events_in_words import tell
from forms_app.account.views.opened import Hers, hers
from forms_app.bundles import codec
from forms_app.bundles import history as bundle
from forms_app.bundles.history import Event, History
from forms_app.deadlines.dates import local_date
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import history as stored
from forms_app.storage.account import inside

PAGE = 50
SLOW = timedelta(minutes=2)  # the worker looks every second: what waits longer waits for an operator


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    events: tuple[Event, ...]


def history() -> str:
    """`whole`: nothing that she did is still on its way in."""
    her, page = hers(), _page_asked_for()
    told = her.open(bundle.KIND, History)
    every = sorted([*(told.events if told else ()), *_while_out(her)], key=lambda event: event.at, reverse=True)
    shown = every[(page - 1) * PAGE : page * PAGE]
    if page > 1 and not shown:
        abort(404)
    further = len(every) > page * PAGE
    whole = told is not None and not _is_slow()
    days = list(_by_day(shown))
    return draw("account/history.html", her=her, days=days, page=page, further=further, whole=whole, tell=tell)


def _page_asked_for() -> int:
    number = request.args.get("page", "1")
    return int(number) if number.isascii() and number.isdigit() and int(number[:6]) > 0 else abort(404)


def _while_out(her: Hers) -> Iterator[Event]:
    """What the account itself sealed to her; what does not open is told to the operator, and the rest is shown."""
    with services().database.read() as connection:
        lines = stored.of_account(connection, guard.holder().account.id)
    for sealed in lines:
        try:
            yield codec.decode(Event, her.keys.open(her.public, sealed, bundle.context(her.public.id)))
        except (CannotOpen, codec.Unreadable):
            structlog.get_logger().error("a line of a holder's history does not open", kind="account")


def _is_slow() -> bool:
    with services().database.read() as connection:
        oldest = inside.waiting(connection, 1)
    return any(services().now() - item.at > SLOW for item in oldest)


def _by_day(events: list[Event]) -> Iterator[Day]:
    for day, some in groupby(events, key=lambda event: local_date(event.at)):
        yield Day(day, tuple(some))
