"""A caller wants to be called: sealed to the inbox as a question to the agency, as the form of the site would bring it.

Nothing is said to a machine: the number comes by keys, and everything else a person asks when she calls back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.forms.person import Routing
from forms_app.forms.places import UNSURE
from forms_app.phone.behind.book import Handle
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.engine.book import Asking, Did, Known, Outcome
from forms_app.phone.engine.scripts import APPLICATION, CONTACT, EMPLOYMENT, dialled
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys
from forms_app.storage import filing


class _Inquiry:
    """The form as storage.filing asks for it: this one is filled in by no page, and tells no county."""

    name = "inquiry"
    carries = ()

    def routing(self, _answers: Mapping[str, Any], _zips: Mapping[str, str]) -> Routing:
        return Routing("", "", {})


FORM = _Inquiry()
# For staff, in the language of their pages.
WANTED = {
    CONTACT: "wants to change contact information",
    EMPLOYMENT: "wants to change employment information",
    APPLICATION: "wants an application for a new case mailed; ask for the address on the call",
}


def ask(cabinet: Cabinet, deed: str, phone: str, asking: Asking) -> Outcome:
    known = asking.known
    sender = _Sender(known.handle) if known and isinstance(known.handle, Handle) else None
    answers = _answers(deed, dialled(phone), known)
    ready = filing.prepare(cabinet, FORM, answers, asking.language, cabinet.now(), sender=sender)
    with cabinet.sent.write() as connection:
        ready.store(connection)
    return Outcome(Did.DONE, [("asked_to_call", {})])


def _answers(deed: str, phone: str, known: Known | None) -> dict[str, Any]:
    number = f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"
    answers = {
        "topic": "caseworker" if known else "no-case",
        "message": f"By telephone: call {number}. The caller {WANTED[deed]}. Leave no message.",
        "full_name": "A caller",
        "county": UNSURE,
    }
    return {**answers, "case_number": {"text": known.number}} if known else answers


class _Sender:
    """Whoever asks, with the keys that her PIN opened."""

    def __init__(self, handle: Handle) -> None:
        self._keys: OwnerKeys = handle.keys
        self._public: PublicKeys = handle.public

    @property
    def key_id(self) -> bytes:
        return self._public.id

    def sign(self, message: bytes) -> bytes:
        return self._keys.sign(message)
