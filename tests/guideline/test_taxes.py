"""Taxes: to the cent where published rows and other programs agree, to the dollar on returns that nobody chose."""

from __future__ import annotations

import csv
import json
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from support.tax_oracle import Kept, difference, exemption_deducted, separate_with_children

from forms_app.facts.files import FactsError
from forms_app.guideline import records
from forms_app.guideline.taxes import returns, tables
from forms_app.guideline.taxes.tables import STATUSES, Status
from forms_app.settings import ROOT

SOURCES = records.load(ROOT / "agency")
VECTORS = json.loads((ROOT / "tests/data/guideline_vectors.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = VECTORS["gross_vectors"]["cases"]
NAMES = {"single": "single", "hoh": "head_of_household"}


@pytest.mark.parametrize("row", VECTORS["tax_vectors"]["rows"], ids=lambda row: f"{row['year']}-{row['wages']}")
def test_the_rows_on_which_three_programs_agree_come_out_to_the_cent(row: dict[str, Any]) -> None:
    income = returns.Income(cast(Status, NAMES[row["status"]]), Fraction(row["wages"]), row["kids"])
    found = returns.work_out(SOURCES.taxes, row["year"], income)
    assert float(found.federal) == pytest.approx(row["federal"], abs=0.005)
    assert float(found.fica) == pytest.approx(row["fica"], abs=0.005)
    if row["california"] is not None:
        assert float(found.california) == pytest.approx(row["california"], abs=0.005)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_gross_pay_becomes_net_income_and_support(case: dict[str, Any]) -> None:
    given = {name: case[name] for name in ("year", "share_a", "children", "A", "B")}
    found = records.answer(SOURCES, {"kind": "gross", "law": "2024-09", "input": given})
    for parent in ("A", "B"):
        assert found[parent]["net"] == pytest.approx(case[parent]["net"], abs=0.01)
        assert found[parent]["annual_tax"] == pytest.approx(case[parent]["annual_tax"], abs=0.01)
    assert (found["payer"], found["lia_applies"]) == (case["payer"], case["lia_applies"])
    assert found["guideline"] == pytest.approx(case["guideline"], abs=0.02)
    assert found["low_end"] == pytest.approx(case["low_end"], abs=0.02)
    assert found["addon_share_a"] == pytest.approx(case["addon_share_a"], abs=0.0001)


def test_a_thousand_returns_of_another_program_agree_to_the_dollar_or_differ_for_a_known_reason() -> None:
    with (ROOT / "tests/data/tax_returns.csv").open(encoding="utf-8", newline="") as lines:
        found = [difference(Kept.of(line)) for line in csv.DictReader(lines)]
    assert len(found) == 1000
    assert [line for line in found if line] == []


def test_sixty_returns_of_a_third_program_agree_to_the_dollar_or_differ_for_a_known_reason() -> None:
    """policyengine-us 2.68.0, run once; how, stands in tests/drill/control/ask_policyengine.py."""
    file = ROOT / "tests/data/tax_returns_policyengine_us_2.68.0.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        kept = [Kept.of(line) for line in csv.DictReader(lines)]
    assert len(kept) == 60
    assert [line for one in kept if (line := difference(one, (separate_with_children, exemption_deducted)))] == []
    assert sum(bool(difference(one)) for one in kept) == 3, "each reason explains what it names and no more"


def test_a_later_year_uses_the_newest_tables_and_says_which_and_an_earlier_one_is_refused() -> None:
    income = returns.Income("single", Fraction(50_000))
    assert returns.work_out(SOURCES.taxes, 2031, income).years == (2026, 2025, 2026)
    with pytest.raises(ValueError, match="2024"):
        returns.work_out(SOURCES.taxes, 2023, income)


@pytest.mark.parametrize("status", STATUSES)
def test_a_dollar_more_never_leaves_more_than_a_dollar_less(status: Status) -> None:
    before = None
    for wages in range(0, 700_000, 2500):
        net = returns.work_out(SOURCES.taxes, 2025, returns.Income(status, Fraction(wages), 2)).net_a_month * 12
        assert before is None or net > before - 100, (status, wages)
        before = net


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('"0.37"]', "0.37]", "rates is not a whole number"),
        ("over = [11600, 47150", "over = [47150, 11600", "over does not rise"),
        ("eic_most = [632, ", "eic_most = [", "eic_most is not a list of 4"),
        ("year = 2026\nsocial", "year = 2025\nsocial", "the year stands twice"),
        ('disability = "0.011"', 'disabilty = "0.011"', "disability is not a whole number"),
        ("base = 168600", "base = 168600\nbasis = 3", "unknown key basis"),
        ("separate = { standard = 14600,", "seperate = { standard = 14600,", "separate. is missing"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    shutil.copy(ROOT / "agency/taxes.toml", tmp_path)
    text = (tmp_path / "taxes.toml").read_text("utf-8")
    assert right in text
    (tmp_path / "taxes.toml").write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FactsError, match=named):
        tables.load(tmp_path)
