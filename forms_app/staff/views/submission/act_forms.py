"""The forms beside a submission in which an act is noted, withdrawn or corrected; what cannot be is said above them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import abort, g, redirect, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.facts.languages import LANGUAGES
from forms_app.forms import FORMS
from forms_app.i18n.translation import gettext as _
from forms_app.staff.acts import notes, standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.acts.checks import Asked, Refused
from forms_app.staff.acts.recording import FOR_HER
from forms_app.staff.auth_guard import card_fields, field, number, signed_in
from forms_app.staff.jobs import arrivals
from forms_app.staff.letters import on_mailed, pin_letters
from forms_app.staff.office import office
from forms_app.staff.search import queues
from forms_app.staff.search.pin_requests import elsewhere_of
from forms_app.staff.submissions.outcomes import CHANGES, OUTCOMES, SAME, WITH_WORDS
from forms_app.staff.text_fields import LONGEST_REASON, LONGEST_REPLY, too_long, wrong_with
from forms_app.staff.views.submission import answering, page, ready
from forms_app.storage.submissions import references
from forms_app.storage.submissions.submissions import SubmissionRow
from forms_app.text import ssn
from forms_app.text.cleaning import clean

Answer = Response | page.Answer
REPLY, ADDITION = "answer.reply", "added.text"
Doing = Callable[[Connection, SubmissionRow], object]


def answered(reference: str) -> Answer:
    """The answer was sent on a day that is given; what was sent becomes closed."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        if elsewhere_of(row):
            abort(400)
        act = Act("answered", _day("answered_on"), _reply(), outcome=_of_change(row))
        answering.note(connection, row, act, sure=field("sure") == "yes")

    arrivals.take_in(office())  # what came in a moment ago is read first
    try:
        return _do(reference, "answer", doing)
    except answering.Beaten:
        return _to_add(reference)


def _to_add(reference: str) -> Answer:
    """What was meant as the answer moves to where it can be added to the one that was given."""
    begun = (g.unsent.get(ADDITION, ""), g.unsent.pop(REPLY, ""))
    g.unsent[ADDITION] = "\n\n".join(text.strip() for text in begun if text.strip())
    problem = _(
        "A colleague answered first: read that answer. What you wrote has not gone out. It stands under the answer, in "
        "the box with which you add to it."
    )
    return page.again(reference, 409, problem=problem)


def added(reference: str) -> Answer:
    """Something is added to the answer that was given; the day of the answer stays."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        if elsewhere_of(row):
            abort(400)
        ready.refuse_blanks(field("text"))
        answering.add(connection, row, Act("added", _today(), _text("text")))

    return _do(reference, "added", doing)


def ready_sentence(reference: str) -> Answer:
    """One that staff chose goes into the answer; where there is no room for it, that is said."""
    sentence, language = office().ready_sentences.get(field("sentence")) or abort(400), field("language")
    if language not in LANGUAGES:
        abort(400)
    with office().database.read() as connection:
        queues.reachable(connection, signed_in(), reference)
    whole = ready.put_into(g.unsent.get(REPLY, ""), sentence, language)
    if wrong := too_long(whole, LONGEST_REPLY):
        return page.again(reference, 422, problem=_("The sentence was not put in: no room is left. %(why)s", why=wrong))
    g.unsent[REPLY] = whole
    return redirect(url_for(".submission", reference=reference, _anchor="card-answer"), 303)


def extended(reference: str) -> Answer:
    """A notice of more time was mailed, with its reason; the due day moves if it was mailed while there was time."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        act = Act("extended", _day("mailed_on", blank=_today()), _reason())
        on_mailed.note(connection, row, act, sure=field("sure") == "yes")

    return _do(reference, "extension", doing)


def transferred(reference: str) -> Answer:
    """Passed to another county's agency, and the person was told otherwise than by a letter of ours."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        on_mailed.note(connection, row, Act("transferred", _day("transferred_on"), county=_county()))

    return _do(reference, "transfer", doing)


def ended(reference: str) -> Answer:
    """Closed without an answer: why and on which day. Of two the earlier one stays, whose day comes first."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        outcome = field("outcome")
        if outcome not in OUTCOMES:
            raise Refused(_("Choose what became of it."))
        text = f"{_same(connection, row)} {_text('reason', LONGEST_REASON)}".strip() if outcome == SAME else _reason()
        on_mailed.note(connection, row, Act("ended", _day("ended_on"), text, outcome=outcome))

    return _do(reference, "end", doing)


