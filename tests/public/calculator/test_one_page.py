"""All questions at once: the same answers, the same estimate, and mistakes told together."""

from __future__ import annotations

from support.calculating import IN_BOTH, START, estimate_page
from support.visitor import Typed, Visitor

SHORT: Typed = {
    "way": "net",
    "children": "1",
    "home": "me",
    "other_time-number": "20",
    "my_net": "2000",
    "my_net-every": "monthly",
    "other_net": "4000",
    "other_net-every": "monthly",
}


@IN_BOTH
def test_all_at_once_gives_the_same_estimate(visitor: Visitor, language: str) -> None:
    visitor.open(START[language]).press("tasks").press("next", SHORT)
    assert visitor.path == estimate_page(language)
    assert "$840" in visitor.page.one("h1").text


@IN_BOTH
def test_everything_that_is_missing_is_told_together(visitor: Visitor, language: str) -> None:
    visitor.open(START[language]).press("tasks").press("next")
    assert visitor.status == 422
    assert {"way", "children", "home"} <= set(visitor.page.mistakes)
    visitor.press("next", {**SHORT, "children": "0"})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["children"]
    assert visitor.shown["my_net"] == ["2000"]
    assert list(visitor.open(f"{START[language]}tasks/?again").page.mistakes) == ["children"]
    visitor.press("next", {"children": "1"})
    assert visitor.path == estimate_page(language)


def test_what_only_some_families_have_counts_where_something_is_typed(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("next", {**SHORT, "child_care": "300", "other_paid": "200"})
    assert "The costs of $300.00" in visitor.page.text
    assert "$3,800.00" in visitor.page.text  # 4,000 less what is paid for others
    visitor.open("/forms/calculator/tasks/").press("next", {"child_care": "", "other_paid": ""})
    assert "The costs of" not in visitor.page.text and "$840" in visitor.page.one("h1").text


def test_another_way_in_asks_for_its_own_incomes_and_keeps_the_first(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("next", SHORT)
    visitor.open("/forms/calculator/tasks/").press("next", {"way": "gross"})
    assert visitor.status == 422 and "my_pay" in visitor.page.mistakes
    gross: Typed = {
        "my_pay": "2500",
        "my_pay-every": "monthly",
        "my_filing": "estimate",
        "other_pay": "5000",
        "other_pay-every": "monthly",
        "other_filing": "single",
    }
    assert visitor.press("next", gross).path == estimate_page("en")
    visitor.open("/forms/calculator/tasks/").press("next", {"way": "net"})
    assert "$840" in visitor.page.one("h1").text


def test_switching_the_language_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("es", {**SHORT, "children": ""})
    assert visitor.path == "/es/forms/calculator/tasks/"
    assert visitor.shown["my_net"] == ["2000"]


def test_a_change_in_another_tab_is_asked_about(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("next", SHORT)
    visitor.open("/forms/calculator/tasks/")
    other = visitor.tab()
    visitor.press("next", {"children": "2"})
    other.press("next", {"children": "3"})
    assert other.status == 409 and other.shown["children"] == ["3"]


def test_a_post_without_its_token_changes_nothing(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("next", SHORT)
    answer = visitor.sent("/forms/calculator/tasks/", [*SHORT.items()])  # type: ignore[list-item]
    assert answer.status_code == 400
    assert "$840" in visitor.open(estimate_page("en")).page.one("h1").text


def test_what_differs_from_child_to_child_is_asked_for_each(visitor: Visitor) -> None:
    visitor.open(START["en"]).press("tasks").press("next", {**SHORT, "children": "2", "home": "differs"})
    visitor.press("next", {"each-1-time-number": "90"})
    assert visitor.status == 422
