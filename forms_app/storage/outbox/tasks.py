"""Mail that did not reach the person, and reports that fit no mail: tasks for staff until somebody has seen to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, literal_column, select, update

from forms_app.storage.outbox.deliveries import NEVER
from forms_app.storage.outbox.kinds import IS_NEWS, REPORT
from forms_app.storage.rows import Forms, columns, of_forms
from forms_app.storage.states import DeliveryState
from forms_app.storage.tables import FAILED as IS_FAILED
from forms_app.storage.tables import SETTLED as IS_SETTLED
from forms_app.storage.tables import outbox, submissions

MOST_REPORTS = 1000
# Written out, not bound: only so does the index over the failed ones apply.
IS_TASK: ColumnElement[bool] = literal_column(IS_FAILED)
WAS_TASK: ColumnElement[bool] = literal_column(IS_SETTLED)


@dataclass(frozen=True, slots=True)
class FailedRow:
    """A mail that failed: `reason` is one of deliveries.Reason, or what an earlier version wrote."""

    id: str
    reference: str
    created_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FailedOfFormRow(FailedRow):
    """The same, with the form that it is about."""

    form: str


@dataclass(frozen=True, slots=True)
class Reports:
    """Delivery reports that fit no mail, and when the last of them came."""

    count: int
    last_at: datetime | None


_COLUMNS = columns(outbox, FailedRow)


def list_failed(connection: Connection, reference: str | None = None) -> list[FailedRow]:
    """Every mail that is a task, of one submission or of all, the oldest first."""
    tasks = select(*_COLUMNS).where(IS_TASK, IS_NEWS).order_by(outbox.c.created_at)
    tasks = tasks if reference is None else tasks.where(outbox.c.reference == reference)
    return [FailedRow(*row) for row in connection.execute(tasks)]


def list_page(connection: Connection, forms: Forms, most: int, skipped: int = 0) -> list[FailedOfFormRow]:
    """Those about submissions of these forms, the oldest first."""
    return [FailedOfFormRow(*row) for row in connection.execute(_of_forms(forms).limit(most).offset(skipped))]


def count(connection: Connection, forms: Forms) -> int:
    """How many there are about submissions of these forms."""
    return int(connection.execute(_select_count(_of_forms(forms))).scalar_one())


def select_count(forms: Forms, most: int) -> Select[Any]:
    """The query that counts them, up to `most`."""
    return _select_count(_of_forms(forms).limit(most))


def counted_reports() -> Select[Any]:
    """The query that counts the reports that nobody has seen to."""
    return select(func.count()).select_from(outbox).where(IS_TASK, outbox.c.kind == REPORT)


def settle(connection: Connection, reference: str) -> bool:
    """Staff have reached this person another way, or need not; False if a colleague said so before."""
    tasks = update(outbox).where(IS_TASK, outbox.c.reference == reference)
    return bool(connection.execute(tasks.values(state=DeliveryState.SETTLED)).rowcount)


def unsettle(connection: Connection, reference: str) -> bool:
    """It was not so: what had failed is a task again; False if there is none."""
    settled = WAS_TASK, IS_NEWS, outbox.c.reference == reference
    return bool(connection.execute(update(outbox).where(*settled).values(state=DeliveryState.FAILED)).rowcount)


def has_settled(connection: Connection, reference: str) -> bool:
    settled = WAS_TASK, IS_NEWS, outbox.c.reference == reference
    return connection.execute(select(outbox.c.id).where(*settled).limit(1)).first() is not None


def keep_report(connection: Connection, report_id: str, now: datetime) -> None:
    """A report came that could not be matched with any mail: staff see that there is one. The same one counts once.

    Strangers can send as many as they like: beyond a number that nobody reads through, no more are counted.
    """
    known = connection.execute(select(outbox.c.id).where(outbox.c.id == report_id)).first()
    if known or reports(connection).count >= MOST_REPORTS:
        return
    row = {"id": report_id, "kind": REPORT, "reference": "", "attempts": 0, "created_at": now, "due_at": NEVER}
    connection.execute(insert(outbox).values(**row, state=DeliveryState.FAILED, reason="unclear"))


def reports(connection: Connection) -> Reports:
    """Those that nobody could match and nobody has seen to."""
    found = select(func.count(), func.max(outbox.c.created_at)).where(IS_TASK, outbox.c.kind == REPORT)
    count, last = connection.execute(found).one()
    return Reports(count, last)


def settle_reports(connection: Connection, until: datetime) -> int:
    """Somebody saw to those that had come until then; how many that were."""
    seen = update(outbox).where(IS_TASK, outbox.c.kind == REPORT, outbox.c.created_at <= until)
    return connection.execute(seen.values(state=DeliveryState.SETTLED)).rowcount


def _of_forms(forms: Forms) -> Select[Any]:
    failed = select(*_COLUMNS).where(IS_TASK).subquery()
    about = select(*columns(failed, FailedOfFormRow, form=submissions.c.form)).join(
        submissions, submissions.c.reference == failed.c.reference
    )
    return about.where(*of_forms(submissions.c.form, forms)).order_by(failed.c.created_at, failed.c.reference)


def _select_count(tasks: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(tasks.subquery())
