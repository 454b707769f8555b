"""Her conversations: what she sent about a case and what was answered, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms_app.account.forms import about_case, answers, sent
from forms_app.account.forms.sender import account_id
from forms_app.account.forms.sent import EACH, Case, Request
from forms_app.account.services import services
from forms_app.account.views import own_words
from forms_app.account.views.cases.shown import CaseShown
from forms_app.deadlines import Deadline
from forms_app.forms import clock_of
from forms_app.forms.questions import Purpose
from forms_app.storage import status
from forms_app.storage.account import requests
from forms_app.storage.status import Status


@dataclass(frozen=True, slots=True)
class Thread:
    """`place`: of what was sent first in it. `shown`: None once the case is in her account no more."""

    place: int
    case: Case
    shown: CaseShown | None
    newest: Request
    pages: int
    news: int | None  # the place of the newest message with an answer that she has not read


@dataclass(frozen=True, slots=True)
class Said:
    """One message and what came of it. `due`: by when staff answer, while they have not."""

    request: Request
    due: Deadline | None
    is_same: bool  # the answer stands beside her next message, which it answers too

    @property
    def lines(self) -> list[str]:
        """Her own words; of what she sent without the account once they came back."""
        form = self.request.form
        texts = (self.request.kept["answers"].get(name) for name in form.asking(Purpose.STORY))
        return [line for text in texts if text for line in str(text).split("\n") if line.strip()]

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due.last_day < today


def every() -> tuple[list[Thread], int]:
    """The one first in which she wrote last; and how many her present keys do not open."""
    with services().database.read() as connection:
        rows = requests.threads(connection, account_id())
    new = {one.case.mark: one.place for one in reversed(answers.unread()) if one.case}
    found = [(row, sent.at_place(row.last)) for row in rows]
    threads = [
        Thread(
            row.first,
            newest.case,
            about_case.find(newest.case),
            newest,
            max(1, -(-row.count // EACH)),
            new.get(newest.case.mark),
        )
        for row, newest in found
        if newest and newest.case
    ]
    return threads, len(rows) - len(threads)


def holding(place: int) -> Thread | None:
    """The conversation in which this was sent."""
    found = sent.at_place(place)
    return about(found.case) if found and found.case else None


def about(case: Case) -> Thread | None:
    return next((one for one in every()[0] if one.case.mark == case.mark), None)


def said(shown: list[Request | None]) -> list[Said]:
    """The newest first: what was asked before may have joined later."""
    every = (_with_words(one) if one.is_joined else one for one in shown if one)
    known = sorted(every, key=lambda one: one.sent_at, reverse=True)
    newer = [None, *known][: len(known)]
    return [Said(one, _due(one), _is_same(one, next_one)) for one, next_one in zip(known, newer, strict=True)]


def _with_words(joined: Request) -> Request:
    """Once staff have sealed to her what she wrote there."""
    words = own_words.part(joined.kept["reference"])
    return joined.saying(words) if words else joined


def _is_same(one: Request, newer: Request | None) -> bool:
    here, there = one.standing, newer.standing if newer else None
    return bool(here and there and here.reply and _answer(here) == _answer(there))


def _answer(now: Status) -> tuple[object, ...]:
    return now.answered_on, now.reply, now.added


def _due(one: Request) -> Deadline | None:
    if one.standing is None:
        return None
    return status.agency_due(services().rules, one.standing, clock_of(one.standing.form))
