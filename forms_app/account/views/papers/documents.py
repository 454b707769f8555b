"""Her documents: a list with what is to be answered by when, each as a PDF, and what she did with it.

A GET changes nothing: the button that saves one notes it first, and leads to the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, abort, request

from forms_app.account import orders
from forms_app.account.guard import field
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.views.cases.shown import by_case_id, cases_shown
from forms_app.account.views.opened import details, hers, only_confirmed, opened
from forms_app.account.views.papers import marks, shelf
from forms_app.account.views.papers.shelf import CASE, GOING, LETTER, DocumentShown
from forms_app.bundles import documents as bundle
from forms_app.i18n.translation import gettext as _
from forms_app.storage.account import inside

AT_ONCE = 24
HERE = "/documents/"
FILES = {CASE: "/documents/{}.pdf", GOING: "/documents/going/{}.pdf", LETTER: "/documents/letters/{}.pdf"}


@only_confirmed
def documents() -> str:
    """What is to be answered first; then all of them, or where there are many the newest, and those of each year."""
    whole, today = details(), services().today()
    every = shelf.shown(whole, opened().money)
    year = request.args.get("year", "")
    part = _of_year(every, year)
    first = shelf.to_answer(part, today)
    return draw(
        "account/documents.html",
        whole=whole,
        shown=[*first, *(one for one in part if one not in first)],
        year=year,
        years=_years(every),
        is_here=_here(),
        consent=shelf.papers().consent,
        cases=by_case_id(cases_shown(opened().money, whole)),
        today=today,
    )


@only_confirmed
def act_on_document() -> Any:
    """One of the buttons beside a document: save it, or note that it was printed, or that it was not."""
    one = _found(lambda shown: shown.which == field("which"))
    if field("do") == "save":
        _note_saved(one)
        return see_other(FILES[one.kind].format(one.place))
    with services().database.write() as connection:
        printed = services().today() if field("do") == "printed" else None
        marks.note(connection, one.document.doc_id, printed_on=printed)
    year = field("year")
    return see_other(f"{HERE}{f'?year={year}' if year.isdigit() and len(year) == 4 else ''}#{one.name}")


@only_confirmed
def document_file(place: int) -> Any:
    return _file(CASE, place)


@only_confirmed
def going_file(place: int) -> Any:
    return _file(GOING, place)


@only_confirmed
def letter_file(place: int) -> Any:
    return _file(LETTER, place)


def _file(kind: str, place: int) -> Any:
    """The PDF, checked against its hash; else a page that says whom to call."""
    pdf = _open(_found(lambda shown: shown.name == f"{kind}-{place}"))
    if pdf is None:
        return draw("account/document_missing.html"), 404
    response = Response(pdf, content_type="application/pdf")
    name = _("document.pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _note_saved(one: DocumentShown) -> None:
    """That she opened it the inside hears once, signed by her; the rest is hers alone."""
    with services().database.write() as connection:
        marks.note(connection, one.document.doc_id, saved_on=services().today())
        if one.is_new:
            orders.hand_in(connection, hers().keys, hers().public, "opened", {"doc": one.document.doc_id})


def _found(is_meant: Callable[[DocumentShown], bool]) -> DocumentShown:
    return next(filter(is_meant, shelf.shown(details(), opened().money)), None) or abort(404)


def _of_year(every: list[DocumentShown], year: str) -> list[DocumentShown]:
    of_it = [one for one in every if str(one.document.dated.year) == year]
    return of_it or every[:AT_ONCE]


def _years(every: list[DocumentShown]) -> list[str]:
    """The newest first; none where all stand on one page."""
    return sorted({str(one.document.dated.year) for one in every}, reverse=True) if len(every) > AT_ONCE else []


def _open(one: DocumentShown) -> bytes | None:
    her, document = hers(), one.document
    return her.open_bytes(
        bundle.kind_of(her.public.id, document.doc_id), lambda plain: bundle.decode(plain, document.sha256)
    )


def _here() -> Any:
    """Whether a document lies here, sealed to her."""
    her = hers()
    with services().database.read() as connection:
        kinds = inside.kinds_of(connection, her.public.id)
    return lambda one: bundle.kind_of(her.public.id, one.document.doc_id) in kinds
