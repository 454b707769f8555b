"""What stands beside a submission, the newest there and all of it on its own pages: notes, and what is linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import g, render_template, request
from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.forms import clock_of
from forms_app.sealing.unseal import CannotOpen
from forms_app.staff import audit
from forms_app.staff.acts import notes
from forms_app.staff.acts.conversations import Part
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import number, signed_in
from forms_app.staff.office import office
from forms_app.staff.rights import forms_of
from forms_app.staff.search import index, places, queues
from forms_app.staff.submissions import contents, unsaved_text
from forms_app.staff.submissions.contents import Content
from forms_app.storage.submissions import search_terms
from forms_app.storage.submissions.search_terms import SharingRow
from forms_app.storage.submissions.submissions import SubmissionRow

NOTES, LINKED = 20, 10  # beside the submission
PAGE = 50
Titled = list[tuple[SharingRow, str]]


class AskedBefore(NamedTuple):
    """An inquiry that came so shortly before that the law counts the days."""

    reference: str
    days: int


def notes_page(reference: str) -> str:
    """The notes before one of them, the newest first."""
    before = request.args.get("before", "")
    with office().database.write() as connection:  # they tell of the person too: this is written down
        row = queues.reachable(connection, signed_in(), reference)
        audit.record(connection, office(), Action.OPENED, signed_in().account_id, reference)
    with office().database.read() as connection:
        listed = notes.list_notes(connection, office(), reference, PAGE + 1, number(before) if before else None)
    earlier = listed[PAGE - 1].number if len(listed) > PAGE else None
    return render_template(
        "staff/notes_page.html", row=row, notes=listed[:PAGE], earlier=earlier, kept=words(reference)
    )


def linked_page(reference: str) -> str:
    """Everything else about the same person or case, the newest first."""
    after = places.moment_from_request()
    with office().database.read() as connection:
        row = queues.reachable(connection, signed_in(), reference)
        others = _others(connection, row, PAGE + 1, after)
    further = places.written((others[PAGE - 1].received_at, others[PAGE - 1].reference)) if len(others) > PAGE else ""
    return render_template("staff/linked_page.html", row=row, linked=_with_titles(others[:PAGE]), further=further)


def newest_notes(connection: Connection, row: SubmissionRow) -> dict[str, Any]:
    """The newest, in the order in which they were written; `earlier_notes` if there are others."""
    listed = notes.list_notes(connection, office(), row.reference, NOTES + 1)
    earlier = listed[NOTES - 1].number if len(listed) > NOTES else None
    return {"notes": listed[:NOTES][::-1], "earlier_notes": earlier}


def words(reference: str) -> Callable[..., str]:
    """For each field what stands in it: what was just posted, or was typed before and not sent, or else the default."""
    if "unsent" not in g:
        with office().database.read() as connection:
            g.unsent = unsaved_text.load(connection, office(), signed_in().account_id, reference)
        g.has_unsent = bool(g.unsent)
    words: unsaved_text.Words = g.unsent

    def kept(name: str, default: str = "") -> str:
        return words.get(name, default)

    return kept


def find_linked(connection: Connection, row: SubmissionRow, content: Content) -> dict[str, Any]:
    """What else came in about the same person or case, and whether the same was asked before."""
    others = _carrying(connection, row, content, LINKED + 1, None)
    return {
        "linked": _with_titles(others[:LINKED]),
        "more_linked": len(others) > LINKED,
        "asked_before": _asked_before(connection, row, content),
    }


def not_among(linked: Titled, conversation: Sequence[Part]) -> Titled:
    """Without what stands in the conversation: that is the same person's, and is not warned of as perhaps another's."""
    references = {part.row.reference for part in conversation}
    return [one for one in linked if one[0].reference not in references]


def _others(connection: Connection, row: SubmissionRow, most: int, after: places.Place | None) -> list[SharingRow]:
    try:
        return _carrying(connection, row, contents.open_content(office(), row), most, after)
    except CannotOpen:
        return []


def _carrying(
    connection: Connection, row: SubmissionRow, content: Content, most: int, after: places.Place | None
) -> list[SharingRow]:
    return search_terms.list_sharing(
        connection, _terms(row, content), row.reference, most, forms_of(signed_in().role), after
    )


def _terms(row: SubmissionRow, content: Content) -> frozenset[bytes]:
    return index.numbers_of(office(), row.form, content.answers) | {index.own_term(office(), row.reference)}


def _with_titles(others: list[SharingRow]) -> Titled:
    return [(other, contents.title(other.form)) for other in others]


def _asked_before(connection: Connection, row: SubmissionRow, content: Content) -> list[AskedBefore]:
    """The last inquiry before this one, if a second one on the same subject is deemed a complaint by then
    (22 CCR 111544(d))."""
    repeated = clock_of(row.form).repeated
    if not repeated:
        return []
    here = row.received_at, row.reference
    before = search_terms.list_sharing(connection, _terms(row, content), row.reference, 1, {row.form}, here)
    days = office().rules[repeated].days
    return [AskedBefore(other.reference, days) for other in before if _is_within(repeated, other, row)]


def _is_within(rule: str, other: SharingRow, row: SubmissionRow) -> bool:
    until = deadlines.count(office().rules, rule, deadlines.local_date(other.received_at))
    return deadlines.local_date(row.received_at) <= until.last_day
