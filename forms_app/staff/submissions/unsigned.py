"""What may go back into an account of what was sent without its keys: keyed in by staff, or asked on the public site.

Whoever called may have been somebody else, and somebody may look over the reader's shoulder: no way to reach anybody,
no place, no day of birth, and of a change of contact or work only which kind of change it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.forms import Form
from forms_app.forms.questions import Purpose, Question, Repeated
from forms_app.forms.questions.purposes import WHEREABOUTS

SHOWN = frozenset({Purpose.DETAIL, Purpose.STORY, Purpose.NAME, Purpose.COUNTY, Purpose.CASE_NUMBER, Purpose.LANGUAGE})


def part_of(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    questions = {one.name: one for asked in form.every_question.values() for one in asked}
    return {
        name: _entries(questions[name], value)
        for name, value in answers.items()
        if name in questions and _is_shown(form, questions[name])
    }


def _is_shown(form: Form, question: Question) -> bool:
    if form.policy.is_change and not form.policy.of_date and question.written and question.purpose is Purpose.DETAIL:
        return False
    return question.purpose in SHOWN and question.usual not in WHEREABOUTS


def _entries(question: Question, value: Any) -> Any:
    """Of several people the same of each."""
    if not isinstance(question, Repeated) or not isinstance(value, list):
        return value
    shown = {one.name for one in question.entry() if one.purpose in SHOWN and one.usual not in WHEREABOUTS}
    return [{name: said for name, said in entry.items() if name in shown} for entry in value]
