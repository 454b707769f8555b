"""The made-up caller of the practice call and of the walks: her number and PIN stand on the page for everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from forms_app.bundles.spoken import Balance, Coming, Received, Spoken, SpokenCase
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.phone.engine import scripts
from forms_app.phone.engine.book import Asking, Did, MadeUp, Outcome
from forms_app.phone.said.figures import Day

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


CODE, RECEIPT_CODE, REFERENCE_KEYS = "1234567890123452", "12345678901234567894", "75726493"
_DONE: Mapping[str, str] = {
    scripts.OPEN: "opened",
    scripts.PIN: "pin_changed",
    **dict.fromkeys(scripts.CALL_BACKS, "asked_to_call"),
}


@dataclass(frozen=True)
class MadeUpDesk:
    """Does nothing, and says what the real one says: walks that are written down need nobody behind the line."""

    today: date

    def carry_out(self, deed: str, entered: Sequence[str], asking: Asking) -> Outcome:
        if deed == scripts.STATUS:
            return self._status(tuple(entered))
        if deed == scripts.OPEN and tuple(entered[:2]) != (PARTICIPANT_ID, CODE):
            return Outcome(Did.NOT_RIGHT, [("code_not_right", {})])
        return Outcome(Did.DONE, [(_DONE[deed], {})])

    def _status(self, entered: tuple[str, ...]) -> Outcome:
        if entered != (REFERENCE_KEYS, RECEIPT_CODE):
            return Outcome(Did.NOT_RIGHT, [("no_status", {})])
        came = ("status_received", {"day": Day(self.today - timedelta(days=3))})
        return Outcome(Did.DONE, [came, ("status_looked_at", {})])


def book(today: date) -> MadeUp:
    return MadeUp({(PARTICIPANT_ID, PIN): spoken(today)})
