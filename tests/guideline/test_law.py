"""The numbers of the law are data: from which day each holds, and a wrong line stops the start with its place."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms_app.facts.files import FactsError
from forms_app.guideline import law
from forms_app.settings import ROOT

LAWS = law.load(ROOT / "agency")


@pytest.mark.parametrize(
    ("day", "id_"), [(date(2026, 11, 28), "2024-09"), (date(2024, 9, 1), "2024-09"), (date(2024, 8, 31), "1994")]
)
def test_the_text_in_force_on_the_day_counts(day: date, id_: str) -> None:
    assert LAWS.on(day).id == id_


def test_a_year_without_its_own_wage_uses_the_last_one_that_is_known_and_says_so() -> None:
    later = LAWS["2024-09"].threshold(2031)
    assert later and later.year == max(one.year for one in LAWS["2024-09"].thresholds)
    assert LAWS["1994"].threshold(2023) is None, "no threshold before is sourced: then there is no range"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('base = "0.165"', "base = 0.165", "base"),
        ("up_to = 5000", "up_to = 2000", "do not rise"),
        ("per = 42149", "per = 42149\namount = 3", "either per or amount"),
        ('law = "2024-09"\nyear = 2025', 'law = "2025"\nyear = 2025', "unknown law"),
        ('times = "2.86"', 'times = "zwei"', "times is not a number"),
        ("number = 7", "number = 77", "no .* for 7 children"),
        ('hourly = "16.50"', 'hourli = "16.50"', "amount"),
        ("checked = 2026-11-28", "", "checked is not a date"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    shutil.copy(ROOT / "agency/guideline.toml", tmp_path)
    file = tmp_path / "guideline.toml"
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FactsError, match=told):
        law.load(tmp_path)
