"""Whom the real line knows: number and PIN open her keys, and those what the inside sealed to her for the telephone.

Unknown and wrong get one answer after the same work. Tries are counted by number, by the caller's line and in all, for
every channel together; whoever fails on purpose uses up the telephone of that number for a day, and nothing of her
account.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from forms_app.bundles import codec, spoken
from forms_app.bundles.messages import PhoneWrong
from forms_app.bundles.spoken import Spoken
from forms_app.phone.behind import choosing
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.engine.book import Known, Refused
from forms_app.processes import logs
from forms_app.sealing import stretching
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys, unwrap
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import inside
from forms_app.storage.phone import callers
from forms_app.storage.phone.callers import CallerRow
from forms_app.storage.throttles import Limit, TooMany

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PER_NUMBER = Limit("pins of a number", 10, DAY)
PER_CALLER = Limit("pins from a telephone", 15, HOUR)
IN_ALL = Limit("pins in all", 300, HOUR)
RESERVED = Limit("pins of a number beyond all", 3, DAY)  # so that nobody is kept out by what others use up
CALLED, ENDED, FROZEN = "phone-call", "ended", "frozen"
MOST_NOTES = 1_000
Tries = list[tuple[Limit, str]]


@dataclass(frozen=True, slots=True)
class Handle:
    """Her keys, for as long as the call lasts."""

    keys: OwnerKeys
    public: PublicKeys


class Notes:
    """Numbers under which a wrong PIN came, until the line has time to hand them in: how long an answer takes tells
    nobody whether there is such a number."""

    def __init__(self) -> None:
        self.numbers: deque[str] = deque(maxlen=MOST_NOTES)


@dataclass(frozen=True)
class OurBook:
    """The number of the telephone that calls is counted, and kept nowhere."""

    cabinet: Cabinet
    notes: Notes
    has_pins: bool = True

    def open(self, participant_id: str, pin: str, caller: str) -> Known | Refused:
        try:
            return self._open(participant_id, pin, caller)
        except TooMany:
            return Refused.TOO_MANY
        except (SQLAlchemyError, OSError) as error:
            logs.failure(error, "telephone")
            return Refused.NOT_NOW

    def _open(self, number: str, pin: str, caller: str) -> Known | Refused:
        cabinet, mark = self.cabinet, self.cabinet.mark_of(number)
        counted = self._count(mark, caller)
        row = self._row(mark)
        stretched = cabinet.stretch(mark, pin)
        right = row is not None and stretching.is_right(stretched, row.verifier)
        if row is None or not right:
            if row is not None:
                self.notes.numbers.append(number)
            return Refused.NOT_KNOWN
        public = PublicKeys(row.public_keys)
        try:
            keys = unwrap(row.wrapped, stretched.key, choosing.WAY, public)
        except NotHers:
            return Refused.NOT_KNOWN
        self._note_call(keys, public, counted)
        found = self._spoken(keys, public)
        return Known(found, number, Handle(keys, public)) if isinstance(found, Spoken) else found

    def _count(self, mark: str, caller: str) -> Tries:
        """Before any work is done; what was counted. Raises TooMany."""
        throttle = self.cabinet.throttle
        own: Tries = [(PER_NUMBER, mark)]
        own += [(PER_CALLER, caller)] if caller else []
        for counted in ([*own, (IN_ALL, "")], [*own, (RESERVED, mark)]):
            try:
                throttle.spend(counted)
                return counted
            except TooMany as limit:
                last = limit
        raise last

    def _row(self, mark: str) -> CallerRow | None:
        """The PIN that counts now."""
        rows = self._rows(mark)
        if any(not row.is_live for row in rows):
            choosing.settle(self.cabinet, rows)
            rows = self._rows(mark)
        live = [row for row in rows if row.is_live]
        return live[-1] if live else None

    def _rows(self, mark: str) -> list[CallerRow]:
        with self.cabinet.database.read() as connection:
            return callers.of_mark(connection, self.cabinet.row_key, mark)

    def _spoken(self, keys: OwnerKeys, public: PublicKeys) -> Spoken | Refused:
        """What may be told, as of the day of which all that is sealed is."""
        with self.cabinet.database.read() as connection:
            standing = inside.standing_of(connection, public.id)
            found = inside.bundle_of(connection, public.id, spoken.KIND)
            fresh = inside.freshness_now(connection)
        if standing is not None and standing.state == ENDED:
            return Refused.NOT_KNOWN
        if standing is not None and standing.state == FROZEN:
            return Refused.ON_HOLD
        if found is None or fresh is None:
            return Refused.NOT_NOW
        try:
            plain = keys.open(public, found.sealed, codec.context(public.id, spoken.KIND, found.seq))
            return replace(codec.decode(Spoken, plain), as_of=fresh.as_of)
        except (CannotOpen, codec.Unreadable) as error:
            logs.failure(error, "telephone")
            return Refused.NOT_NOW

    def _note_call(self, keys: OwnerKeys, public: PublicKeys, counted: Tries) -> None:
        """She reads in her history that somebody called with her number and her PIN; the try counts nowhere."""
        item = self.cabinet.handed_in(choosing.signed(self.cabinet, keys, public, CALLED))
        with self.cabinet.database.write() as connection:
            self.cabinet.throttle.uncount(connection, counted)
            inside.hand_in(connection, item)


def hand_in_notes(cabinet: Cabinet, notes: Notes) -> int:
    """Wrong PINs, for the history of whoever they were tried on; how many."""
    count = 0
    while notes.numbers:
        item = cabinet.handed_in(PhoneWrong(notes.numbers.popleft()))
        with cabinet.database.write() as connection:
            inside.hand_in(connection, item)
        count += 1
    return count
