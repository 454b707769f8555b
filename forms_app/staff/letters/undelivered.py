"""Mail that did not reach the person: a task for staff until one of them has reached her another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, g, redirect, render_template, url_for
from sqlalchemy import Connection, Row, func, select
from werkzeug.wrappers import Response

from forms_app.i18n.translation import LazyString, ngettext
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff import audit
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, present
from forms_app.staff.office import office
from forms_app.staff.paging import Part
from forms_app.staff.rights import EVERY_FORM, FORMS
from forms_app.staff.submissions import contents
from forms_app.storage import outbox as outgoing
from forms_app.storage.outbox import IS_TASK
from forms_app.storage.tables import outbox, submissions

MOST = 100  # as many as the navigation counts
EACH = 50  # on a page
REASONS: dict[str, LazyString] = {
    "refused": _l("The mail server refuses this address."),
    "sender": _l("The mail server does not take this site as a sender. Tell your administrator."),
    "no_answer": _l("No mail server took it within four hours."),
    "perhaps": _l("It was perhaps sent: the mail server did not say whether it took it."),
    "bounced": _l("It was sent and came back."),
    "unclear": _l("Something came back about it that cannot be read. Perhaps it did not arrive."),
    "unreadable": _l("The worker does not have the key that opens its address. Tell your administrator."),
}


@dataclass(frozen=True)
class Task:
    """One mail that failed, and whose it was."""

    reference: str
    title: str
    since: datetime
    reason: str


def mail() -> str:
    with office().database.read() as connection:
        part = Part.asked("page", _count(connection, _tasks(present())), EACH)
        rows = connection.execute(_tasks(present()).limit(EACH).offset(part.skipped)).all()
        trouble, reports = standing(connection), outgoing.reports(connection)
    tasks = [Task(row.reference, contents.title(row.form), row.created_at, reason_of(row)) for row in rows]
    return render_template("staff/mail.html", tasks=tasks, part=part, trouble=trouble, reports=reports)


def reports_seen() -> Response:
    """Somebody saw to the reports that nobody could match, as many as the page showed."""
    try:
        until = datetime.fromisoformat(field("until"))
    except ValueError:
        abort(400)
    with office().database.write() as connection:
        count = outgoing.settle_reports(connection, until) if until.tzinfo else 0
        if count:
            audit.record(connection, office(), Action.REPORTS_SETTLED, present().account_id, None, str(count))
    return redirect(url_for(".mail"), 303)


def of(connection: Connection, reference: str) -> list[tuple[datetime, str]]:
    """(when it was to go out, why it did not) of every mail about this submission that failed."""
    return [(row.created_at, reason_of(row)) for row in outgoing.failed(connection, reference)]


def waiting_for_staff() -> int:
    """How many tasks the person who is signed in can see, up to MOST: it stands in the navigation of every page."""
    with office().database.read() as connection:
        return _count(connection, _tasks(g.session).limit(MOST)) + outgoing.reports(connection).count


def standing(connection: Connection) -> str:
    """One line if mail does not go out at present, else nothing."""
    trouble = outgoing.trouble(connection, office().now())
    if trouble is None:
        return ""
    if trouble.kind == "no_worker":
        return str(_("E-mail does not go out: the program that sends it is not running. Tell your administrator."))
    if trouble.kind == "no_server":
        return str(
            ngettext(
                "%(num)d e-mail waits, because no mail server is set up. Tell your administrator.",
                "%(num)d e-mails wait, because no mail server is set up. Tell your administrator.",
                trouble.waiting,
            )
        )
    return str(
        ngettext(
            "%(num)d e-mail has waited for more than an hour. Tell your administrator.",
            "%(num)d e-mails have waited for more than an hour. Tell your administrator.",
            trouble.waiting,
        )
    )


def reason_of(row: Row[Any]) -> str:
    return str(REASONS.get(row.reason, row.reason))


def _count(connection: Connection, tasks: Any) -> int:
    return connection.execute(select(func.count()).select_from(tasks.subquery())).scalar_one()


def _tasks(session: Session) -> Any:
    """The failed mails about forms that this person may see, the oldest first."""
    failed = select(outbox.c.reference, outbox.c.created_at, outbox.c.reason).where(IS_TASK).subquery()
    columns = failed.c.reference, failed.c.created_at, failed.c.reason, submissions.c.form
    tasks = select(*columns).join(submissions, submissions.c.reference == failed.c.reference)
    if FORMS[session.role] != EVERY_FORM:
        tasks = tasks.where(submissions.c.form.in_(sorted(FORMS[session.role])))
    return tasks.order_by(failed.c.created_at, failed.c.reference)
