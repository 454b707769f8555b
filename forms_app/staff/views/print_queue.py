"""The print queue: letters are printed one by one or many in one PDF, and noted as mailed on a day."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from forms_app import deadlines
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.letters.inside_letters import InsideLetter, InsideLetters
from forms_app.forms import FORMS
from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit, rights
from forms_app.staff.acts import standing
from forms_app.staff.acts.checks import Asked, Refused
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, fields, number, signed_in
from forms_app.staff.letters import account_letters, on_mailed, print_queue
from forms_app.staff.letters import wording as letters_of
from forms_app.staff.letters.why_none import WHY
from forms_app.staff.office import office
from forms_app.staff.paging import Part
from forms_app.staff.rights import forms_of
from forms_app.staff.search import queues
from forms_app.staff.search.queues import Wanted
from forms_app.staff.views.submission.letters import as_pdf, printable
from forms_app.storage.letters import account_letters as from_inside
from forms_app.storage.letters import letters as rows
from forms_app.storage.letters import queue, returned
from forms_app.storage.letters.letters import SealedLetterRow
from forms_app.storage.rows import NO_DAY, Forms
from forms_app.storage.submissions import submissions

Answer = str | tuple[str, int]
CAN_COME_BACK = timedelta(days=60)  # so long letters about accounts stay listed
TAKEN_BACK_WITHIN = timedelta(days=30)  # of those that were made since


class Changed(Exception):
    """A colleague printed, mailed or took back one of the chosen letters. Nothing is done with any of them."""


class NotThen(Exception):
    """On this day the letter cannot have been mailed."""


class Outdated(Exception):
    """What the letter says is not so any more; its text is the reference."""


def letters() -> Answer:
    return page(200)


def print_letters() -> AnyResponse | Answer:
    """They count as printed from now on, by this person; the PDF is fetched from the page that follows."""
    chosen = _letters_ticked("listed" if field("which") == "all" else "chosen")
    if not chosen:
        return page(422, problem=_("Choose the letters first."))
    batch = secrets.token_hex(16)
    try:
        with office().database.write() as connection:
            for row in _found(connection, chosen):
                _print(connection, row, batch)
    except Changed:
        return page(409, problem=changed_message())
    except Outdated as letter:
        return page(422, problem=_outdated_reason(str(letter)), ticked=chosen)
    return redirect(url_for(".letters", batch=batch), 303)


def printed_letters(batch: str) -> Response:
    """One PDF with every letter of one printing, each on a sheet of its own; every look at it is written down."""
    with office().database.write() as connection:
        found = rows.list_batch(connection, forms_of(signed_in().role), batch) or abort(404)
        for row in found:
            audit.record(connection, office(), Action.LETTER_OPENED, signed_in().account_id, row.reference, row.kind)
    kept = [(print_queue.opened(office(), row).letter, _printed_on(row)) for row in found]
    name = f"{found[0].reference}-{found[0].kind}" if len(found) == 1 else f"letters-{kept[0][1].isoformat()}"
    return as_pdf(printable([replace(letter, on=day) for letter, day in kept]), name)


def _printed_on(row: SealedLetterRow) -> date:
    return deadlines.local_date(row.printed_at or office().now())


def mailed_letters() -> AnyResponse | Answer:
    """The day on which they were mailed is the one that the law asks for."""
    chosen = _letters_ticked("chosen")
    if not chosen:
        return page(422, problem=_("Choose the letters first."))
    try:
        day = day_of(field("mailed_on"))
        with office().database.write() as connection:
            for row in _found(connection, chosen):
                _mail(connection, row, day)
    except Changed:
        return page(409, problem=changed_message())
    except NotThen:
        return page(422, problem=_("A letter is mailed after it was printed, and not after today."), ticked=chosen)
    except Refused as refused:
        asks = isinstance(refused, Asked)
        return page(422, problem=f"{refused.reference}: {refused}", ticked=chosen, asks=asks)
    return redirect(url_for(".letters"), 303)


def _day_typed() -> str | None:
    """What was typed, where it was refused: today in its place would be noted by the next press."""
    return field("mailed_on") or None if request.method == "POST" else None


def day_of(typed: str) -> date:
    """Raises NotThen."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotThen from None


def _print(connection: Connection, row: SealedLetterRow, batch: str) -> None:
    if not _is_true(connection, row):
        raise Outdated(row.reference)
    if not rows.mark_printed(connection, row, office().now(), signed_in().account_id, batch):
        raise Changed
    detail = f"{row.kind} {row.printed + 1}"
    audit.record(connection, office(), Action.LETTER_PRINTED, signed_in().account_id, row.reference, detail)


def _is_true(connection: Connection, row: SealedLetterRow) -> bool:
    """Whether no day that it promised has passed, and nothing was answered, ended or passed on since."""
    kept, kind = print_queue.opened(office(), row), office().letters.get(row.kind)
    if kept.true_until is not None and kept.true_until < _today():
        return False
    about = submissions.find(connection, row.reference)
    if about is None or kind is None:
        return True
    now = standing.status_of(connection, office(), about, standing.content_of(office(), about))
    return not letters_of.changes(kind, kept.reached, standing.how_ended(now))


