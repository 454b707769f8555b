"""`flask guideline`: a line in, a line out, and a wrong line costs no other."""

from __future__ import annotations

import json

import pytest

from forms_app import create_app

RIGHT = {"kind": "support", "law": "2024-09", "input": {"net_a": 5000, "net_b": 3000, "share_a": 0.2, "children": 2}}


def results(lines: str) -> list[dict[str, object]]:
    done = create_app().test_cli_runner().invoke(args=["guideline"], input=lines)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_each_line_is_answered_in_its_place() -> None:
    (found,) = results(json.dumps(RIGHT) + "\n")
    assert (found["guideline"], found["payer"], found["allocation"]) == (1632.0, "A", [1020.0, 612.0])
    assert found["steps"]


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        '{"kind": "tea"}',
        json.dumps({**RIGHT, "law": "1776"}),
        json.dumps({**RIGHT, "input": {"net_a": 1}}),
        json.dumps({**RIGHT, "input": {**RIGHT["input"], "net_a": "much"}}),  # type: ignore[dict-item]
        json.dumps({**RIGHT, "input": {**RIGHT["input"], "net_a": 1e400}}),  # type: ignore[dict-item]
        json.dumps({**RIGHT, "input": {**RIGHT["input"], "children": 11}}),  # type: ignore[dict-item]
        json.dumps({**RIGHT, "input": {**RIGHT["input"], "share_a": [0.1, 0.2, 0.3]}}),  # type: ignore[dict-item]
        json.dumps({**RIGHT, "input": {**RIGHT["input"], "share_a": 7}}),  # type: ignore[dict-item]
    ],
)
def test_a_wrong_line_is_told_and_the_next_is_answered(line: str) -> None:
    wrong, right = results(f"{line}\n\n{json.dumps(RIGHT)}\n")
    assert wrong.keys() == {"error"} and right["guideline"] == 1632.0
