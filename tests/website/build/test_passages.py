"""A passage for one setting is shown in it alone, and whoever marks it wrongly is told where, before anybody reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from website.build import passages
from website.checks.__main__ import findings

TEXT = """Both.

::: practice
Only practice.
:::
::: official
Only official.
:::
- Both again.
"""
MARKED = "\n::: practice\nCall first.\n:::\n::: official\nSend it.\n:::\n"
MARKED_ES = "\n::: practice\nPrimero llame.\n:::\n::: official\nPrimero escriba.\n:::\n"
ENGLISH, SPANISH = "docs/visit.md", "docs/es/visit.md"
LAST = ("![The door of the office](door.png)\n", "![La puerta de la oficina](../door.png)\n")
Edit = Callable[..., None]


@pytest.mark.parametrize(("official", "mine"), [(False, "Only practice."), (True, "Only official.")])
def test_each_setting_shows_its_own_passages_and_no_marks(official: bool, mine: str) -> None:
    assert passages.choose(TEXT, official=official) == f"Both.\n\n{mine}\n- Both again.\n"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("one\n::: practise\ntwo\n:::\n", 2, "no passage is called 'practise'"),
        ("one\n::: practice\ntwo\n", 2, "is not closed"),
        ("::: practice\ntwo\n::: official\nthree\n:::\n", 1, "is not closed"),
        ("one\n:::\n", 2, "closes no passage"),
    ],
)
def test_a_wrong_mark_is_named_with_its_line(source: str, line: int, said: str) -> None:
    [(number, fault)] = passages.faults(source)
    assert number == line and said in fault


def told(root: Path) -> list[str]:
    return [str(finding) for finding in findings(root, date(2026, 11, 28))]


def test_passages_in_both_twins_are_all_right(checkout: Path, edit: Edit) -> None:
    edit((ENGLISH, LAST[0], LAST[0] + MARKED), (SPANISH, LAST[1], LAST[1] + MARKED_ES))
    assert told(checkout) == []


def test_a_passage_that_the_twin_has_not_is_told(checkout: Path, edit: Edit) -> None:
    edit((ENGLISH, LAST[0], LAST[0] + MARKED))
    [only] = told(checkout)
    assert "its passages are none; those of docs/visit.md are practice, official" in only


def test_a_wrong_call_is_told_in_whichever_setting_it_is_shown(checkout: Path, edit: Edit) -> None:
    edit(
        (ENGLISH, LAST[0], LAST[0] + MARKED.replace("Send it.", 'Send {{ phone("nobody") }}.')),
        (SPANISH, LAST[1], LAST[1] + MARKED_ES.replace("Primero llame", 'Primero {{ phone("nadie") }}')),
    )
    assert any("there is no phone 'nobody'" in said for said in told(checkout))
    assert any("there is no phone 'nadie'" in said for said in told(checkout))


def test_a_list_that_one_setting_shows_right_below_a_sentence_is_told(checkout: Path, edit: Edit) -> None:
    english, spanish = (
        "\nRead this.\n::: practice\n- Call first.\n:::\n",
        "\nLea esto.\n\n::: practice\n- Llame.\n:::\n",
    )
    edit((ENGLISH, LAST[0], LAST[0] + english), (SPANISH, LAST[1], LAST[1] + spanish))
    [only] = told(checkout)
    assert only.startswith("docs/visit.md") and "would be read on" in only
