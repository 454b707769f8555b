"""How much waits behind the tabs of every staff page: asked once per page, and only where the tabs stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from forms_app import deadlines
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import tasks, undelivered
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.intake import intakes
from forms_app.staff.letters.account_letters import may_see
from forms_app.staff.office import office
from forms_app.staff.rights import FORMS, Right, forms_of, who
from forms_app.staff.search import queues
from forms_app.storage import waiting

MOST_BEGUN, MOST_FAILED = 20, 100  # of so many the number says only that there are more


@dataclass(frozen=True)
class Counts:
    """What waits for the person who is signed in; `begun` up to MOST_BEGUN, failed mails up to MOST_FAILED, `customers`
    to call back, to confirm as the second, or to post a document to."""

    begun: int = 0
    letters_due: int = 0
    letters_back: int = 0
    failed: int = 0
    customers: int = 0


def counts() -> Counts:
    """Nothing where nobody is signed in. Asked once for a page, which may say it in more than one place."""
    session: Session | None = g.get("session")
    if session is None:
        return Counts()
    if "counts" not in g:
        g.counts = _count(session)
    found: Counts = g.counts
    return found


def _count(session: Session) -> Counts:
    forms, handles = forms_of(session.role), session.role in who(Right.HANDLE)
    until = deadlines.local_date(office().now()) + queues.SOON
    with office().database.read() as connection:
        row = waiting.count(connection, forms, until, MOST_FAILED)
        mine = (connection, office(), session.account_id, FORMS[session.role], MOST_BEGUN)
        begun = len(intakes.mine(*mine)) if handles else 0
    letters_due = row.letters_due + (row.account_letters_due if may_see(session.role) else 0)
    failed = row.mails_failed + row.reports
    return Counts(begun, letters_due, row.letters_back, failed, _customers(session.role))


def _customers(role: str) -> int:
    """People to call back, second members of staff, documents to post; of whoever may not see them none."""
    return office().ask_cases(_urgent, 0) if role in who(Right.CUSTOMERS) else 0


def _urgent(cases: CaseDatabase) -> int:
    return tasks.count_urgent(cases) + undelivered.count(cases, office().today())
