"""How long what a page shows may stay on a screen that nobody looks at: as long as its session.

The page counts down by itself (website/theme/js/forms/idling.js); without scripts it goes at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from forms_app.account import guard
from forms_app.account.services import services
from forms_app.i18n import urls

GRAIN = 60  # seconds: that she was seen is noted a little later


@dataclass(frozen=True, slots=True)
class Idle:
    """`left` seconds are left, then the browser goes to `gone`. `fixed`: no more time is given, because 12 hours are
    nearly over. `time`: where the page asks how much is left, and for more."""

    left: int
    gone: str
    fixed: bool
    time: str


def of_page() -> Idle | None:
    """None of a page that nobody is signed in to see."""
    if not guard.is_signed_in():
        return None
    left = _left()
    language = urls.language()
    gone, time = (urls.path_in(path, language) for path in ("/signed-out/", "/time/"))
    return Idle(left, gone, left < _full() - GRAIN, time)


def time_left() -> Response:
    """Which changes nothing: a page asks that nobody may be looking at."""
    return Response(status=204, headers={"Left": str(_left())})


def stay() -> Response:
    """Somebody pressed "I am still here"; the guard has noted that she was seen."""
    return time_left()


def _left() -> int:
    return max(0, int((guard.holder().ends_at - services().now()).total_seconds()))


def _full() -> int:
    return int(services().realm.idle.total_seconds())
