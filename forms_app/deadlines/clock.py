"""The present moment: the one place where the time is read, so that a test sets one clock and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from forms_app.deadlines import local_date

FURTHEST_EAST = timezone(timedelta(hours=14))  # Kiritimati: there each day begins first


def _system_clock() -> datetime:
    return datetime.now(UTC)


clock: Callable[[], datetime] = _system_clock


def utc_now() -> datetime:
    return clock()


def today() -> date:
    """Today's date where the agency is."""
    return local_date(utc_now())


def newest_day() -> date:
    """The newest date that has begun anywhere on earth: for somebody it is today, so it is not in the future."""
    return utc_now().astimezone(FURTHEST_EAST).date()
