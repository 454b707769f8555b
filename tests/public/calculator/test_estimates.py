"""The estimate: the right amount, who pays it, each step, and nothing that could be read as an order or advice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from support.calculating import GROSS, IN_BOTH, SHORT, START, answer, estimate_page
from support.visitor import Typed, Visitor

from forms_app.guideline import records
from forms_app.settings import ROOT

VECTORS = [
    vector
    for vector in json.loads((ROOT / "tests/data/guideline_vectors.json").read_text("utf-8"))["vectors"]
    if vector["kind"] == "support" and vector["law"] == "2024-09"
]


def text(visitor: Visitor) -> str:
    return visitor.page.text


@IN_BOTH
def test_the_shortest_way_asks_seven_things_and_gives_the_amount_of_the_law(visitor: Visitor, language: str) -> None:
    answer(visitor, language, SHORT)
    assert visitor.path == estimate_page(language)
    assert visitor.page.one("h1").text.count("$840") == 1  # .25 × 1.2 × (4,000 − .2 × 6,000)
    for number in ("$840.00", "0.3", "20%", "$6,000.00"):
        assert number in text(visitor)


@IN_BOTH
def test_each_step_names_its_section_of_the_law(visitor: Visitor, language: str) -> None:
    answer(visitor, language, SHORT)
    for section in ("4055(b)(1)", "4055(b)(3)", "4055(a)", "4055(b)(5)", "4055(b)(7)", "3830", "5.275"):
        assert section in text(visitor)


@IN_BOTH
def test_with_pay_before_taxes_the_amount_is_that_of_the_command_line(visitor: Visitor, language: str) -> None:
    parents = {"A": {"gross": 3000, "mstat": 33}, "B": {"gross": 5000, "dependents": 2}}
    given = {"year": 2026, "share_a": 0.5, "children": 2, **parents}
    expected = records.answer(records.load(ROOT / "agency"), {"kind": "gross", "law": "2024-09", "input": given})
    answer(visitor, language, GROSS)
    assert f"${expected['guideline']:,.2f}" in text(visitor)
    assert f"${expected['A']['net']:,.2f}" in text(visitor)
    assert "2025" in text(visitor)  # the newest tables of California are of that year, and it is said


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_every_vector_of_today_s_law_comes_out_on_the_page(visitor: Visitor, vector: dict[str, Any]) -> None:
    answer(visitor, "en", _typed(vector["input"]))
    assert visitor.path == estimate_page("en"), visitor.page.mistakes
    expected = vector["expect"]
    amount = expected["guideline"]
    assert f"${amount:,.2f}" in text(visitor) or not round(amount)
    assert visitor.page.one("h1").text.startswith({"A": "You would", "B": "The other"}.get(expected["payer"], "Nobody"))


def _typed(given: dict[str, Any]) -> dict[str, Typed]:
    share, time = given["share_a"], dict[str, Typed]()
    if not isinstance(share, list):
        time = {"home": {"home": "me"}, "other-time": {"other_time-number": f"{100 - 100 * share:g}"}}
    else:
        each = {f"each-{number}-time-number": f"{100 * one:g}" for number, one in enumerate(share, start=1)}
        time = {"home": {"home": "differs"}, "each": each}
    nets = {who: f"{given[f'net_{parent}']:g}" for who, parent in (("my", "a"), ("other", "b"))}
    return {
        **SHORT,
        "children": {"children": str(given["children"])},
        **time,
        "my-income": {"my_net": nets["my"], "my_net-every": "monthly"},
        "other-income": {"other_net": nets["other"], "other_net-every": "monthly"},
    }


def test_taxes_of_a_pay_stub_are_taken_as_they_are(visitor: Visitor) -> None:
    stub: dict[str, Typed] = {
        **SHORT,
        "start": {"way": "stub"},
        "my-pay-stub": {"my_stub": "1500", "my_stub-every": "twice_a_month", "my_stub-taxes": "500"},
        "other-pay-stub": {"other_stub": "60000", "other_stub-every": "yearly", "other_stub-taxes": "12000"},
    }
    answer(visitor, "en", stub)
    assert visitor.page.one("h1").text == "The other parent would pay $840 a month"


@IN_BOTH
def test_a_range_of_income_gives_a_range(visitor: Visitor, language: str) -> None:
    between: Typed = {"other_net": "3500", "other_net-most": "4500", "other_net-every": "monthly"}
    answer(visitor, language, {**SHORT, "other-income": between})
    heading = visitor.page.one("h1").text
    assert "$720" in heading and "$960" in heading  # .3 × (3,500 − 1,100) and .3 × (4,500 − 1,300)


def test_an_unknown_income_is_taken_as_the_minimum_wage_and_said(visitor: Visitor) -> None:
    answer(visitor, "en", {**SHORT, "other-income": {"other_net-none": "yes"}})
    assert visitor.path == estimate_page("en")
    assert "Pay for full time at the minimum wage, because it is not known" in text(visitor)
    assert "$16.90 an hour, of 2026" in text(visitor)


def test_unknown_time_gives_amounts_for_several_times(visitor: Visitor) -> None:
    answer(visitor, "en", {**SHORT, "home": {"home": "unknown"}})
    assert visitor.page.one("h1").text == "The amount depends on the time with each parent"
    assert "75% with you" in text(visitor) and "The other parent: $781" in text(visitor)
    assert [heading.text for heading in visitor.page.all("h2")][0] == "What if"


def test_a_low_income_is_a_range_with_both_ends(visitor: Visitor) -> None:
    answer(visitor, "en", {**SHORT, "other-income": {"other_net": "2400", "other_net-every": "monthly"}})
    heading = visitor.page.one("h1").text
    assert heading.startswith("The other parent would pay from $")
    assert "4055(b)(7)" in text(visitor) and "$2,929.33" in text(visitor)


def test_different_times_are_averaged(visitor: Visitor) -> None:
    each: Typed = {"each-1-time-number": "90", "each-2-time-number": "70"}
    given = {**SHORT, "children": {"children": "2"}, "home": {"home": "differs"}, "each": each}
    answer(visitor, "en", given)
    assert visitor.page.one("h1").text == "The other parent would pay $1,344 a month"  # 1.6 × 840
    assert "90%, 70%" in text(visitor)


def test_another_child_asks_for_the_times_anew(visitor: Visitor) -> None:
    each: Typed = {"each-1-time-number": "90", "each-2-time-number": "70"}
    answer(visitor, "en", {**SHORT, "children": {"children": "2"}, "home": {"home": "differs"}, "each": each})
    visitor.open("/forms/calculator/children/").press("next", {"children": "3"})
    assert visitor.path == "/forms/calculator/each/"
    assert visitor.open(estimate_page("en")).path == "/forms/calculator/each/"
    visitor.press("add").press("next", {"each-3-time-number": "80"})
    assert visitor.path == estimate_page("en") and "90%, 70%, 80%" in text(visitor)


def test_no_figure_stands_in_an_address_or_a_title(visitor: Visitor) -> None:
    answer(visitor, "en", SHORT)
    assert "840" not in visitor.page.title
    assert not any("840" in link.attrs["href"] or "2000" in link.attrs["href"] for link in visitor.page.all("a"))


@IN_BOTH
def test_the_state_s_calculator_is_linked_from_every_page(visitor: Visitor, language: str, app: Flask) -> None:
    official = app.extensions["services"].agency.links["calculator"].url
    visitor.open(START[language])
    assert official in [link.attrs["href"] for link in visitor.page.all("a")]
    visitor.press()
    while visitor.path != estimate_page(language):
        assert official in [link.attrs["href"] for link in visitor.page.all("a")]
        visitor.press("next", SHORT[visitor.path.rstrip("/").rsplit("/", 1)[1]])
    assert official in [link.attrs["href"] for link in visitor.page.all("a")]
    visitor.open(estimate_page(language).replace("estimate", "tasks"))
    assert official in [link.attrs["href"] for link in visitor.page.all("a")]
