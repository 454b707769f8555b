"""The made-up caller of the practice call and of the walks: her number and PIN stand on the page for everybody."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from forms_app.bundles.spoken import Balance, Coming, Received, Spoken, SpokenCase
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.phone.engine.book import MadeUp

PARTICIPANT_ID = "990012340056"
PIN = "729416"
WRONG_PIN = "101010"


def spoken(today: date) -> Spoken:
    """What the line may tell her: as of yesterday, a payment of the last days, a date that is still to come."""
    case = SpokenCase(
        role="payer",
        is_being_checked=False,
        from_wages=True,
        last=Received(today - timedelta(days=6), 42_550),
        balance=Balance(today - timedelta(days=1), 123_456, 7_890),
    )
    coming = datetime.combine(today + timedelta(days=10), time(15), LOS_ANGELES)
    return Spoken(today - timedelta(days=1), (case,), (Coming("appointment", coming),))


def book(today: date) -> MadeUp:
    return MadeUp({(PARTICIPANT_ID, PIN): spoken(today)})
