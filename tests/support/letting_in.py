"""What lets somebody into an account of a running product: a letter's code, and one that staff hand over."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass

from forms_app import settings
from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Ask, Asks, Kind, Word
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_worker import county
from forms_app.deadlines import clock
from forms_app.sealing import keys
from forms_app.sealing.codes import for_print
from forms_app.sealing.seal import SealingKey
from forms_app.sealing.unseal import OpeningKeys
from support.running import POLL_SECONDS, Running


@dataclass(frozen=True)
class Account:
    """The account of this product, for a window to open."""

    product: Running

    @property
    def url(self) -> str:
        return self.product.account_url

    def letter(self, participant_id: str) -> str:
        """The code that a letter would bring to somebody made up."""
        return for_print(county.give_code(settings.read(self.product.environment), participant_id))

    def desk(self, participant_id: str) -> str:
        """A code to come back with, as two of the staff hand it over who have seen a document."""
        config = settings.read(self.product.environment)
        cases = CaseDatabase(config.case_database_url)
        try:
            person_id = StoredCaseData(cases).person_of(participant_id) or ""
            asking = Asks(cases, SealingKey.of(keys.public_pair(config, "case-data", "account")))
            _ask(asking, person_id, "7")
            ask = _ask(asking, person_id, "8")
        finally:
            cases.close()
        sealed = base64.b64decode(ask.result["sealed"])
        opening = OpeningKeys(keys.private_pairs(config, "inbox"))
        return for_print(opening.open(sealed, asks.of_result(ask.nonce)).decode())


def _ask(asking: Asks, person_id: str, account: str) -> Ask:
    """Again where the worker has not heard yet that there is an account: nobody walks to a desk as fast as a test."""
    ask = _answered(asking, asking.ask(Kind.RECOVERY, {"document": "passport"}, person_id, account, clock.utc_now()))
    return _ask(asking, person_id, account) if ask.answer == Word.NO_ACCOUNT else ask


def _answered(asking: Asks, number: int) -> Ask:
    """Once the worker has come round."""
    while True:
        ask = asking.answer_to(number)
        assert ask
        if ask.answer:
            return ask
        time.sleep(POLL_SECONDS)
