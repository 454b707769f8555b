"""Mail that did not reach the person: a task for staff until one of them has reached her another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.i18n.translation import LazyString, ngettext
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.office import office
from forms_app.staff.paging import Part
from forms_app.staff.rights import forms_of
from forms_app.staff.submissions import contents
from forms_app.storage.outbox import health, tasks
from forms_app.storage.outbox.tasks import FailedRow

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
        forms = forms_of(signed_in().role)
        part = Part.asked("page", tasks.count(connection, forms), EACH)
        rows = tasks.list_page(connection, forms, EACH, part.skipped)
        trouble, reports = standing(connection), tasks.reports(connection)
    listed = [Task(row.reference, contents.title(row.form), row.created_at, reason_of(row)) for row in rows]
    return render_template("staff/mail.html", tasks=listed, part=part, trouble=trouble, reports=reports)


def reports_seen() -> Response:
    """Somebody saw to the reports that nobody could match, as many as the page showed."""
    try:
        until = datetime.fromisoformat(field("until"))
    except ValueError:
        abort(400)
    with office().database.write() as connection:
        count = tasks.settle_reports(connection, until) if until.tzinfo else 0
        if count:
            audit.record(connection, office(), Action.REPORTS_SETTLED, signed_in().account_id, None, str(count))
    return redirect(url_for(".mail"), 303)


def of(connection: Connection, reference: str) -> list[tuple[datetime, str]]:
    """(when it was to go out, why it did not) of every mail about this submission that failed."""
    return [(row.created_at, reason_of(row)) for row in tasks.list_failed(connection, reference)]


def standing(connection: Connection) -> str:
    """One line if mail does not go out at present, else nothing."""
    trouble = health.trouble(connection, office().now())
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


def reason_of(row: FailedRow) -> str:
    return str(REASONS.get(row.reason, row.reason))
