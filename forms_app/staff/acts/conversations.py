"""What one person wrote about one case from her account, and what she was answered: read whole when staff answer.

Only what her own keys signed counts: the other parent has the same case number, and everybody can seal to the inbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.case_data.store.for_staff import senders as for_staff
from forms_app.case_data.store.telling.joined import Joined
from forms_app.forms import FORMS
from forms_app.forms.questions import Purpose
from forms_app.forms.shared import case_of
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff.acts import acts, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.office import Office
from forms_app.staff.search import index
from forms_app.staff.submissions import contents, senders
from forms_app.staff.submissions.contents import Content
from forms_app.staff.submissions.senders import Sender, Signature
from forms_app.storage.states import SubmissionState
from forms_app.storage.status import Status
from forms_app.storage.submissions import search_terms, submissions
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import folding, ssn

MOST = 12  # of the newest are shown; the others are linked
EVERY = 1_000  # more than anybody writes about one case: an answer goes to all of them
MESSAGE = next(name for name, form in FORMS.items() if form.policy.is_message)


class Part(NamedTuple):
    """One message of it, and how it stands."""

    row: SubmissionRow
    content: Content
    standing: Status

    @property
    def lines(self) -> list[str]:
        """Her words, as they are shown without a look behind masks."""
        names = FORMS[self.row.form].asking(Purpose.STORY)
        return [line for name in names for line in ssn.mask(str(self.content.answers.get(name) or "")).split("\n")]

    @property
    def at(self) -> datetime:
        return self.row.received_at


def others(
    connection: Connection, office: Office, row: SubmissionRow, most: int = MOST, *, is_open: bool = False
) -> list[Part]:
    """Beside this one, the newest first, those alone that are open where it is asked; none where this is no message
    and joined none, or not signed by whoever it says."""
    content = standing.content_of(office, row) if _may_belong(row.form) else None
    mine = senders.sender_of(office, row, content) if content else None
    if content is None or mine is None or mine.signature is not Signature.RIGHT or not mine.participant_id:
        return []
    said = _joined(office, mine)
    at_join = next((one.case_id for one in said if one.reference == row.reference), "")
    number = at_join if mine.joined else case_of(content.answers)[0]
    if not number or not (mine.joined or FORMS[row.form].policy.is_message):
        return []
    terms = index.numbers_of(office, MESSAGE, {"case_number": {"text": number}})
    found = [one.reference for one in search_terms.list_sharing(connection, terms, row.reference, most, {MESSAGE})]
    found += [one.reference for one in said if folding.number(one.case_id) == folding.number(number)][:most]
    rows = [one for one in submissions.find_all(connection, found) if one.reference != row.reference]
    wanted = [one for one in rows if not (is_open and one.state == SubmissionState.CLOSED)]
    parts = (_part(connection, office, one, mine.participant_id) for one in wanted)
    same = [part for part in parts if part and (mine.joined or _is_same_county(part, row))]
    return sorted(same, key=lambda part: part.at, reverse=True)


def _may_belong(form: str) -> bool:
    return form in FORMS and (FORMS[form].policy.is_message or FORMS[form].policy.joins_messages)


def _is_same_county(part: Part, row: SubmissionRow) -> bool:
    """What was asked on the site names a county as it was known there."""
    return part.row.form != MESSAGE or part.row.county == row.county


def _joined(office: Office, mine: Sender) -> list[Joined]:
    """What she asked on the public site and took into her conversations."""
    nothing: list[Joined] = []
    return office.ask_cases(lambda cases: for_staff.joined_of(cases, mine.person_id), nothing)


def changes_before(connection: Connection, office: Office, row: SubmissionRow) -> list[Part]:
    """What else the same person asked to change until then, the newest first; none where this asks for no change."""
    is_change = row.form in FORMS and FORMS[row.form].policy.is_change
    content = standing.content_of(office, row) if is_change else None
    mine = senders.sender_of(office, row, content) if content else None
    if content is None or mine is None or mine.signature is not Signature.RIGHT or not mine.participant_id:
        return []
    changes = {form.name for form in FORMS.values() if form.policy.is_change}
    terms = index.numbers_of(office, row.form, content.answers)
    found = search_terms.list_sharing(connection, terms, row.reference, MOST, changes)
    rows = submissions.find_all(connection, [one.reference for one in found])
    parts = (_part(connection, office, one, mine.participant_id) for one in rows)
    return [part for part in parts if part and part.at <= row.received_at]


def newer(parts: list[Part], row: SubmissionRow, read: str) -> Part | None:
    """The newest message, if it is not the one that was the newest when the page was drawn."""
    newest = next(iter(parts), None)
    is_last = newest is None or (newest.at, newest.row.reference) < (row.received_at, row.reference)
    return None if is_last or newest is None or newest.row.reference == read else newest


def still_open(connection: Connection, office: Office, row: SubmissionRow) -> list[SubmissionRow]:
    """Of the whole conversation, however long."""
    parts = others(connection, office, row, EVERY, is_open=True)
    return [part.row for part in parts if not standing.is_over(part.standing)]


def together(
    connection: Connection, office: Office, row: SubmissionRow, act: Act
) -> Iterator[tuple[SubmissionRow, str]]:
    """The other messages of the conversation of which the same act was noted, each with its number there."""
    for part in others(connection, office, row, EVERY):
        every = acts.list_acts(connection, office, part.row, part.standing)
        number = next((one.id for one in every if one.act == act and not one.withdrawn), None)
        if number is not None:
            yield part.row, number


def _part(connection: Connection, office: Office, row: SubmissionRow, participant_id: str) -> Part | None:
    try:
        content = contents.open_content(office, row)
    except CannotOpen:
        return None
    sender = senders.sender_of(office, row, content)
    if sender is None or sender.signature is not Signature.RIGHT or sender.participant_id != participant_id:
        return None
    return Part(row, content, standing.status_of(connection, office, row, content))
