"""Whatever is typed into the calculator ends in the right amount or in a sentence that says what to do."""

from __future__ import annotations

import pytest
from support.calculating import IN_BOTH, START, change, estimate_page
from support.visitor import Visitor

AMOUNTS = [
    ("4000", "4,000"),
    ("$4,000", "4,000"),
    ("4.000,00", "4,000"),
    ("4,000.00", "4,000"),
    ("4 000", "4,000"),
    ("4'000", "4,000"),
    ("4000.5", "4,000.50"),
    ("4000,50", "4,000.50"),
    ("4,000.50 dólares", "4,000.50"),
    (" 4000 ", "4,000"),
    ("０", "0"),
    ("1000000000", "1,000,000,000"),
]
WRONG = ["", "four thousand", "-400", "(400)", "4,00.50.1", "1e9", "10^9", "4000.555", "99999999999", "<b>", "4" * 300]


def earn(visitor: Visitor, amount: str, every: str = "monthly", language: str = "en", **more: str) -> None:
    """What the other parent has after taxes."""
    typed = {
        "other_net": amount,
        "other_net-every": every,
        **{f"other_net-{part}": text for part, text in more.items()},
    }
    change(visitor, language, "other-income", typed)


@pytest.mark.parametrize(("amount", "read"), AMOUNTS)
def test_an_amount_is_read_in_the_habits_of_both_languages(visitor: Visitor, amount: str, read: str) -> None:
    earn(visitor, amount, language="es")
    assert visitor.path == estimate_page("es"), visitor.page.mistakes
    assert f"${read} al mes" in visitor.page.text


@IN_BOTH
def test_what_is_no_amount_gets_a_sentence_and_stays_on_the_page(visitor: Visitor, language: str) -> None:
    for wrong in WRONG:
        earn(visitor, wrong, language=language)
        assert (visitor.status, list(visitor.page.mistakes)) == (422, ["other_net"]), wrong
        assert wrong[:40] in "".join(visitor.shown["other_net"])


@pytest.mark.parametrize(
    ("every", "month"),
    [
        ("weekly", "$17,333.33"),
        ("two_weeks", "$8,666.67"),
        ("twice_a_month", "$8,000.00"),
        ("monthly", "$4,000.00"),
        ("yearly", "$333.33"),
    ],
)
def test_pay_is_taken_by_the_month(visitor: Visitor, every: str, month: str) -> None:
    earn(visitor, "4000", every)
    assert month in visitor.page.text


def test_pay_by_the_hour_needs_its_hours(visitor: Visitor) -> None:
    earn(visitor, "20", "hourly")
    assert list(visitor.page.mistakes) == ["other_net-hours"]
    visitor.press("next", {"other_net-hours": "30"})
    assert "$2,600.00" in visitor.page.text


def test_a_month_s_pay_called_an_hour_s_is_asked_about(visitor: Visitor) -> None:
    earn(visitor, "4000", "hourly", hours="40")
    assert visitor.status == 422 and "one hour" in " ".join(visitor.page.mistakes.values())


def test_a_range_the_wrong_way_round_is_told(visitor: Visitor) -> None:
    earn(visitor, "4000", most="3000")
    assert list(visitor.page.mistakes) == ["other_net-most"]


@pytest.mark.parametrize("children", ["1", "10"])
def test_one_child_to_ten(visitor: Visitor, children: str) -> None:
    change(visitor, "en", "children", {"children": children})
    assert visitor.path == estimate_page("en")


@pytest.mark.parametrize("children", ["0", "11", "", "two", "1.5", "-1", "999999"])
def test_any_other_number_of_children_gets_a_sentence(visitor: Visitor, children: str) -> None:
    change(visitor, "en", "children", {"children": children})
    assert (visitor.status, list(visitor.page.mistakes)) == (422, ["children"])


TIMES = [("0", 0), ("100", 100), ("100 %", 100), ("33,3", 33.3), ("12.5%", 12.5)]


@pytest.mark.parametrize(("time", "percent"), TIMES)
def test_no_time_and_all_the_time_are_times_too(visitor: Visitor, time: str, percent: float) -> None:
    change(visitor, "en", "other-time", {"other_time": (), **{"other_time-number": time}})
    assert visitor.path == estimate_page("en")
    assert f"with that parent {percent:g}% of the time" in visitor.page.text


def test_nights_a_year_are_a_part_of_365(visitor: Visitor) -> None:
    change(visitor, "en", "other-time", {"other_time": (), **{"other_time-number": "73", "other_time-unit": "nights"}})
    assert "with that parent 20% of the time" in visitor.page.text


@pytest.mark.parametrize("time", ["", "101", "-5", "half", "0.2"])
def test_no_time_that_there_can_be_gets_a_sentence(visitor: Visitor, time: str) -> None:
    change(visitor, "en", "other-time", {"other_time": (), **{"other_time-number": time}})
    assert visitor.status == 422 and len(visitor.page.mistakes) == 1


def test_a_common_schedule_shows_its_days(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("example-1").open("/forms/calculator/other-time/")
    assert "About 52 days a year: 14 percent" in visitor.page.text


def test_two_zero_incomes_are_nobody_s_support(visitor: Visitor) -> None:
    earn(visitor, "0")
    visitor.open("/forms/calculator/my-income/").press("next", {"my_net": "0"})
    assert visitor.page.one("h1").text == "Nobody would pay: the guideline amount is $0"


def test_a_wage_above_the_base_of_social_security_is_taxed_up_to_it(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("example-2").open("/forms/calculator/other-pay/")
    visitor.press("next", {"other_pay": "40000", "other_pay-every": "monthly"})
    assert visitor.path == estimate_page("en")
    assert "−\u2060$1,743.25" in visitor.page.text  # of 480,000: 6.2 % of 184,500, 1.45 % of all, .9 % above 200,000
