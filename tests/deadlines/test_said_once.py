"""How many days the law gives is said once, in agency/deadlines.toml: nowhere else in code, templates or handbook."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms_app import deadlines
from forms_app.settings import ROOT
from website.checks.facts.literals import day_counts

LEGAL = {rule.days for rule in deadlines.load(ROOT / "agency").periods.values()}
# Days of our own, which no law gives and which happen to be as many.
OURS = {
    "handbook/editors.md": {"90 days", "90 días"},  # how a call looks when it is answered
    "handbook/operators.md": {"30 days"},  # how long copies of mail are kept
    # Letters with codes; how long a closed case can be read; the warning before a paper goes.
    "handbook/account.md": {"10 days", "30 days", "60 days", "90 days"},
    "forms_app/bundles/papers.py": {"days=30"},
    "forms_app/bundles/money.py": {"days=90"},
    "forms_app/case_worker/papers/shelf.py": {"30 days"},
    "forms_app/case_data/store/for_staff/undelivered.py": {"days=60"},  # how long what was done stays listed
    # What is due soon; how far back the audit trail looks first; letters with codes.
    "handbook/staff.md": {"five days", "30 days", "60 days", "ten days"},
    "forms_app/templates/staff/inbox.html": {"five days"},
    "forms_app/forms/calculator/schedules.py": {"Three days"},  # of a week, with a parent
    "forms_app/templates/staff/counts.html": {"five days"},
    "forms_app/templates/staff/audit.html": {"30 days"},
    "forms_app/account/views/today.py": {"90 days"},  # how long a closed case can be read
    "forms_app/templates/account/no_case.html": {"90 days"},
    # One letter with a code in ten days; none where the address changed within sixty.
    "forms_app/case_worker/mailing.py": {"days=10", "days=60"},
    "forms_app/staff/customers/words.py": {"10 days"},
    "forms_app/templates/staff/customers/cards.html": {"10 days"},
    "forms_app/templates/staff/pin_letter.html": {"10 days"},
    "forms_app/staff/letters/why_none.py": {"60 days"},
    "forms_app/templates/staff/account_letters.html": {"60 days"},
    "forms_app/staff/views/print_queue.py": {"days=30", "days=60"},  # how long letters about accounts stay listed
    "forms_app/case_worker/telling/sending.py": {"days=30"},  # longer than a mail takes to come back
    "forms_app/phone/made_up.py": {"days=10", "days=3"},  # of made-up cases
    "forms_app/web/sign_in/limits.py": {"DEVICE_DAYS = 90"},  # how long a browser is known
    "forms_app/staff/views/audit_trail.py": {"days=30"},
    "forms_app/staff/search/queues.py": {"days=5"},
    "forms_app/staff/search/near_dates.py": {"days=90"},  # how long a date that has passed stays listed
    "forms_app/templates/staff/customers/near_sheet.html": {"five days"},
    "website/words.toml": {"thirty days", "treinta días"},  # stands for any call while a text is measured
}
# The table of facts writes the days out, so that they can be compared with their sources.
READ = [
    *(path for path in (ROOT / "handbook").glob("*.md") if path.name != "facts.md"),
    *(path for kind in ("*.py", "*.html") for path in (ROOT / "forms_app").rglob(kind)),
    *(path for kind in ("*.py", "*.html", "*.toml") for path in (ROOT / "website").rglob(kind)),
    ROOT / "README.md",
]


def typed(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    yield from (found[0] for found, count in day_counts(text) if count in LEGAL)
    if path.suffix == ".py":
        yield from counted(ast.parse(text))


def counted(code: ast.Module) -> Iterator[str]:
    """`timedelta(days=30)` and `MOST_DAYS = 30`."""
    for node in ast.walk(code):
        if isinstance(node, ast.keyword) and node.arg == "days" and is_legal(node.value):
            yield f"days={ast.unparse(node.value)}"
        if isinstance(node, ast.Assign) and "DAYS" in ast.unparse(node.targets[0]) and is_legal(node.value):
            yield ast.unparse(node)


def is_legal(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value in LEGAL


def test_no_legal_day_is_typed_a_second_time() -> None:
    found = {path.relative_to(ROOT).as_posix(): set(typed(path)) for path in READ}
    assert {path: days for path, days in found.items() if days} == OURS


@pytest.mark.parametrize(
    "said", ["within 30 days", "dentro de los treinta días", "five (5) business days", "the ninety-day limit, 90 days"]
)
def test_a_legal_day_is_known_in_figures_and_in_words(tmp_path: Path, said: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(said, "utf-8")
    assert list(typed(page))


@pytest.mark.parametrize("said", ["OLD = timedelta(days=30)", "ANSWER_DAYS = 30"])
def test_a_legal_day_is_known_in_code(tmp_path: Path, said: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(said, "utf-8")
    assert list(typed(module))
