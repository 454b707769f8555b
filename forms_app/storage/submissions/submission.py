"""What was sent, sealed and stored in one transaction with all that must follow from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, get_args

from sqlalchemy import Connection, insert

from forms_app.bundles import messages
from forms_app.deadlines import Arrival, Channel
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.sealing.seal import SealingKey
from forms_app.storage.database.statements import Change, Write, run_all
from forms_app.storage.outbox.arrivals import announced
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions.references import new_reference
from forms_app.storage.tables import submissions

_INSERT = Change(
    insert(submissions), "reference", "form", "language", "county", "channel", "received_at", "state", "sealed"
)


@dataclass(frozen=True)
class Keyed:
    """What staff keyed in: by whom, how it had come, and from which day it counts.

    The receipt code stays with it, sealed, so that the letter that acknowledges it can print the code. `name`: whose it
    is, where its form does not ask for a name.
    """

    by: int  # an account's number
    arrival: Arrival
    received_on: date
    receipt_code: str = field(default="", repr=False)
    mark: str = ""  # made by the staff side: whoever has the public key can seal the rest
    name: str = field(default="", repr=False)

    def vouched(self, vouch: Callable[[bytes], str]) -> Keyed:
        """With the mark that `vouch` makes of all that it says."""
        content = json.dumps({**self.packed(), "mark": ""}, sort_keys=True).encode()
        return replace(self, mark=vouch(content))

    def packed(self) -> dict[str, Any]:
        stamp = self.arrival.came_in_on
        return {
            "by": self.by,
            "channel": self.arrival.channel,
            "filed_on": self.arrival.filed_on.isoformat(),
            "received_on": self.received_on.isoformat(),
            "came_in_on": stamp.isoformat() if stamp else None,
            "receipt_code": self.receipt_code,
            "mark": self.mark,
            **({"name": self.name} if self.name else {}),
        }

    @classmethod
    def unpacked(cls, known: dict[str, Any]) -> Keyed:
        """Of what `packed` made; anything else raises."""
        if known["channel"] not in get_args(Channel) or not isinstance(known["by"], int):
            raise ValueError("keyed in by nobody, or over no channel")
        stamp = known["came_in_on"]
        came_in_on = date.fromisoformat(stamp) if stamp else None
        arrival = Arrival(known["channel"], date.fromisoformat(known["filed_on"]), came_in_on)
        received_on = date.fromisoformat(known["received_on"])
        said = known["receipt_code"], known["mark"], str(known.get("name", ""))
        return cls(known["by"], arrival, received_on, *said)


@dataclass(frozen=True)
class FromAccount:
    """Whose account it was sent from: the id of her keys, and what she signed with them, see `signed_words`.

    The receipt code stays with it, sealed, as with what was keyed in: a new pair of keys must be able to get it again.
    """

    key_id: bytes
    signature: bytes
    receipt_code: str = field(default="", repr=False)

    def packed(self) -> dict[str, str]:
        return {"key": self.key_id.hex(), "signature": self.signature.hex(), "receipt_code": self.receipt_code}

    @classmethod
    def unpacked(cls, known: dict[str, str]) -> FromAccount:
        """Of what `packed` made; anything else raises."""
        return cls(bytes.fromhex(known["key"]), bytes.fromhex(known["signature"]), str(known["receipt_code"]))


def signed_words(reference: str, form: str, answers: Mapping[str, Any]) -> bytes:
    """What a holder signs when she sends: which form, under which reference, with these answers."""
    return messages.canonical({"reference": reference, "form": form, "answers": answers})


@dataclass(frozen=True)
class Submission:
    """A form ready to be stored. `answers` are stored values; only `form`, `language` and `county` stay readable.

    `status_key` opens the sender's status row; it is sealed with the answers, so that staff can rewrite that row.
    """

    form: str
    language: str
    county: str
    answers: dict[str, Any]
    reference: str = field(default_factory=new_reference)
    status_key: bytes = field(default=b"", repr=False)
    keyed: Keyed | None = None
    account: FromAccount | None = None


def store(connection: Connection, submission: Submission, key: SealingKey, now: datetime) -> str:
    """Insert the sealed submission and its outbox row in the caller's transaction; its reference.

    Should the random reference be taken (one in 10^11), the insert fails as any storage failure does: nothing is
    stored and the person sends again.
    """
    run_all(connection, writes(submission, key, now))
    return submission.reference


def writes(submission: Submission, key: SealingKey, now: datetime) -> list[Write]:
    """The same, sealed and ready for a transaction that has not begun: sealing needs no database."""
    return [(_INSERT, _row(submission, key, now)), announced(submission.reference, now)]


def _row(submission: Submission, key: SealingKey, now: datetime) -> dict[str, Any]:
    content = {
        "form": submission.form,
        "language": submission.language,
        "sent_at": now.isoformat(),
        "answers": submission.answers,
        "status_key": submission.status_key.hex(),
        "keyed": submission.keyed.packed() if submission.keyed else None,
    }
    if submission.account:
        content["account"] = submission.account.packed()
    sealed = key.seal(json.dumps(content, ensure_ascii=False).encode(), context=submission.reference)
    readable = {name: getattr(submission, name) for name in ("reference", "form", "language", "county")}
    return {**readable, **_came(submission.keyed, now), "state": SubmissionState.RECEIVED, "sealed": sealed}


def _came(keyed: Keyed | None, now: datetime) -> dict[str, Any]:
    """Everything that counts days or sorts by age asks `received_at`; of what was keyed in only the day is known."""
    if keyed is None:
        return {"channel": "online", "received_at": now}
    noon = datetime.combine(keyed.received_on, time(12), LOS_ANGELES)
    return {"channel": keyed.arrival.channel, "received_at": noon}
