"""What a caller can have done: the line opened with a code, another PIN, a call back, word of what she sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from forms_app.bundles.messages import Answer, PhoneOpening
from forms_app.phone.behind import calling_back, choosing, standing
from forms_app.phone.behind.book import Handle
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.engine.book import Asking, Did, Outcome
from forms_app.phone.engine.scripts import CALL_BACKS, OPEN, PIN, STATUS
from forms_app.processes import logs
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.storage.throttles import Limit, TooMany

PER_CALLER = Limit("deeds from a telephone", 15, timedelta(hours=1))
IN_ALL = Limit("deeds in all", 600, timedelta(hours=1))
SET = "phone-pin"
TOLD: Mapping[str, Outcome] = {  # of opening and of another PIN, by the worker's word
    Answer.NOT_RIGHT: Outcome(Did.NOT_RIGHT, [("code_not_right", {})]),
    Answer.TOO_MANY: Outcome(Did.TOO_MANY, [("too_many", {})]),
    Answer.AT_THE_DESK: Outcome(Did.PERSON, [("at_the_desk", {})]),
    Answer.NOT_YET: Outcome(Did.PERSON, [("pin_not_yet", {})]),
    Answer.NOT_HERS: Outcome(Did.PERSON, [("pin_not_yet", {})]),
    "": Outcome(Did.LATER, [("later", {})]),
}


Act = Callable[[Sequence[str], Asking], Outcome]


@dataclass(frozen=True)
class OurDesk:
    """Whatever is asked for is counted by telephone and in all before any work is done."""

    cabinet: Cabinet

    def carry_out(self, deed: str, entered: Sequence[str], asking: Asking) -> Outcome:
        counted = [(PER_CALLER, asking.caller)] if asking.caller else []
        counted += [(standing.PER_REFERENCE, entered[0])] if deed == STATUS else []
        try:
            self.cabinet.throttle.spend([*counted, (IN_ALL, "")])
            return self._acts[deed](entered, asking)
        except TooMany:
            return Outcome(Did.TOO_MANY, [("too_many", {})])
        except (SQLAlchemyError, OSError) as error:
            logs.failure(error, "telephone")
            return Outcome(Did.NOT_NOW, [("not_now", {})])

    @property
    def _acts(self) -> Mapping[str, Act]:
        return {
            **{deed: self._call_back(deed) for deed in CALL_BACKS},
            OPEN: self._open,
            PIN: self._change,
            STATUS: lambda entered, _asking: standing.look_up(self.cabinet, *entered),
        }

    def _call_back(self, deed: str) -> Act:
        return lambda entered, asking: calling_back.ask(self.cabinet, deed, entered[0], asking)

    def _open(self, entered: Sequence[str], _asking: Asking) -> Outcome:
        """Her PIN counts once the worker has said that the code is right, whether or not she is still there."""
        number, code, pin, _again = entered
        keys = OwnerKeys.generate()
        public = keys.public
        message = PhoneOpening(number, code, public.data)
        return self._hand_in(choosing.prepared(self.cabinet, number, pin, keys, public, message), "opened")

    def _change(self, entered: Sequence[str], asking: Asking) -> Outcome:
        """The same keys under another PIN; the old one counts until the worker has agreed."""
        known = asking.known
        if known is None or not isinstance(known.handle, Handle):
            return TOLD[Answer.NOT_HERS]
        keys, public = known.handle.keys, known.handle.public
        order = choosing.signed(self.cabinet, keys, public, SET)
        ready = choosing.prepared(self.cabinet, known.number, entered[0], keys, public, order)
        return self._hand_in(ready, "pin_changed")

    def _hand_in(self, ready: choosing.Ready, done: str) -> Outcome:
        """`done`: what is said where the worker agrees."""
        row, item = ready
        with self.cabinet.database.write() as connection:
            choosing.write(connection, self.cabinet, ready)
        word = choosing.answered(self.cabinet, item.id)
        choosing.settle(self.cabinet, [row])
        return TOLD.get(word) or Outcome(Did.DONE, [(done, {})])
