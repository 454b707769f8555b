"""What a spreadsheet opens is text and numbers, and never a formula."""

from __future__ import annotations

import csv
import io

import pytest

from forms_app.text import dollars, spreadsheet


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1+cmd|x", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－1", "-1.00x"])
def test_what_could_be_a_formula_is_text(typed: str) -> None:
    assert spreadsheet.cell(typed) == f"'{typed}"


@pytest.mark.parametrize("cents", [0, 5, -5, 100, -8000, 123456789, -123456789])
def test_an_amount_stays_a_number(cents: int) -> None:
    written = dollars.plain(cents)

    assert spreadsheet.cell(written) == written
    assert round(float(written) * 100) == cents


def test_a_file_says_how_it_is_written() -> None:
    text = "".join(spreadsheet.lines(["Año"], [["niño, niña"], ["a\nb"]]))

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [["Año"], ["niño, niña"], ["a\nb"]]


@pytest.mark.parametrize(
    ("cents", "said"), [(123456, "$1,234.56"), (-5, "-$0.05"), (0, "$0.00"), (-100000, "-$1,000.00")]
)
def test_dollars_are_written_as_on_a_pay_stub(cents: int, said: str) -> None:
    assert dollars.exact(cents) == said
