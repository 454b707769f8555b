"""The clock against cases worked out by hand, each with its source."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from forms_app import deadlines
from forms_app.deadlines import Deadline, Rules
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")

COUNTED: dict[str, Callable[[Rules, date], Deadline]] = {
    "complaint": deadlines.complaint_deadline,
    "answer": deadlines.answer_due,
    "answer extended": lambda rules, day: deadlines.answer_due(rules, day, extended=True),
    "transfer": deadlines.transfer_due,
    "transfer copy": deadlines.transfer_copy_due,
    "transfer answer": deadlines.transfer_answer_due,
    "inquiry": lambda rules, day: deadlines.count(rules, "inquiry_answer", day),
    "inquiry repeated": lambda rules, day: deadlines.count(rules, "inquiry_repeated", day),
    "hearing set": lambda rules, day: deadlines.count(rules, "hearing_set", day),
    "dismissal": deadlines.dismissal_answer,
    "no show": deadlines.no_show_answer,
    "compliance": deadlines.compliance_report_due,
    "enrollment open": lambda rules, day: deadlines.count(rules, "enrollment_open", day),
    "enrollment package": deadlines.enrollment_package_due,
    "enrollment deficiency": lambda rules, day: deadlines.count(rules, "enrollment_deficiency", day),
}


def cases() -> list[dict[str, str]]:
    with (ROOT / "tests/data/clock_cases.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CASES = cases()


def name_of(case: dict[str, str]) -> str:
    return f"{case['what']} {case['day']} {case['answered']}".replace(" ", "_")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def days_of(case: dict[str, str]) -> list[date | None]:
    return [day(case[key]) for key in ("opens_on", "aim_for", "last_day", "perhaps")]


def counted(case: dict[str, str]) -> list[date | None]:
    what, start = case["what"], date.fromisoformat(case["day"])
    if what.startswith("received "):
        arrival = deadlines.arrival(RULES, what.removeprefix("received "), start)  # type: ignore[arg-type]
        assert arrival.filed_on == start
        return [None, arrival.received_on, arrival.received_on, None]
    if what.startswith("hearing") and what != "hearing set":
        window = deadlines.hearing_window(RULES, start, day(case["answered"]), extended=what.endswith("extended"))
        perhaps = window.perhaps.last_day if window.perhaps else None
        return [window.opens_on, window.last.aim_for, window.last.last_day, perhaps]
    deadline = COUNTED[what](RULES, start)
    return [None, deadline.aim_for, deadline.last_day, None]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_clock_agrees_with_the_worked_case(case: dict[str, str]) -> None:
    assert counted(case) == days_of(case), case["why"]


def test_there_are_at_least_sixty_worked_cases_each_with_a_source_and_a_reason() -> None:
    assert len(CASES) >= 60
    assert [case for case in CASES if not (case["source"] and case["why"])] == []


def test_every_rule_that_is_counted_has_a_worked_case() -> None:
    assert set(COUNTED) - {case["what"] for case in CASES} == set()
