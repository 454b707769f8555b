"""The forms as they are asked here: of what her account knows, no page asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import g

from forms_app.account.forms import about_dates, for_cases
from forms_app.forms import Form, KnownForm, Questionnaire, knowing_forms, sent_from


class FormsHere(Mapping[str, Form]):
    """By name; which of her cases it is for is asked on a page only where none of them can be shown. Her bundles are
    opened only for a form that needs to know that."""

    def __getitem__(self, name: str) -> Form:
        known = knowing_forms().get(name)
        begins_with_case = known and (known.policy.of_date or known.policy.is_message)
        return known if known and (begins_with_case or _shows_cases()) else sent_from("account")[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sent_from("account"))

    def __len__(self) -> int:
        return len(sent_from("account"))


FORMS_HERE = FormsHere()


def _shows_cases() -> bool:
    """Found out once for each request."""
    if "shows_cases" not in g:
        g.shows_cases = bool(for_cases.offered())
    found: bool = g.shows_cases
    return found


def told(form: Questionnaire) -> list[tuple[str, str]]:
    """(question, answer) of the date that a form begun here is about."""
    if not isinstance(form, KnownForm):
        return []
    sections = form.known_reading(about_dates.begun_with(form))
    return [(row.label, "\n".join(row.lines)) for section in sections for row in section.rows]
