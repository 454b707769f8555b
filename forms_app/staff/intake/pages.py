"""Keying in a call, a letter or a visit: how it came, the form on one page, a last look, and the code to read out."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, g, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.facts import languages
from forms_app.forms import FORMS, clock_of
from forms_app.forms.questions import Page, Purpose
from forms_app.i18n import urls
from forms_app.sealing import codes
from forms_app.staff import audit, rights
from forms_app.staff.accounts.sessions import Session
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.errors import COUNTS_NOTHING
from forms_app.staff.intake import intakes, whose
from forms_app.staff.intake.intakes import Changed, Intake
from forms_app.staff.intake.sheet import Sheet
from forms_app.staff.letters import wording
from forms_app.staff.office import office
from forms_app.staff.search import places
from forms_app.staff.search.places import Place
from forms_app.staff.submissions import channels
from forms_app.staff.submissions.channels import IntakeStart
from forms_app.storage.filing import Accepted, accept
from forms_app.storage.submissions.submission import Keyed
from forms_app.text import Raw

Answer = str | tuple[str, int] | Response
REARRANGING = ("add", "remove")
MOST = 20  # on a page


def intake() -> str:
    return _draw_start(channels.arriving(None, _forms()))


def begin_intake() -> Answer:
    page = channels.arriving(g.posted, _forms())
    start = channels.read(page, office().rules, _today())
    if start is None:
        return _draw_start(page), 422
    with office().database.write() as connection:
        begun = intakes.begin(connection, office(), signed_in().account_id, start)
        _record(connection, Action.KEYING_BEGUN, start)
    return _to("fill_intake", begun)


def arrival_of_intake(intake: str) -> str:
    begun = _find_unfinished(intake)
    return _arrival(begun, channels.arriving(begun.start.raw, {begun.start.form}))


def change_arrival(intake: str) -> Answer:
    begun = _find_unfinished(intake)
    page = channels.arriving(g.posted, {begun.start.form})
    start = channels.read(page, office().rules, _today())
    if start is None:
        return _arrival(begun, page), 422
    try:
        _save(begun.with_arrival(start))
    except Changed:
        return _arrival(_find_unfinished(intake), page, changed=True), 409
    return _to("fill_intake", begun)


def fill_intake(intake: str) -> str:
    begun = _find_unfinished(intake)
    form = FORMS[begun.start.form]
    raw = begun.raw or dict.fromkeys(form.asking(Purpose.LANGUAGE), [begun.start.language])
    return _draw_sheet(begun, Sheet.of(form, raw))


def keep_intake(intake: str) -> Answer:
    """Whatever button it was: what was typed is kept first, right or not."""
    begun, go = _find_unfinished(intake), field("go")
    sheet = Sheet.of(FORMS[begun.start.form], g.posted)
    g.show_again = lambda: _draw_sheet(begun, sheet, not_kept=True, **COUNTS_NOTHING)
    raw, entry = sheet.rearranged(go) if go.startswith(REARRANGING) else (sheet.raw, "")
    if field("version") != str(begun.version) and raw != begun.raw:
        return _draw_sheet(begun, sheet, changed=True), 409
    try:
        kept = _save(begun.with_raw(raw))
    except Changed:
        return _draw_sheet(_find_unfinished(intake), sheet, changed=True), 409
    if go == "check":
        ready = sheet.check() and not sheet.is_empty
        return _to("check_intake", kept) if ready else (_draw_sheet(kept, sheet, empty=not sheet.error_summary), 422)
    if go in languages.LANGUAGES:
        return redirect(urls.path_in(url_for(".fill_intake", intake=intake), go), 303)
    return _to("fill_intake", kept, anchor=entry or (go.partition(" ")[2] if "keep" in go else ""))


def check_intake(intake: str) -> Answer:
    begun = _find_unfinished(intake)
    sheet = Sheet.of(FORMS[begun.start.form], begun.raw)
    return _draw_check(begun, sheet) if sheet.check() and not sheet.is_empty else _to("fill_intake", begun)


def store_intake(intake: str) -> Answer:
    """One transaction; pressed again it leads to the same codes."""
    begun = _mine(intake)
    if begun.accepted:
        return _to("stored_intake", begun)
    sheet = Sheet.of(FORMS[begun.start.form], begun.raw)
    if not sheet.check() or sheet.is_empty:
        return _to("fill_intake", begun)
    if field("version") != str(begun.version):
        return _draw_check(begun, sheet, changed=True), 409
    if wrong := whose.fault(sheet.form):
        return _draw_check(begun, sheet, wrong=wrong), 422
    try:
        return _to("stored_intake", _store(begun, sheet))
    except Changed:
        return _to("check_intake", begun)


def stored_intake(intake: str) -> Answer:
    begun = _mine(intake)
    if not begun.accepted:
        return _to("fill_intake", begun)
    reference, code = begun.accepted
    context = {"reference": reference, "receipt_code": codes.for_print(code), "intake": begun}
    return render_template("staff/intake_stored.html", **context, agency=office().agency)


def end_intake(intake: str) -> Response:
    """The codes have been given to the person, or what was begun shall not be kept."""
    begun = _mine(intake)
    with office().database.write() as connection:
        intakes.end(connection, begun)
        if not begun.accepted:
            _record(connection, Action.KEYING_DROPPED, begun.start)
    return redirect(url_for(".intake"), 303)


def rescue(session: Session, posted: Raw, intake: str) -> bool:
    """Keep what was posted after the session had ended; only the same person, signed in again, sees it.

    What another tab saved meanwhile stays as it is: beside it this becomes one of its own.
    """
    with office().database.write() as connection:
        begun = intakes.load(connection, office(), session.account_id, intake)
        if begun is None or begun.accepted:
            return False
        raw = Sheet.of(FORMS[begun.start.form], posted).raw
        if raw != begun.raw and posted.get("version") != [str(begun.version)]:
            begun = intakes.begin(connection, office(), session.account_id, begun.start)
            _record(connection, Action.KEYING_BEGUN, begun.start, by=session)
        intakes.save(connection, office(), begun.with_raw(raw))
    return True


def _store(begun: Intake, sheet: Sheet) -> Intake:
    start, now = begun.start, office().now()
    received_on = clock_of(start.form).received(office().rules, start.arrival).on
    keyed = Keyed(signed_in().account_id, start.arrival, received_on, name=whose.name(sheet.form))
    with office().database.write() as connection:
        accepted: Accepted = accept(connection, office(), sheet.form, sheet.values, start.language, now, keyed)
        stored = begun.stored(accepted)
        intakes.save(connection, office(), stored)
        _record(connection, Action.KEYED, start, accepted.reference)
    return stored


def _forms() -> frozenset[str]:
    return rights.FORMS[signed_in().role]


def _list_unstored(most: int, after: Place | None = None) -> list[Intake]:
    with office().database.read() as connection:
        return intakes.mine(connection, office(), signed_in().account_id, _forms(), most, after)


def _mine(intake_id: str) -> Intake:
    """One of this person's own; every other ends with the same page."""
    with office().database.read() as connection:
        begun = intakes.load(connection, office(), signed_in().account_id, intake_id)
    return begun if begun and begun.start.form in _forms() else abort(404)


