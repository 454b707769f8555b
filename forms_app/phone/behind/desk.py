"""What a caller can have done on the real line: opened with a code, another PIN, a call back, where something stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from forms_app.bundles.messages import Answer, PhoneOpening
from forms_app.phone.behind import calling_back, choosing, standing
from forms_app.phone.behind.book import Handle
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.engine.book import Did, Known, Outcome
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


@dataclass(frozen=True)
class OurDesk:
    """`caller`: as of OurBook."""

    cabinet: Cabinet
    caller: str = ""

    def carry_out(self, deed: str, entered: Sequence[str], language: str, known: Known | None) -> Outcome:
        counted = [(PER_CALLER, self.caller)] if self.caller else []
        try:
            self.cabinet.throttle.spend([*counted, (IN_ALL, "")])
            return self._acts[deed](entered, language, known)
        except TooMany:
            return Outcome(Did.TOO_MANY, [("too_many", {})])
        except (SQLAlchemyError, OSError) as error:
            logs.failure(error, "telephone")
            return Outcome(Did.NOT_NOW, [("not_now", {})])

    @property
    def _acts(self) -> Mapping[str, Callable[[Sequence[str], str, Known | None], Outcome]]:
        def call_back(deed: str) -> Callable[[Sequence[str], str, Known | None], Outcome]:
            return lambda entered, language, known: calling_back.ask(self.cabinet, deed, entered[0], language, known)

        acts = {deed: call_back(deed) for deed in CALL_BACKS}
        return {**acts, OPEN: self._open, PIN: self._change, STATUS: self._look_up}

    def _open(self, entered: Sequence[str], _language: str, _known: Known | None) -> Outcome:
        """Her PIN counts once the worker has said that the code is right, whether or not she is still there."""
        number, code, pin, _again = entered
        keys = OwnerKeys.generate()
        public = keys.public
        message = PhoneOpening(number, code, public.data)
        ready = choosing.prepared(self.cabinet, number, pin, keys, public, message)
        with self.cabinet.database.write() as connection:
            choosing.write(connection, self.cabinet, ready)
        return self._word(ready, "opened")

    def _change(self, entered: Sequence[str], _language: str, known: Known | None) -> Outcome:
        """The same keys under another PIN; the old one counts until the worker has agreed."""
        if known is None or not isinstance(known.handle, Handle):
            return Outcome(Did.PERSON, [("pin_not_yet", {})])
        keys, public = known.handle.keys, known.handle.public
        order = choosing.signed(self.cabinet, keys, public, SET)
        ready = choosing.prepared(self.cabinet, known.number, entered[0], keys, public, order)
        with self.cabinet.database.write() as connection:
            choosing.write(connection, self.cabinet, ready)
        return self._word(ready, "pin_changed")

    def _word(self, ready: choosing.Ready, done: str) -> Outcome:
        row, item = ready
        word = choosing.answered(self.cabinet, item.id)
        choosing.settle(self.cabinet, [row])
        return TOLD.get(word) or Outcome(Did.DONE, [(done, {})])

    def _look_up(self, entered: Sequence[str], _language: str, _known: Known | None) -> Outcome:
        return standing.look_up(self.cabinet, *entered)
