"""Whether something that says it came from an account was signed by its holder: everybody can seal to the inbox."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import people, senders
from forms_app.case_data.store.holders import State
from forms_app.processes import logs
from forms_app.sealing.owner_keys import NotHers
from forms_app.staff.office import Office
from forms_app.staff.submissions.contents import Content
from forms_app.storage.submissions.submission import FromAccount, signed_words
from forms_app.storage.submissions.submissions import SubmissionRow


class Signature(StrEnum):
    """Of the holder; another's; of keys that no account has; nobody can say now."""

    RIGHT = "right"
    WRONG = "wrong"
    NOBODYS = "nobodys"
    UNCHECKED = "unchecked"


class Sender(NamedTuple):
    """`participant_id`, `person_id`: of the account that it says it came from, if there is one. `stopped`: it is."""

    signature: Signature
    participant_id: str = ""
    stopped: bool = False
    person_id: str = ""


def sender_of(office: Office, row: SubmissionRow, content: Content) -> Sender | None:
    """None of what does not say that it came from an account."""
    if content.account is None:
        return None
    if office.cases is None:
        return Sender(Signature.UNCHECKED)
    try:
        return _checked(office.cases, row, content, content.account)
    except (SQLAlchemyError, OSError) as error:
        logs.failure(error, "case data")
        return Sender(Signature.UNCHECKED)


def _checked(cases: CaseDatabase, row: SubmissionRow, content: Content, account: FromAccount) -> Sender:
    owner = senders.owner_of(cases, account.key_id) if cases.is_made() else None
    if owner is None:
        return Sender(Signature.NOBODYS)
    person = people.of(cases, owner.person_id)
    number, stopped = person.participant_id if person else "", owner.state == State.FROZEN
    try:
        owner.public.verify(signed_words(row.reference, row.form, content.answers), account.signature)
    except NotHers:
        return Sender(Signature.WRONG, number, stopped)
    return Sender(Signature.RIGHT, number, stopped, owner.person_id)
