"""PIN requests that the case-data worker compares: asked once each, and what it answers is done.

A letter goes out, and the request is closed; or a person must look, and it stays a task. Whoever sent it reads the same
at the same moment, in either case.
"""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store.asks import Ask, Kind, Word
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.errors import CannotStart
from forms_app.forms.person import Person
from forms_app.forms.questions import Purpose
from forms_app.processes import logs
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.acts import by_itself
from forms_app.staff.audit import Action
from forms_app.staff.office import Office
from forms_app.staff.search import pin_requests
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.contents import Content
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import pin_asks, submissions
from forms_app.storage.submissions.pin_asks import PinAskRow
from forms_app.storage.submissions.submissions import SubmissionRow

AT_ONCE = 50
BY_ITSELF = (Word.LETTER, Word.EARLIER)


def can_compare(staff: Office, row: SubmissionRow, person: Person) -> bool:
    """Whether the inside knows people, and this says who it may be: without a number or a ZIP code a person looks.

    Where the case data cannot be reached it waits for them; nothing that came in does.
    """
    if staff.cases is None or pin_requests.elsewhere_of(row) is None or _body(row, person) is None:
        return False
    try:
        return staff.cases.is_made() and StoredCaseData(staff.cases).as_of() is not None
    except (CannotStart, SQLAlchemyError) as error:
        logs.failure(error, "arrivals")
        return True


def begin(connection: Connection, staff: Office, row: SubmissionRow) -> None:
    """In the transaction in which it is taken in."""
    pin_asks.add(connection, row.reference, staff.now())


def work_off(staff: Office) -> int:
    """Ask what was not asked, and do what was answered; how many were."""
    with staff.database.read() as connection:
        rows = pin_asks.list_open(connection, AT_ONCE)
    return sum(_one(staff, row) for row in rows)


def _one(staff: Office, asked: PinAskRow) -> bool:
    with staff.database.read() as connection:
        row = submissions.find(connection, asked.reference)
    try:
        content = contents.open_content(staff, row) if row else None
    except CannotOpen:
        content = None
    if row is None or content is None:
        return False  # its key may return
    number = asked.number or _ask(staff, asked, row, content)
    answer = staff.asks.answer_to(number) if number else None
    if answer is None or not answer.answer:
        return False
    with staff.database.write() as connection:
        _settle(connection, staff, row, content, answer)
    return True


def _ask(staff: Office, asked: PinAskRow, row: SubmissionRow, content: Content) -> int | None:
    """Under its own nonce: whoever was stopped before the number was noted asks for the same again."""
    body = _body(row, content.person)
    if body is None:
        return None
    number = staff.asks.ask(Kind.PIN_REQUEST, body, "", "", staff.now(), asked.nonce)
    with staff.database.write() as connection:
        pin_asks.note_number(connection, asked.reference, number)
    return number


def _settle(connection: Connection, staff: Office, row: SubmissionRow, content: Content, answer: Ask) -> None:
    why, person_id = answer.result.get("why", ""), answer.result.get("person", "")
    if not pin_asks.note_answer(connection, row.reference, answer.answer, why, person_id):
        return
    by_itself.checked(connection, staff, row, content)
    if answer.answer in BY_ITSELF:
        submissions.change(connection, row.reference, {"state": SubmissionState.CLOSED})
        audit.record(connection, staff, Action.PIN_COMPARED, None, row.reference, answer.answer)
        return
    audit.record(connection, staff, Action.PIN_NEEDS_A_PERSON, None, row.reference, why or answer.answer)
    other = pin_requests.the_same(connection, staff, row, content.answers)
    if other is not None:
        submissions.change(connection, row.reference, {"state": SubmissionState.CLOSED})
        audit.record(connection, staff, Action.JOINED, None, row.reference, other)


def _body(row: SubmissionRow, person: Person) -> dict[str, str] | None:
    """What is compared; nothing where she knows her number or her ZIP code not."""
    number, zip_code = person.own(Purpose.CASE_NUMBER), person.own(Purpose.ZIP_ON_FILE)
    typed = number.get("text") if isinstance(number, dict) else None
    if not typed or not isinstance(zip_code, str) or not person.name:
        return None
    said = {"participant_id": str(typed), "zip": zip_code, "name": person.name}
    return {**said, "reference": row.reference, "language": str(person.own(Purpose.LANGUAGE) or row.language)}