def _find_unfinished(intake_id: str) -> Intake:
    begun = _mine(intake_id)
    return begun if not begun.accepted else abort(_to("stored_intake", begun))


def _save(begun: Intake) -> Intake:
    with office().database.write() as connection:
        intakes.save(connection, office(), begun)
    return begun


def _record(
    connection: Connection, action: Action, start: IntakeStart, reference: str | None = None, by: Session | None = None
) -> None:
    detail = f"{start.form}, {start.arrival.channel} {start.arrival.filed_on.isoformat()}"
    audit.record(connection, office(), action, (by or signed_in()).account_id, reference, detail)


def _to(endpoint: str, begun: Intake, anchor: str = "") -> Response:
    return redirect(url_for(f".{endpoint}", intake=begun.id, _anchor=anchor or None), 303)


def _draw_start(page: Page) -> str:
    unfinished = _list_unstored(MOST + 1, _after())
    last = unfinished[MOST - 1] if len(unfinished) > MOST else None
    further = places.written((last.until, last.id)) if last and last.until else ""
    begun = {"unfinished": unfinished[:MOST], "further": further}
    return _drawn("intake_start", None, page=page, questions=channels.questions_shown(page), **begun)


def _after() -> Place | None:
    return places.moment_from_request()


def _arrival(begun: Intake, page: Page, changed: bool = False) -> str:
    context = {"page": page, "questions": channels.questions_shown(page), "changed": changed}
    return _drawn("intake_arrival", begun, **context)


def _draw_sheet(begun: Intake, sheet: Sheet, **trouble: bool | None) -> str:
    """`trouble`: changed, empty or not_kept says what is wrong."""
    return _drawn("intake_fill", begun, sheet=sheet, **trouble, **_clock_facts(begun.start))


def _draw_check(begun: Intake, sheet: Sheet, changed: bool = False, wrong: str = "") -> str:
    counted, answers = _clock_facts(begun.start), sheet.values
    told = {
        "sections": sheet.form.whole_reading(answers),
        "notes": sheet.form.notes(answers, office().rules, begun.start.arrival.filed_on, urls.language()),
        "letter_is_safe": wording.is_safe(sheet.form.person(answers)),
    }
    asked = {"asks_whose": whose.is_asked(sheet.form), "typed": whose.typed() if wrong else {}}
    return _drawn("intake_check", begun, sheet=sheet, changed=changed, wrong=wrong, **asked, **told, **counted)


def _clock_facts(start: IntakeStart) -> dict[str, Any]:
    """From which day the clock runs, until when, and by which rule."""
    rules, clock = office().rules, clock_of(start.form)
    received = clock.received(rules, start.arrival)
    counted = {"received": received, "due": clock.due_on(rules, received.on)}
    return {**counted, "start": start, "mail_rule": clock.mail_rule(rules, start.arrival)}


def _drawn(template: str, known: Intake | None = None, **told: Any) -> str:
    known_forms = {form.name: form.title_inside for form in FORMS.values()}
    given = {"intake": known, "forms": known_forms, "ways": channels.WAYS, "agency": office().agency}
    return render_template(f"staff/{template}.html", **given, **told)


def _today() -> date:
    return office().today()
