"""The forms as they are asked here: of what her account knows, no page asks."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g

from forms_app.account.forms import about_dates, for_cases
from forms_app.forms import Form, KnownForm, Questionnaire, knowing_forms, sent_from


def forms() -> Mapping[str, Form]:
    """By name; which of her cases it is for is asked on a page only where none of them can be shown."""
    if "forms_here" not in g:
        known = knowing_forms()
        if not for_cases.offered():
            known = {name: form for name, form in known.items() if form.policy.of_date}
        g.forms_here = {**sent_from("account"), **known}
    found: Mapping[str, Form] = g.forms_here
    return found


def told(form: Questionnaire) -> list[tuple[str, str]]:
    """(question, answer) of the date that a form begun here is about."""
    if not isinstance(form, KnownForm):
        return []
    sections = form.known_reading(about_dates.begun_with(form))
    return [(row.label, "\n".join(row.lines)) for section in sections for row in section.rows]
