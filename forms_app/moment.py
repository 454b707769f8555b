"""The present moment: the one place where the public side reads the time, so that a test sets one clock and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOS_ANGELES = ZoneInfo("America/Los_Angeles")


def _system_clock() -> datetime:
    return datetime.now(UTC)


clock: Callable[[], datetime] = _system_clock


def utc_now() -> datetime:
    return clock()


def today() -> date:
    """Today's date where the agency is."""
    return utc_now().astimezone(LOS_ANGELES).date()
