"""What waits around customers' accounts, the first by its day: two of staff, calls back, late letters, new accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import people, undelivered
from forms_app.case_data.store.for_staff import tasks as rows
from forms_app.case_data.store.for_staff.account import Ask
from forms_app.case_data.store.for_staff.tasks import LateLetter, NewAccount, Waiting
from forms_app.case_data.store.for_staff.undelivered import Undelivered
from forms_app.deadlines import local_date
from forms_app.staff.customers import opening
from forms_app.staff.office import Office
from forms_app.staff.paging import Part

EACH = 25
LAST_FIGURES = 4
Task = Waiting | LateLetter | NewAccount | Undelivered


class Row(NamedTuple):
    """A task, and the way to its person: the last figures of the number, for there is no reason yet to see the name."""

    ticket: str
    figures: str
    task: Any
    days_left: int | None = None


@dataclass(frozen=True)
class Lists:
    """`part_new`, `part_late` and `part_papers`: which part of a long list is shown."""

    second: list[Row]
    call_back: list[Row]
    late: list[Row]
    new: list[Row]
    papers: list[Row]
    part_late: Part
    part_new: Part
    part_papers: Part

    @property
    def nothing(self) -> bool:
        return not (self.second or self.call_back or self.late or self.new or self.papers)


def waiting(cases: CaseDatabase, office: Office) -> Lists:
    today = office.today()
    part_late = Part.asked("late", rows.count_late_letters(cases, today), EACH)
    part_new = Part.asked("new", rows.count_new_accounts(cases), EACH)
    part_papers = Part.asked("papers", undelivered.count(cases, today), EACH)
    papers = undelivered.waiting(cases, today, part_papers.skipped, EACH)
    second, call_back = rows.for_a_second(cases), rows.to_call_back(cases)
    late = rows.late_letters(cases, today, part_late.skipped, EACH)
    new = rows.new_accounts(cases, part_new.skipped, EACH)
    everybody: list[Task] = [*second, *call_back, *late, *new, *papers]
    known = people.among(cases, {one.person_id for one in everybody})
    figures = {person_id: person.participant_id[-LAST_FIGURES:] for person_id, person in known.items()}

    def made(tasks: Iterable[Task]) -> list[Row]:
        return [
            Row(opening.ticket(one.person_id), figures.get(one.person_id, ""), one, _days_left(one, office))
            for one in tasks
        ]

    urgent = made(second), made(call_back), made(late)
    return Lists(*urgent, made(new), made(papers), part_late, part_new, part_papers)


def named(cases: CaseDatabase, person_ids: Iterable[str]) -> list[tuple[str, str]]:
    """(what opens the page, last figures) of those who are still there."""
    wanted = list(person_ids)
    known = people.among(cases, set(wanted))
    those = (known[person_id] for person_id in wanted if person_id in known)
    return [(opening.ticket(one.person_id), one.participant_id[-LAST_FIGURES:]) for one in those]


def due_on(office: Office, ask: Ask) -> date:
    """Whoever says "that was not me" is called back the same business day; said on a closed day, on the next one."""
    return office.rules.next_business_day(local_date(ask.at))


def _days_left(task: Task, office: Office) -> int | None:
    if isinstance(task, Waiting):
        return (due_on(office, task.ask) - office.today()).days
    if isinstance(task, LateLetter):
        return (task.mail_by - office.today()).days
    if isinstance(task, Undelivered):
        return (task.answer_by - office.today()).days if task.answer_by else None
    return (task.until - office.today()).days if task.until else None
