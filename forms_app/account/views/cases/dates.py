"""Her dates, the next one first: what was moved or cancelled is marked, and each can go into a calendar of her own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, request

from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.cases.shown import by_case_id, cases_shown
from forms_app.account.views.opened import details, hers, only_confirmed, opened
from forms_app.bundles.details import Details, Event
from forms_app.deadlines.calendars import Appointment, appointment_file
from forms_app.deadlines.dates import local_date
from forms_app.facts.languages import BY_CODE
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _

WITH_PLACE = "place"


@dataclass(frozen=True, slots=True)
class DateShown:
    """`place`: from 1, in the order of time. `instead_of`: what it took the place of; `moved_to`: what took its."""

    place: int
    event: Event
    instead_of: Event | None
    moved_to: Event | None

    @property
    def on(self) -> date:
        return local_date(self.event.starts_at)

    @property
    def is_kept(self) -> bool:
        """Whether she has to be there."""
        return self.event.state == "set"


def dates_shown(whole: Details) -> list[DateShown]:
    """All of them, in the order of time."""
    later = _later(whole)
    return [
        DateShown(place + 1, event, None if event.replaces is None else whole.events[event.replaces], later.get(place))
        for place, event in enumerate(whole.events)
    ]


def to_come(shown: list[DateShown], today: date) -> Iterator[DateShown]:
    """Those of today count, the whole day."""
    yield from (one for one in shown if one.on >= today and one.event.state != "held")


def next_date(whole: Details, today: date) -> DateShown | None:
    return next((one for one in to_come(dates_shown(whole), today) if one.is_kept), None)


@only_confirmed
def dates() -> str:
    whole, today = details(), services().today()
    shown = dates_shown(whole) if whole else []
    coming = list(to_come(shown, today))
    past = [one for one in reversed(shown) if one not in coming]
    names = by_case_id(cases_shown(opened().money, whole))
    fresh = hers().freshness
    return draw(
        "account/dates.html",
        whole=whole,
        coming=coming,
        past=past,
        cases=names,
        today=today,
        as_of=fresh and fresh.as_of,
    )


@only_confirmed
def date_file(place: int) -> Any:
    """One date as a file for a calendar. It says "Appointment" and no more; where, only if she asks for it."""
    whole = details()
    if whole is None or not 1 <= place <= len(whole.events):
        abort(404)
    event = _last_of(whole, whole.events[place - 1])
    where = event.place if request.args.get(WITH_PLACE) == "yes" else ""
    is_on = event.state in ("set", "held")
    entry = Appointment(_first_of(whole, event).event_id, event.starts_at, _("Appointment"), where, is_on)
    response = Response(appointment_file(entry, services().now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{BY_CODE[urls.language()].calendar}"'
    return response


def _later(whole: Details) -> dict[int, Event]:
    """What took the place of the date at each place."""
    return {event.replaces: event for event in whole.events if event.replaces is not None}


def _first_of(whole: Details, event: Event) -> Event:
    """What was moved stays one entry of her calendar, however often. Where two took the place of one, it goes on in the
    one to which that was moved; the other is an entry of its own."""
    later, seen = _later(whole), {event.event_id}
    while event.replaces is not None and later[event.replaces] == event:
        event = whole.events[event.replaces]
        if event.event_id in seen:
            break
        seen.add(event.event_id)
    return event


def _last_of(whole: Details, event: Event) -> Event:
    """What the entry says now: an old one, from a page that is still open, must not strike out what took its place."""
    later, seen = _later(whole), {event.event_id}
    places = {one.event_id: place for place, one in enumerate(whole.events)}
    while (newer := later.get(places[event.event_id])) and newer.event_id not in seen:
        event = newer
        seen.add(event.event_id)
    return event
