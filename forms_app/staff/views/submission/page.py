"""One submission: an event is written, then what was sent is opened and read out; beside it, what staff do with it."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms import FORMS, clock_of
from forms_app.i18n.translation import gettext as _
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit, notices
from forms_app.staff.acts import acts, changes, keyed, notes, standing
from forms_app.staff.acts.acts import NAMES
from forms_app.staff.acts.changes import Change
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, signed_in
from forms_app.staff.letters import letter_form, undelivered
from forms_app.staff.letters.why_none import COMPARED, OTHER, WHY
from forms_app.staff.office import office
from forms_app.staff.search import anomaly_flags, pin_requests, queues, reveals
from forms_app.staff.search.pin_requests import Other
from forms_app.staff.submissions import contents, safety, senders
from forms_app.staff.submissions.channels import WAYS
from forms_app.staff.submissions.contents import Content
from forms_app.staff.submissions.outcomes import CHANGES, OUTCOMES
from forms_app.staff.submissions.states import STATES
from forms_app.staff.text_fields import wrong_with
from forms_app.staff.views.submission import answering, beside, ready
from forms_app.storage.outbox import tasks
from forms_app.storage.status import Status
from forms_app.storage.submissions import pin_asks
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import ssn
from forms_app.text.cleaning import tidy

Answer = str | tuple[str, int]


def submission(reference: str) -> Answer:
    return _page(_look_up(reference, Action.OPENED))


def reveal(reference: str) -> Answer:
    """The page without masks, for a reason that the trail keeps. Loading it again asks again."""
    reason = tidy(field("reason"))
    wrong = wrong_with(reason) if reason else _("Write why you need to see it.")
    if wrong:
        return _page(_look_up(reference, Action.OPENED), reason_wrong=wrong, status=422)
    return _page(_look_up(reference, Action.REVEALED, reason), revealed=True)


def change(reference: str) -> Response | Answer:
    state, owner, version = field("state"), field("owner"), field("version")
    if state not in STATES:
        abort(400)
    change_asked = Change(reference, number(version), state, owner)
    try:
        with office().database.write() as connection:
            queues.reachable(connection, signed_in(), reference)
            done = changes.apply(connection, office(), signed_in(), change_asked)
    except LookupError:
        abort(400)
    except changes.NoOutcome:
        return again(reference, 422, no_outcome=True)
    if not done:
        return _page(_look_up(reference, Action.OPENED), tried=change_asked, status=409)
    if field("shown") == f"{state} {owner}":
        notices.told("same")
    return redirect(url_for(".submission", reference=reference), 303)


def note(reference: str) -> Response | Answer:
    text = tidy(field("text"), lines=True)
    if not text or len(text) > notes.LONGEST:
        return again(reference, 422, note_wrong=_note_wrong(text))
    with office().database.write() as connection:
        queues.reachable(connection, signed_in(), reference)
        notes.write(connection, office(), signed_in(), reference, text)
    return redirect(url_for(".submission", reference=reference, _anchor="notes"), 303)


def _note_wrong(text: str) -> str:
    if not text:
        return str(_("Write the note first."))
    values = {"typed": len(text), "most": notes.LONGEST}
    return str(_("It is too long for a note: %(typed)d characters, %(most)d fit.", **values))


def again(reference: str, status: int, **context: Any) -> Answer:
    """The page with what was typed into one of its forms, and why it was not taken."""
    return _page(_look_up(reference, Action.OPENED), status=status, **context)


def _look_up(reference: str, action: Action, detail: str = "") -> SubmissionRow:
    """The row, with the event that it was opened in the same transaction: nothing is seen that is not written down."""
    with office().database.write() as connection:
        row = queues.reachable(connection, signed_in(), reference)
        if action is Action.REVEALED:
            reveals.record(connection, reference, detail)
        else:
            audit.record(connection, office(), action, signed_in().account_id, reference, detail)
        anomaly_flags.opened(connection, row)
    return row


def _differing(row: SubmissionRow, content: Content) -> list[Other]:
    """What other PIN requests say otherwise stands on this page: so they were opened too, and that is written down."""
    if pin_requests.elsewhere_of(row) is None:
        return []
    with office().database.write() as connection:
        others = pin_requests.differing(connection, office(), row, content.answers)
        for other in others:
            audit.record(
                connection, office(), Action.OPENED, signed_in().account_id, other.row.reference, row.reference
            )
            anomaly_flags.opened(connection, other.row)
    return others


def _page(row: SubmissionRow, *, status: int = 200, revealed: bool = False, **context: Any) -> Answer:
    try:
        content = contents.open_content(office(), row)
    except CannotOpen as wrong:
        return _without_content(row, foreign=isinstance(wrong, contents.Unreadable), **context)
    with office().database.read() as connection:
        now = standing.status_of(connection, office(), row, content)
        told_beside = {
            **_clock(row, now),
            **_work(connection, row, now),
            **beside.find_linked(connection, row, content),
            **_acts(row, now),
            **_compared(connection, row),
            **letter_form.beside(connection, row, content, now),
        }
        noted = acts.standing(told_beside["noted"])
        told_beside["origin"] = keyed.origin(connection, office(), row, content, noted)
    told_beside |= {**answering.conversation(row), "changes_before": answering.asked_before(row)}
    told_beside["linked"] = beside.not_among(told_beside["linked"], told_beside["conversation"])
    told_beside["ready_sentences"] = office().ready_sentences
    told_beside |= {"ready_shown": ready.every, "ready_meant": ready.meant}
    told_beside["sender"] = senders.sender_of(office(), row, content)
    read = contents.reading(row.form, content, revealed=revealed)
    has_masks = read.has_masks or (not revealed and any(ssn.found(note.text) for note in told_beside["notes"]))
    about = {"row": row, "reading": read, "revealed": revealed, "has_masks": has_masks}
    about["kept"] = beside.words(row.reference)
    about |= {"safety": safety.safety_of(content.person), "differing": _differing(row, content)}
    return render_template("staff/submission.html", **about, **told_beside, **context), status


def _without_content(row: SubmissionRow, **context: Any) -> Answer:
    """Its day runs, and it can be given to somebody, written beside and closed, as any other."""
    with office().database.read() as connection:
        now = standing.status_of(connection, office(), row, None)
        work = {**_clock(row, now), **_work(connection, row, now)}
    work["kept"] = beside.words(row.reference)
    return render_template("staff/cannot_open.html", row=row, **work, **context), 503


def _clock(row: SubmissionRow, now: Status) -> dict[str, Any]:
    due, today = standing.due(office().rules, now), office().today()
    left = due.days_left(today) if due else None
    return {"standing": now, "due": due, "days_left": left, "today": today}


def _work(connection: Connection, row: SubmissionRow, now: Status) -> dict[str, Any]:
    """What staff wrote and noted, what they must see to, and who can take it on."""
    return {
        "noted": acts.list_acts(connection, office(), row, now),
        "outcomes": OUTCOMES,
        "changes": CHANGES if row.form in FORMS and FORMS[row.form].policy.is_change else {},
        "acts_named": NAMES,
        "ways": WAYS,
        "may_close": standing.is_over(now),
        **beside.newest_notes(connection, row),
        "undelivered": undelivered.of(connection, row.reference),
        "mail_settled": tasks.has_settled(connection, row.reference),
        "colleagues": (able := changes.colleagues(connection, row.form)),
        "cannot_work": changes.owner_apart(connection, row, able),
        "states": STATES,
    }


def _compared(connection: Connection, row: SubmissionRow) -> dict[str, Any]:
    """What the program found of a PIN request, if it compares it."""
    compared = pin_asks.find(connection, row.reference)
    return {
        "compared": compared,
        "why_none": WHY.get(compared.why, OTHER) if compared else "",
        "compared_outcomes": COMPARED,
    }


def _acts(row: SubmissionRow, now: Status) -> dict[str, Any]:
    """What the law still lets staff do; letters apart."""
    clock = clock_of(row.form)
    return {
        "may_extend": bool(clock.extended) and not now.extended and not standing.is_over(now),
        "may_transfer": clock.transferable and not standing.is_over(now),
        "elsewhere": pin_requests.elsewhere_of(row),
        "counties": sorted(CALIFORNIA_COUNTIES - {row.county}),
    }
