"""What holds for all cases of the guideline, tried on some; `make drill ONLY=guideline` tries a hundred thousand."""

from __future__ import annotations

import pytest
from support import guideline_cases, guideline_properties

from forms_app.guideline import law
from forms_app.settings import ROOT

LAWS = law.load(ROOT / "agency")
TEXTS = pytest.mark.parametrize("text", LAWS.texts, ids=lambda text: str(text.id))


def test_a_second_implementation_from_the_statute_agrees_to_the_cent() -> None:
    assert list(guideline_cases.all_differences(LAWS, 2000, seed=1)) == []


@TEXTS
def test_more_income_of_the_payer_never_lowers_the_support_within_a_band(text: law.Law) -> None:
    assert list(guideline_properties.broken_by_income(text, 1000)) == []


@TEXTS
def test_more_time_never_raises_what_is_paid(text: law.Law) -> None:
    assert list(guideline_properties.broken_by_time(text, 1900)) == []


@TEXTS
def test_one_more_child_never_lowers_it_and_nobody_pays_more_than_there_is(text: law.Law) -> None:
    assert list(guideline_properties.broken_by_children(text, 4900)) == []


def test_the_amount_jumps_only_where_the_printed_bands_do_and_by_less_than_two_dollars() -> None:
    found = [jump for text in LAWS.texts for jump in guideline_properties.jumps(text)]
    assert [jump.edge for jump in found] == [2900, 5000, 10_000, 15_000, 800, 6666, 10_000]
    assert all(abs(jump.by) < 2 for jump in found)
