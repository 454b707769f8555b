"""Who asked that nobody learn where they are: then it is hidden from an eye that needs no more than the rest."""

from __future__ import annotations

from typing import Any

# Answers by which somebody asks that nobody learn where they are, or leaves it open whether that is dangerous.
ASKED_TO_HIDE = (("safe_ways", "none"), ("contact_is_unsafe", "yes"), ("contact_is_unsafe", "unsaid"))


def is_confidential(answers: dict[str, Any]) -> bool:
    return any(value in _given(answers.get(name)) for name, value in ASKED_TO_HIDE)


def _given(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]
