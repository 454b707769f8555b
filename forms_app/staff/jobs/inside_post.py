"""Takes letters of the inside over into the print queue, tells the inside which were mailed and what was answered.

Each once.
"""

from __future__ import annotations

from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.letters.inside_letters import InsideLetters
from forms_app.staff import audit
from forms_app.staff.acts import standing
from forms_app.staff.audit import Action
from forms_app.staff.letters.account_letters import doubt_of
from forms_app.staff.office import Office
from forms_app.staff.submissions import senders
from forms_app.staff.submissions.senders import Signature
from forms_app.storage.letters import account_letters
from forms_app.storage.letters.account_letters import NewAccountLetter
from forms_app.storage.submissions import answers_told, submissions
from forms_app.storage.submissions.answers_told import AnswerToTell

AT_ONCE = 50
STAFF = "staff"  # whoever it was


def work_off(staff: Office) -> int:
    """How many were taken over or told of."""
    if staff.cases is None or not staff.cases.is_made():
        return 0
    inside = InsideLetters(staff.cases)
    return _take_over(staff, inside) + _take_back(staff, inside) + _tell(staff) + _tell_answers(staff)


def _take_over(staff: Office, inside: InsideLetters) -> int:
    with staff.database.read() as connection:
        last = account_letters.last_number(connection)
    found = inside.after(last)
    for one in found:
        new = NewAccountLetter(one.number, one.kind.value, one.at, one.mail_by, doubt_of(staff, one))
        with staff.database.write() as connection:
            account_letters.add(connection, new)
    return len(found)


def _take_back(staff: Office, inside: InsideLetters) -> int:
    """What the inside has withdrawn waits no more; who printed it already reads that it must not be mailed."""
    with staff.database.read() as connection:
        waiting = account_letters.waiting_numbers(connection)
    gone = {number: why for number, why in inside.withdrawn().items() if number in waiting} if waiting else {}
    for number, why in gone.items():
        with staff.database.write() as connection:
            if account_letters.take_back(connection, number, why):
                audit.record(connection, staff, Action.ACCOUNT_LETTER_WITHDRAWN, None, detail=f"{number} {why}")
    return len(gone)


def _tell(staff: Office) -> int:
    """Under the letter's own nonce: whoever was stopped before he noted that tells the same again."""
    with staff.database.read() as connection:
        rows = account_letters.list_untold(connection)
    for row in rows:
        body = {"letter": row.number, "on": row.mailed_on.isoformat() if row.mailed_on else ""}
        number = staff.asks.ask(Kind.MAILED, body, "", str(row.mailed_by or ""), staff.now(), row.nonce)
        with staff.database.write() as connection:
            account_letters.note_told(connection, row.number, number)
    return len(rows) + _tell_back(staff)


def _tell_back(staff: Office) -> int:
    with staff.database.read() as connection:
        rows = account_letters.list_untold_back(connection)
    for row in rows:
        known = Kind.CAME_BACK, {"letter": row.number}, "", str(row.back_by or "")
        number = staff.asks.ask(*known, staff.now(), f"back {row.nonce}")
        with staff.database.write() as connection:
            account_letters.note_told_back(connection, row.number, number)
    return len(rows)


def _tell_answers(staff: Office) -> int:
    """Of what an account signed; nobody's history says that she was answered where it was not she who asked."""
    with staff.database.read() as connection:
        rows = answers_told.list_untold(connection, AT_ONCE)
    for row in rows:
        number = _tell_answer(staff, row)
        with staff.database.write() as connection:
            answers_told.note_told(connection, row, number)
    return len(rows)


def _tell_answer(staff: Office, one: AnswerToTell) -> int:
    """The number of the ask; 0 where nothing is asked."""
    with staff.database.read() as connection:
        row = submissions.find(connection, one.reference)
    content = standing.content_of(staff, row) if row else None
    if row is None or content is None or content.account is None:
        return 0
    sender = senders.sender_of(staff, row, content)
    if sender is None or sender.signature is not Signature.RIGHT:
        return 0
    body = {"key": content.account.key_id.hex(), "form": row.form}
    return staff.asks.ask(Kind.ANSWERED, body, "", str(row.owner or STAFF), staff.now(), one.nonce)
