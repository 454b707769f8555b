"""The end of a form, whoever filled it in: in one transaction it is sealed, its status begins, mail falls due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.deadlines import Arrival, Rules
from forms_app.sealing import codes
from forms_app.sealing.seal import SealingKey
from forms_app.storage import status
from forms_app.storage.database.statements import Write, run_all
from forms_app.storage.outbox import deliveries
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions.references import new_reference
from forms_app.storage.submissions.submission import FromAccount, Keyed, Submission, signed_words, writes


class Routing(Protocol):
    """What must be known of answers before they are sealed; "" where they do not tell it. `safe_places`: where news is
    safe, by the way that leads there."""

    @property
    def language(self) -> str: ...
    @property
    def county(self) -> str: ...
    @property
    def safe_places(self) -> Mapping[str, str]: ...


class Form(Protocol):
    """What is asked of a form here: how it is stored, which answers may go over into another one, what they tell."""

    def routing(self, answers: Mapping[str, Any], zips: Mapping[str, str]) -> Routing: ...

    @property
    def name(self) -> str: ...
    @property
    def carries(self) -> tuple[str, ...]: ...


class Parts(Protocol):
    """What both apps have for it."""

    @property
    def inbox(self) -> SealingKey: ...
    @property
    def mail(self) -> SealingKey: ...
    @property
    def pepper(self) -> bytes: ...
    @property
    def rules(self) -> Rules: ...
    @property
    def zips(self) -> Mapping[str, str]: ...


class StaffParts(Parts, Protocol):
    """What only the staff side has: the key that seals is public, so what it alone may say is marked by it."""

    def vouch(self, reference: str, told: bytes) -> str: ...


class Sender(Protocol):
    """Whoever sends from an account of hers, with the keys that she signs with."""

    @property
    def key_id(self) -> bytes: ...
    def sign(self, message: bytes) -> bytes: ...


class Accepted(NamedTuple):
    """The two things that open its status page; `receipt_code` has twenty digits."""

    reference: str
    receipt_code: str


class Ready(NamedTuple):
    """Sealed, with all that follows from it: nothing is left to do but to write it."""

    accepted: Accepted
    writes: list[Write]  # the submission's own row first

    def store(self, connection: Connection, state: SubmissionState = SubmissionState.RECEIVED) -> Accepted:
        """In the caller's transaction."""
        (insert, row), *others = self.writes
        run_all(connection, [(insert, {**row, "state": state}), *others])
        return self.accepted


def accept(
    connection: Connection,
    parts: StaffParts,
    form: Form,
    answers: dict[str, Any],
    language: str,
    now: datetime,
    keyed: Keyed | None = None,
) -> Accepted:
    """What staff take in: make it ready and store it in the caller's transaction."""
    return prepare(parts, form, answers, language, now, keyed, parts.vouch).store(connection)


def prepare(
    parts: Parts,
    form: Form,
    answers: dict[str, Any],
    language: str,
    now: datetime,
    keyed: Keyed | None = None,
    vouch: Callable[[str, bytes], str] | None = None,
    *,
    accepted: Accepted | None = None,
    sender: Sender | None = None,
) -> Ready:
    """Everything that needs no database, so that no other write waits for it. What nobody keyed in came online, now.

    `language` holds unless the person chose another one: whoever fills in for somebody else may read another.
    `accepted`: the two numbers, where they were given out before; `sender`: whose account it comes from.
    """
    routing = form.routing(answers, parts.zips)
    language = routing.language or language
    accepted = accepted or Accepted(new_reference(), codes.new())
    reference, key = accepted.reference, status.key_of(parts.pepper, *accepted)
    if keyed and vouch:
        keyed = replace(keyed, receipt_code=accepted.receipt_code).vouched(lambda told: vouch(reference, told))
    submission = Submission(form.name, language, routing.county, answers, reference, key, keyed)
    if sender:
        signature = sender.sign(signed_words(reference, form.name, answers))
        account = FromAccount(sender.key_id, signature, accepted.receipt_code)
        submission = replace(submission, account=account)
    arrival = keyed.arrival if keyed else Arrival("online", deadlines.local_date(now))
    received_on = keyed.received_on if keyed else deadlines.receive(parts.rules, arrival).on
    carried = {name: answers[name] for name in form.carries if name in answers}
    first = status.Status(form.name, arrival.filed_on, received_on, carried=carried)
    news = deliveries.news(parts.mail, reference, routing.safe_places, language, now)
    sealed = writes(submission, parts.inbox, now)
    return Ready(accepted, [*sealed, status.begin_write(reference, key, first), *news])
