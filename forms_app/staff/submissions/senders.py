"""Whether something that says it came from an account was signed by its holder: everybody can seal to the inbox."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import people, senders
from forms_app.case_data.store.holders import State
from forms_app.case_data.store.telling.joined import Joined
from forms_app.forms import FORMS
from forms_app.processes import logs
from forms_app.sealing.owner_keys import NotHers
from forms_app.staff.office import Office
from forms_app.staff.submissions.contents import Content
from forms_app.storage import status
from forms_app.storage.submissions.submission import FromAccount, signed_words
from forms_app.storage.submissions.submissions import SubmissionRow


class Signature(StrEnum):
    """Of the holder; another's; of keys that no account has; nobody can say now."""

    RIGHT = "right"
    WRONG = "wrong"
    NOBODYS = "nobodys"
    UNCHECKED = "unchecked"


class Sender(NamedTuple):
    """`participant_id`, `person_id`: of the account that it says it came from, if there is one. `stopped`: it is.

    `joined`: it was sent on the public site, and whoever has that account showed that she had its receipt code.
    """

    signature: Signature
    participant_id: str = ""
    stopped: bool = False
    joined: bool = False
    person_id: str = ""


def sender_of(office: Office, row: SubmissionRow, content: Content) -> Sender | None:
    """None of what does not say that it came from an account, and joined none."""
    if content.account is None:
        return _joined(office, row, content)
    if office.cases is None:
        return Sender(Signature.UNCHECKED)
    try:
        return _checked(office.cases, row, content, content.account)
    except (SQLAlchemyError, OSError) as error:
        logs.failure(error, "case data")
        return Sender(Signature.UNCHECKED)


def _joined(office: Office, row: SubmissionRow, content: Content) -> Sender | None:
    """Everybody can say that it is hers; the proof is made of the key of its status, which her receipt code makes."""
    if not (content.status_key and FORMS[row.form].policy.joins_messages):
        return None
    one = next(proven(office, row, content), None)
    if one is None:
        return None
    person = office.ask_cases(partial(people.of, person_id=one.person_id), None)
    number = person.participant_id if person else ""
    return Sender(Signature.RIGHT, number, joined=True, person_id=one.person_id)


def proven(office: Office, row: SubmissionRow, content: Content) -> Iterator[Joined]:
    """Whoever says that she asked this on the public site, and had its receipt code."""
    nobody: list[Joined] = []
    for one in office.ask_cases(lambda cases: senders.joined_to(cases, row.reference), nobody):
        if content.status_key and hmac.compare_digest(one.proof, status.proof(content.status_key, one.key_id)):
            yield one


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
    return Sender(Signature.RIGHT, number, stopped, person_id=owner.person_id)