def pin_letter(reference: str) -> Answer:
    """A PIN request was seen to in the agency's own system."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        outcome = field("outcome")
        elsewhere = elsewhere_of(row) or abort(400)
        if outcome not in elsewhere.outcomes:
            raise Refused(_("Choose what was done."))
        pin_letters.done(connection, row, elsewhere, outcome, _day("done_on"), _text("remark", LONGEST_REASON))

    return _do(reference, "pin", doing, "notes")


def withdrawn(reference: str) -> Answer:
    """What was noted was not so."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        answering.withdraw(connection, row, field("act"), _reason())

    return _do(reference, "noted", doing)


def corrected(reference: str) -> Answer:
    """What was noted was otherwise: another day, another county, other words."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        other: dict[str, Any] = {"on": _day("on")}
        if field("kind") == "transferred":
            other["county"] = _county()
        if field("kind") in FOR_HER:
            other["text"] = _reply()
        answering.correct(connection, row, field("act"), _reason(), **other)

    return _do(reference, "noted", doing)


def arrival_corrected(reference: str) -> Answer:
    """It came by another way or on another day than was keyed in; its clock runs from there."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        channel = field("channel")
        if channel not in ("phone", "hand", "mail"):
            raise Refused(_("Choose how it came."))
        stamp = _day("came_in_on", blank=_day("day")) if channel == "mail" else None
        act = Act("arrived", _day("day"), _reason(), channel=channel, came_in_on=stamp)  # type: ignore[arg-type]
        on_mailed.note(connection, row, act)

    return _do(reference, "arrival", doing)


def note_struck(reference: str) -> Answer:
    """A note was wrong, or belongs beside another submission."""

    def doing(connection: Connection, row: SubmissionRow) -> None:
        notes.strike(connection, office(), signed_in(), row.reference, number(field("note")), _reason())

    return _do(reference, "notes", doing, "notes")


def _do(reference: str, card: str, doing: Doing, then: str | None = None) -> Answer:
    """All of it or nothing; a refusal shows the page again with what was typed, and is a conflict where a colleague
    changed the submission since that page was drawn."""
    status, seen = 422, field("version")
    try:
        with office().database.write() as connection:
            row = queues.reachable(connection, signed_in(), reference)
            status = 409 if seen and seen != str(row.version) else 422
            doing(connection, row)
    except Refused as refused:
        asks, typed = isinstance(refused, Asked), card_fields()
        context = {"card": card, "sentence": str(refused), "asks": asks, "typed": typed}
        return page.again(reference, status, refused=context)
    return redirect(url_for(".submission", reference=reference, _anchor=then), 303)


def _day(name: str, blank: date | None = None) -> date:
    typed = field(name).strip()
    if not typed and blank is not None:
        return blank
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Refused(_("Enter the day.")) from None


def _text(name: str, most: int = LONGEST_REPLY) -> str:
    """What a staff member wrote, whole. Raises Refused if it is too long, or no screen or paper could show it."""
    if wrong := wrong_with(field(name), most):
        raise Refused(wrong)
    return ssn.mask(clean(field(name), lines=True))


def _reply() -> str:
    """What the person will read. Raises Refused."""
    ready.refuse_blanks(field("reply"))
    return _text("reply")


def _of_change(row: SubmissionRow) -> str:
    """What came of a change that was asked for; nothing of anything else. Raises Refused."""
    form, outcome = FORMS.get(row.form), field("outcome")
    if form is None or not form.policy.is_change:
        return ""
    if outcome not in CHANGES:
        raise Refused(_("Choose what came of it."))
    if (outcome in WITH_WORDS or form.policy.of_date) and not field("reply").strip():
        raise Refused(_("Write what the person must read: the new day, the reason, or what you must know."))
    return outcome


def _reason() -> str:
    reason = _text("reason", LONGEST_REASON)
    if not reason:
        raise Refused(_("Write the reason: it stays in the audit trail."))
    return reason


def _county() -> str:
    if field("county") not in CALIFORNIA_COUNTIES:
        raise Refused(_("Choose the county."))
    return field("county")


def _same(connection: Connection, row: SubmissionRow) -> str:
    """The reference of the one that stays. Raises Refused unless that one came in before and is in reach."""
    try:
        reference = references.read_reference(field("same_as"))
    except ValueError:
        raise Refused(_("Enter the reference of the one that came in before.")) from None
    other = queues.visible(connection, signed_in(), reference)
    if other is None or other.form != row.form or other.reference == row.reference:
        raise Refused(_("There is no other one of this form with this reference."))
    if standing.status_of(connection, office(), other, standing.content_of(office(), other)).state == "ended":
        raise Refused(_("That one was closed without an answer. Give the reference of the one that is answered."))
    if other.received_at > row.received_at:
        raise Refused(_("That one came in later. Close the later one: the earlier one has the earlier due day."))
    return reference


def _today() -> date:
    return office().today()
