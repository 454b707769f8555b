"""Her conversations: what she sent about a case and what was answered, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from forms_app.account.forms import about_case, answers, lost_keys, sent
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
from forms_app.storage.account.requests import ThreadRow
from forms_app.storage.status import Status


@dataclass(frozen=True, slots=True)
class Thread:
    """`place`: of what was sent first in it; None where all of it was sent with keys that are lost. `shown`: None once
    the case is in her account no more. `count`: of what her keys open; behind it stands the `earlier`, the last first.
    `new`: the newest message with an answer that she has not read."""

    place: int | None
    case: Case
    shown: CaseShown | None
    newest: Request
    count: int
    earlier: tuple[Request, ...]
    new: Request | None

    @property
    def pages(self) -> int:
        return max(1, -(-(self.count + len(self.earlier)) // EACH))

    @property
    def path(self) -> str:
        if self.place is not None:
            return f"/messages/{self.place}/"
        return f"/messages/write/{self.shown.place}/" if self.shown else self.newest.path

    @property
    def path_to_new(self) -> str:
        """To the answer that she has not read."""
        if self.new is None:
            return self.path
        if not self.new.is_earlier:
            return f"/messages/{self.new.place}/?to"
        behind = self.count + [one.place for one in self.earlier].index(self.new.place)
        return f"{self.path}?page={behind // EACH + 1}#{self.new.anchor}"

    def page(self, number: int) -> list[Request | None]:
        """The last first."""
        mine, begin = sent.page(number, self.case) if self.count else [], (number - 1) * EACH
        first = max(0, begin - self.count)
        return [*mine, *self.earlier[first : first + EACH - len(mine)]]


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


def every() -> list[Thread]:
    """Those first with an answer that she has not read; of the others the one in which she wrote last."""
    with services().database.read() as connection:
        rows = requests.threads(connection, account_id())
    earlier, new = _earlier(), {}
    for one in reversed(answers.unread()):
        if one.case:
            new[one.case.mark] = one
    found = [(row, sent.at_place(row.last)) for row in rows]
    mine = [
        _thread(newest, earlier.pop(newest.case.mark, []), new, row) for row, newest in found if newest and newest.case
    ]
    every = [*mine, *(_thread(those[0], those, new) for those in earlier.values())]
    return sorted(every, key=lambda one: one.new is None)


def _thread(
    newest: Request, earlier: Sequence[Request], new: Mapping[bytes, Request], row: ThreadRow | None = None
) -> Thread:
    case = newest.case
    if case is None:
        raise LookupError("in no conversation")
    known = new.get(case.mark) or next((one for one in earlier if one.has_news), None)
    place, count = (row.first, row.count) if row else (None, 0)
    return Thread(place, case, about_case.find(case), newest, count, tuple(earlier), known)


def _earlier() -> dict[bytes, list[Request]]:
    """What was sent with keys that are lost and has come back, by the mark of its case."""
    found: dict[bytes, list[Request]] = {}
    for one in lost_keys.messages():
        if one.case:
            found.setdefault(one.case.mark, []).append(one)
    return found


def is_waiting_for_words() -> bool:
    """Whether more was sent with such keys than stands in the conversations."""
    sent_before = [one for one in lost_keys.every() if not one.kept["channel"] and one.form.policy.is_message]
    return len(sent_before) > len(lost_keys.messages())


def holding(place: int) -> Thread | None:
    """The conversation in which this was sent."""
    found = sent.at_place(place)
    return about(found.case) if found and found.case else None


def about(case: Case) -> Thread | None:
    return next((one for one in every() if one.case.mark == case.mark), None)


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
