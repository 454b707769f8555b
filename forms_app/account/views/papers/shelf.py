"""All her papers as one list: those of the agency's system, those that go, and the letters of the staff."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask import g

from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.account.views.papers import marks
from forms_app.account.views.papers.marks import Mark
from forms_app.account.words import coded
from forms_app.bundles import papers as bundle
from forms_app.bundles.details import Details, Document
from forms_app.bundles.money import CLOSED_FOR, Money
from forms_app.bundles.papers import WARNED, Known, Letter, Papers
from forms_app.i18n.translation import gettext as _

CASE, GOING, LETTER = "case", "going", "letter"
MARK_DIGITS = 32


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """`place`: from 1 among those of its `kind`, the oldest first. `last_on`: the last day on which it is here, once
    that is known. `posted_on`: when staff mailed it after all."""

    kind: str
    place: int
    document: Document | Letter
    mark: Mark
    is_opened: bool
    posted_on: date | None
    last_on: date | None

    @property
    def name(self) -> str:
        """In addresses."""
        return f"{self.kind}-{self.place}"

    @property
    def which(self) -> str:
        return which(self.document.doc_id)

    @property
    def title(self) -> str:
        """A letter's own heading; of a document the agency's words for what it is."""
        title = self.document.title
        said = title if isinstance(self.document, Letter) else coded("title", title)
        return said or _("A document")

    @property
    def is_new(self) -> bool:
        return not self.is_opened and self.mark.saved_on is None

    @property
    def case_id(self) -> str:
        return self.document.case_id if isinstance(self.document, Document) else ""

    def is_to_answer(self, today: date) -> bool:
        return self.document.answer_by is not None and self.document.answer_by >= today

    def goes_soon(self, today: date) -> bool:
        return self.last_on is not None and self.last_on - today <= WARNED


def which(doc_id: str) -> str:
    """In forms: by what a paper is, for in its place another may stand by the time that a form is posted."""
    return hashlib.sha256(doc_id.encode()).hexdigest()[:MARK_DIGITS]


def papers() -> Papers:
    """What the inside sealed of them; nothing where it has not yet. Opened once for each request."""
    if "papers" not in g:
        her = hers()
        found = her.open(bundle.KIND, Papers) if her.is_confirmed and her.age.is_shown else None
        g.papers = found or Papers((), (), (), None)
    opened: Papers = g.papers
    return opened


def shown(whole: Details | None, money: Money | None) -> list[DocumentShown]:
    """The newest first; none where nothing is to be shown now."""
    if whole is None:
        return []
    last = {case.case_id: case.closed_on + CLOSED_FOR for case in money.cases if case.closed_on} if money else {}
    listed = [(CASE, one, last.get(one.case_id)) for one in whole.documents]
    today = services().today()
    going = [(GOING, one.document, one.last_on) for one in papers().going if one.last_on >= today]
    letters = [(LETTER, one, None) for one in papers().letters]
    if not (listed or going or letters):
        return []
    known, noted = {one.doc_id: one for one in papers().known}, marks.read()
    every = [one for kind in (listed, going, letters) for one in _of_kind(kind, known, noted)]
    return sorted(every, key=lambda one: one.document.dated, reverse=True)


def to_answer(every: Iterable[DocumentShown], today: date) -> list[DocumentShown]:
    """What still can be answered in time, the most urgent first."""
    open_ones = (one for one in every if one.is_to_answer(today))
    return sorted(open_ones, key=lambda one: one.document.answer_by or date.max)


def _of_kind(
    some: Iterable[tuple[str, Document | Letter, date | None]], known: Mapping[str, Known], noted: Mapping[str, Mark]
) -> Iterator[DocumentShown]:
    for place, (kind, one, last_on) in enumerate(some, 1):
        its = known.get(one.doc_id, Known(one.doc_id, False, None))
        mark = noted.get(one.doc_id, marks.NONE)
        yield DocumentShown(kind, place, one, mark, its.is_opened, its.posted_on, last_on)
