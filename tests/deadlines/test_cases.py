"""The clock against cases worked out by hand, each with its source."""

import csv
from datetime import date

import pytest

from forms_app import deadlines
from forms_app.settings import ROOT

RULES = deadlines.load(ROOT / "agency")

# What a case counts, and the rule that counts it.
COUNTED = {
    "complaint": "complaint_filing",
    "answer": "complaint_answer",
    "answer extended": "complaint_answer_extended",
    "transfer": "transfer",
    "transfer copy": "transfer_copy",
    "transfer answer": "transfer_answer",
    "inquiry": "inquiry_answer",
    "inquiry repeated": "inquiry_repeated",
    "hearing set": "hearing_set",
    "dismissal": "dismissal_answer",
    "no show": "no_show_answer",
    "compliance": "compliance_report",
    "enrollment open": "enrollment_open",
    "enrollment package": "enrollment_package",
    "enrollment deficiency": "enrollment_deficiency",
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
        received_on = deadlines.received_on(RULES, what.removeprefix("received "), start)  # type: ignore[arg-type]
        return [None, received_on, received_on, None]
    if what.startswith("hearing") and what != "hearing set":
        window = deadlines.hearing_window(RULES, start, day(case["answered"]), extended=what.endswith("extended"))
        perhaps = window.perhaps.last_day if window.perhaps else None
        return [window.opens_on, window.last.aim_for, window.last.last_day, perhaps]
    deadline = deadlines.count(RULES, COUNTED[what], start)
    return [None, deadline.aim_for, deadline.last_day, None]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_clock_agrees_with_the_worked_case(case: dict[str, str]) -> None:
    assert counted(case) == days_of(case), case["why"]


def test_there_are_at_least_sixty_worked_cases_each_with_a_source_and_a_reason() -> None:
    assert len(CASES) >= 60
    assert [case for case in CASES if not (case["source"] and case["why"])] == []


def test_every_rule_that_is_counted_has_a_worked_case() -> None:
    assert set(COUNTED) - {case["what"] for case in CASES} == set()
