"""The syllables and grades that the reading check counts, against ones worked out by hand."""

from __future__ import annotations

import pytest

from website.checks.words.reading_grade import english_grade, english_syllables, spanish_ease, spanish_syllables

ENGLISH = {"child": 1, "support": 2, "used": 1, "needed": 2, "pages": 2, "changes": 2, "people": 2, "social": 2,
           "enrollment": 3, "agency": 3, "complaint": 2, "radio": 3, "office": 2, "hearing": 2, "table": 2}  # fmt: skip
SPANISH = {"manutención": 4, "queja": 2, "guía": 2, "día": 2, "ciudad": 2, "quien": 1, "guerra": 2, "padre": 2,
           "teléfono": 4, "audiencia": 3, "leer": 2, "país": 2, "y": 1, "mayo": 2}  # fmt: skip


@pytest.mark.parametrize(("word", "syllables"), ENGLISH.items())
def test_english_syllables(word: str, syllables: int) -> None:
    assert english_syllables(word) == syllables


@pytest.mark.parametrize(("word", "syllables"), SPANISH.items())
def test_spanish_syllables(word: str, syllables: int) -> None:
    assert spanish_syllables(word) == syllables


def test_english_grade_by_hand() -> None:
    # 8 words, 1 sentence, 9 syllables: 0.39 × 8 + 11.8 × 9 / 8 - 15.59
    assert english_grade(["The cat sat on the mat by supper."]) == pytest.approx(0.805)


def test_spanish_ease_by_hand() -> None:
    # 6 words, 1 sentence, 10 syllables: 206.835 - 62.3 × 10 / 6 - 6
    assert spanish_ease(["El gato come en la cocina."]) == pytest.approx(97.0017, abs=0.001)