def _mail(connection: Connection, row: SealedLetterRow, day: date) -> None:
    """Raises NotThen."""
    if day > _today() or not print_queue.can_be_mailed(row, day):
        raise NotThen
    try:
        if not on_mailed.mailed(connection, row, day, sure=field("sure") == "yes"):
            raise Changed
    except Refused as refused:
        refused.reference = row.reference
        raise


def _found(connection: Connection, chosen: dict[str, int]) -> list[SealedLetterRow]:
    """The chosen letters as they were seen. Raises Changed."""
    found = rows.list_chosen(connection, forms_of(signed_in().role), chosen)
    if len(found) != len(chosen) or any(row.printed != chosen[row.id] for row in found):
        raise Changed
    return found


def _letters_ticked(name: str) -> dict[str, int]:
    """Letter and how often it had been printed when the page was drawn."""
    if len(fields(name)) > print_queue.MOST:
        abort(400)  # no page of ours shows so many
    split = [value.partition("@") for value in fields(name)]
    return {letter: number(printed) for letter, _at, printed in split}


def page(
    status: int, problem: str = "", ticked: dict[str, int] | None = None, asks: bool = False, **more: Any
) -> Answer:
    """The whole queue. `more`: what was chosen among the letters about accounts, and whether that asks once more."""
    with office().database.read() as connection:
        lists = _lists(connection, forms_of(signed_in().role))
        if account_letters.may_see(signed_in().role):
            lists |= _about_accounts(connection)
        batch = request.args.get("batch", "")
        printed = rows.list_batch(connection, forms_of(signed_in().role), batch) if batch else []
        elsewhere = [_elsewhere(connection, name) for name in rights.FORMS[signed_in().role]]
    drawn = render_template(
        "staff/letters.html",
        **lists,
        batch=batch if printed else "",
        batch_size=len(printed),
        elsewhere=[one for one in elsewhere if one],
        kinds=office().letters,
        days_left=lambda row: None if row.mail_by == NO_DAY else (row.mail_by - _today()).days,
        today=_today(),
        problem=problem,
        ticked=ticked or {},
        asks=asks,
        mailed_on=_day_typed(),
        **more,
    )
    return drawn, status


def _elsewhere(connection: Connection, form: str) -> dict[str, object]:
    """How many of a form wait to be seen to in the agency's own system; nothing if there are none."""
    how = FORMS[form].policy.elsewhere
    waiting = queues.count(connection, signed_in(), Wanted(form=form), _today()) if how else 0
    return {"form": form, "waiting": how.waiting(waiting), "show": how.show} if how and waiting else {}


def _lists(connection: Connection, forms: Forms) -> dict[str, Any]:
    """Three lists, each in parts of its own: one that is long keeps nobody from the others."""
    each = print_queue.EACH
    to_print = Part.asked("print", queue.count(connection, forms, printed=False), each)
    to_mail = Part.asked("mail", queue.count(connection, forms, printed=True), each)
    back = Part.asked("back", returned.count(connection, forms), each)
    return {
        "to_print": queue.list_page(connection, forms, printed=False, most=each, skipped=to_print.skipped),
        "to_mail": queue.list_page(connection, forms, printed=True, most=each, skipped=to_mail.skipped),
        "came_back": returned.list_page(connection, forms, each, back.skipped),
        "part_to_print": to_print,
        "part_to_mail": to_mail,
        "part_back": back,
    }


def _about_accounts(connection: Connection) -> dict[str, Any]:
    """The letters that come from the inside: those to print, those to mail, and accounts whose notice cannot go out."""
    each = print_queue.EACH
    to_print = Part.asked("aprint", from_inside.count_waiting(connection, printed=False), each)
    to_mail = Part.asked("amail", from_inside.count_waiting(connection, printed=True), each)
    since = office().today() - CAN_COME_BACK
    mailed = Part.asked("amailed", from_inside.count_mailed(connection, since), each)
    batch = request.args.get("account_batch", "")
    printed = from_inside.list_batch(connection, batch) if batch else []
    return {
        "account_to_print": from_inside.list_waiting(connection, printed=False, most=each, skipped=to_print.skipped),
        "account_to_mail": from_inside.list_waiting(connection, printed=True, most=each, skipped=to_mail.skipped),
        "part_account_to_print": to_print,
        "part_account_to_mail": to_mail,
        "account_taken_back": from_inside.list_taken_back(connection, office().now() - TAKEN_BACK_WITHIN),
        "account_mailed": from_inside.list_mailed(connection, since, most=each, skipped=mailed.skipped),
        "part_account_mailed": mailed,
        "account_batch": batch if printed else "",
        "account_batch_size": len(printed),
        "account_kinds": office().account_letters,
        "account_why": WHY,
        "stuck": office().ask_cases(_stuck, list[InsideLetter]()),
    }


def _stuck(cases: CaseDatabase) -> list[InsideLetter]:
    return InsideLetters(cases).stuck()


def _outdated_reason(reference: str) -> str:
    reason = _(
        "The letter of %(reference)s is no longer true: since it was written, a day that it promises has passed, or an "
        "answer, an end or a transfer was noted.",
        reference=reference,
    )
    then = _("Nothing was printed: take that letter back on its page, and write it again.")
    return f"{reason} {then}"


def changed_message() -> str:
    done = _("A colleague printed, mailed or took back one of these in the meantime.")
    then = _("Nothing was done: look, and choose again.")
    return f"{done} {then}"


def _today() -> date:
    return office().today()
