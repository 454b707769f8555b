"""`flask guideline`: a line in, a line out, and a wrong line costs no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from forms_app import create_app

RIGHT: dict[str, Any] = {
    "kind": "support",
    "law": "2024-09",
    "input": {"net_a": 5000, "net_b": 3000, "share_a": 0.2, "children": 2},
}


def results(lines: str | bytes) -> list[dict[str, object]]:
    done = create_app().test_cli_runner().invoke(args=["guideline"], input=lines)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_each_line_is_answered_in_its_place() -> None:
    (found,) = results(json.dumps(RIGHT) + "\n")
    assert (found["guideline"], found["payer"], found["allocation"]) == (1632.0, "A", [1020.0, 612.0])
    assert found["steps"]


WRONG_VALUES: list[Any] = [
    None,
    True,
    "5000",
    "much",
    [],
    {},
    [None],
    float("nan"),
    float("inf"),
    1e300,
    10**400,
    -(10**13),
]
GROSS = {
    "year": 2025,
    "share_a": 0.2,
    "children": 2,
    "A": {"gross": 6000, "mstat": 1, "dependents": 0},
    "B": {"gross": 3000, "mstat": 1, "dependents": 2},
}


def lines_that_cannot_be_right() -> Iterator[str]:
    """Every value of every kind missing, or replaced by something that it cannot be."""
    yield from ("not JSON", "[]", "3", "null", '"text"', "{", "[" * 100_000, '{"kind": ', "\x00", "{}")
    for right in (RIGHT, {**RIGHT, "kind": "gross", "input": GROSS}):
        given = right["input"]
        wrong: object
        for wrong in (None, 3, [], {}, "tea", "Support"):
            yield json.dumps({**right, "kind": wrong})
        for wrong in (None, 3, [], {}, "1776", "2024"):
            yield json.dumps({**right, "law": wrong})
        for wrong in (None, 3, [], "text"):
            yield json.dumps({**right, "input": wrong})
        for key in given:
            yield json.dumps({**right, "input": {name: given[name] for name in given if name != key}})
            yield from (json.dumps({**right, "input": {**given, key: wrong}}) for wrong in WRONG_VALUES)


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("support", {"children": 11}),
        ("support", {"children": 0}),
        ("support", {"children": 1.5}),
        ("support", {"children": 0, "share_a": []}),
        ("support", {"share_a": [0.1, 0.2, 0.3]}),
        ("support", {"share_a": 7}),
        ("support", {"share_a": -0.1}),
        ("support", {"lia": 0}),
        ("support", {"year": 2025.5}),
        ("support", {"absent": "C"}),
        ("support", {"hardship_a": -1}),
        ("K", {"H": 20, "TN": 1000}),
        ("K", {"H": 0.2, "TN": -1}),
        ("timeshare", {"hours": 8761}),
        ("timeshare", {"hours": -1}),
        ("lia_threshold", {"year": 1}),
        ("addon", {"payer": "C"}),
        ("addon", {"basic_cs": -1}),
        ("gross", {**GROSS, "year": 2023}),
        ("gross", {**GROSS, "A": {"gross": -1}}),
        ("gross", {**GROSS, "A": {"gross": 1, "mstat": 5}}),
        ("gross", {**GROSS, "A": {"gross": 1, "dependents": -1}}),
        ("gross", {**GROSS, "A": {"gross": 1, "young": "yes"}}),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(kind: str, changed: dict[str, Any]) -> None:
    given = {**RIGHT["input"], **changed}
    (found,) = results(json.dumps({**RIGHT, "kind": kind, "input": given}))
    assert found.keys() == {"error"} and " " in str(found["error"])


def test_a_wrong_line_costs_no_other_and_a_blank_one_is_passed_over() -> None:
    wrong = list(lines_that_cannot_be_right())
    found = results("".join(f"{line}\n\n{json.dumps(RIGHT)}\n" for line in wrong))
    assert len(found) == 2 * len(wrong)
    for line, refused, right in zip(wrong, found[::2], found[1::2], strict=True):
        assert refused.keys() == {"error"} and " " in str(refused["error"]), line
        assert right["guideline"] == 1632.0


def test_what_is_no_utf_8_is_an_error_and_a_byte_order_mark_is_none() -> None:
    right = json.dumps(RIGHT).encode()
    wrong, *found = results(b"\xff\xfe{}\n\xef\xbb\xbf" + right + b"\r\n" + right)
    assert wrong.keys() == {"error"} and [one["guideline"] for one in found] == [1632.0, 1632.0]


def test_before_september_2024_other_costs_were_divided_in_half_and_now_by_what_each_has_left() -> None:
    given = {"net_a": 5000, "net_b": 3000, "payer": "A", "basic_cs": 1632}
    before, now = results(
        "\n".join(json.dumps({"kind": "addon", "law": law, "input": given}) for law in ("1994", "2024-09"))
    )
    assert before["share_a"] == before["share_b"] == 0.5
    assert now["share_a"] == pytest.approx(3368 / 6368)
