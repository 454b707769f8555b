"""What a person may write: every name there is, and nothing that hides or breaks something."""

from __future__ import annotations

import pytest

from forms_app.text import Unacceptable, clean


@pytest.mark.parametrize(
    "name",
    [
        "葛\U000e0100城",  # a variation selector: how this family writes its name
        "👩‍👧",
        "नक्षत्र",
        "\U0001fae8\U0001fac6",  # emoji, one younger than this Python's Unicode
        "Ñ" + "\u0301" * 8,
    ],
)
def test_every_name_is_accepted_as_it_is(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\u2066",
        "\U000e0041",
        "\U000e0080",
        "\U000e0fff",
        "\ue000",
        "\ufdd0",
        "\uffff",
        "\U0001ffff",
        "\x00",
        "\x1b",
    ],
)
def test_what_hides_or_breaks_something_is_refused_with_its_place(hidden: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        clean(f"ab{hidden}c")
    assert refused.value.place == 3


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd"])
def test_a_tower_of_marks_is_refused(mark: str) -> None:
    with pytest.raises(Unacceptable):
        clean("x" + mark * 9)
