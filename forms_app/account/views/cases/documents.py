"""Her documents: a list with what is to be answered by when, and each as the PDF that the agency's system holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, request

from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.views.cases.shown import by_case_id, cases_shown
from forms_app.account.views.opened import details, hers, only_confirmed, opened
from forms_app.bundles import documents as bundle
from forms_app.bundles.details import Details, Document
from forms_app.i18n.translation import gettext as _
from forms_app.storage.account import inside

AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """`place`: from 1, the oldest first."""

    place: int
    document: Document

    def is_to_answer(self, today: date) -> bool:
        return self.document.answer_by is not None and self.document.answer_by >= today


def documents_shown(whole: Details) -> list[DocumentShown]:
    """The newest first."""
    return [DocumentShown(place, one) for place, one in enumerate(whole.documents, 1)][::-1]


def to_answer(whole: Details, today: date) -> Iterator[DocumentShown]:
    """What still can be answered in time, the most urgent first."""
    open_ones = (one for one in documents_shown(whole) if one.is_to_answer(today))
    yield from sorted(open_ones, key=lambda one: one.document.answer_by or date.max)


@only_confirmed
def documents() -> str:
    """All of them, or where there are many the newest, and those of each year."""
    whole = details()
    every = documents_shown(whole) if whole else []
    year = request.args.get("year", "")
    return draw(
        "account/documents.html",
        whole=whole,
        shown=_of_year(every, year),
        year=year,
        years=_years(every),
        is_here=_here(),
        cases=by_case_id(cases_shown(opened().money, whole)),
        today=services().today(),
    )


@only_confirmed
def document_file(place: int) -> Any:
    """The PDF, checked against the hash that the agency's system gave; else a page that says whom to call."""
    whole = details()
    if whole is None or not 1 <= place <= len(whole.documents):
        abort(404)
    pdf = _open(whole.documents[place - 1])
    if pdf is None:
        return draw("account/document_missing.html"), 404
    response = Response(pdf, content_type="application/pdf")
    name = _("document.pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _of_year(every: list[DocumentShown], year: str) -> list[DocumentShown]:
    of_it = [one for one in every if str(one.document.dated.year) == year]
    return of_it or every[:AT_ONCE]


def _years(every: list[DocumentShown]) -> list[str]:
    """The newest first; none where all stand on one page."""
    return sorted({str(one.document.dated.year) for one in every}, reverse=True) if len(every) > AT_ONCE else []


def _open(document: Document) -> bytes | None:
    her = hers()
    return her.open_bytes(
        bundle.kind_of(her.public.id, document.doc_id), lambda plain: bundle.decode(plain, document.sha256)
    )


def _here() -> Any:
    """Whether a document lies here, sealed to her."""
    her = hers()
    with services().database.read() as connection:
        kinds = inside.kinds_of(connection, her.public.id)
    return lambda one: bundle.kind_of(her.public.id, one.document.doc_id) in kinds
