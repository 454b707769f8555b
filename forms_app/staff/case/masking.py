"""The last look before an answer is shown: what is hidden from an eye that needs no more than the rest."""

from __future__ import annotations

import re
from typing import Any

from forms_app.forms import FORMS
from forms_app.questions import Address, Email, Phone, ZipCode

# Nine digits as 3-2-4 with or without something between, and not part of a longer number.
LIKE_AN_SSN = re.compile(r"(?<!\d)\d{3}([-\s.\u00ad\u2010-\u2015\u2212]?)\d{2}\1(\d{4})(?!\d)")
# Answers by which somebody asks that nobody learn where they are, or leaves it open whether that is dangerous.
ASKED_TO_HIDE = (("safe_ways", "none"), ("contact_is_unsafe", "yes"), ("contact_is_unsafe", "unsaid"))
HIDDEN = "••••••"


def masked(text: str) -> str:
    return LIKE_AN_SSN.sub(r"***-**-\2", text)


def is_confidential(answers: dict[str, Any]) -> bool:
    return any(value in _given(answers.get(name)) for name, value in ASKED_TO_HIDE)


def _given(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def whereabouts(form: str) -> frozenset[str]:
    """The names of the questions whose answers say where a person is or how to reach them."""
    questions = (question for page in FORMS[form].pages for question in page.of())
    return frozenset(question.name for question in questions if isinstance(question, Address | Email | Phone | ZipCode))
