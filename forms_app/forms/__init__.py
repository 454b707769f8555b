"""The forms, each declared once in a module of its own; everything else loops over what stands here."""

from functools import cache
from typing import Literal

from forms_app.deadlines import NO_CLOCK, AgencyClock
from forms_app.forms.calculator import CALCULATOR
from forms_app.forms.form import Form
from forms_app.forms.known_form import KnownForm, knowing
from forms_app.forms.loading import FormError, load
from forms_app.forms.questionnaire import HELPER, Questionnaire, Row, Section

FORMS: dict[str, Form] = load()
# Whatever is filled in page by page and kept as a draft: the forms, and what is never sent.
FILLED_IN: dict[str, Questionnaire] = {**FORMS, CALCULATOR.name: CALCULATOR}


@cache
def sent_from(app: Literal["public", "account"]) -> dict[str, Form]:
    """The forms that are filled in there."""
    return {name: form for name, form in FORMS.items() if form.policy.where in (app, "both")}


@cache
def knowing_forms() -> dict[str, KnownForm]:
    """Those of the account that ask for something that it knows, without those pages."""
    return {name: knowing(form) for name, form in sent_from("account").items() if any(p.known for p in form.pages)}


def clock_of(name: str) -> AgencyClock:
    """By when the agency must act on a form of this name; by no day where none of ours has it."""
    return FORMS[name].policy.clock if name in FORMS else NO_CLOCK


def follower_of(name: str) -> Form | None:
    """The form that comes after another one in the course of a complaint."""
    return next((form for form in FORMS.values() if form.policy.course and form.policy.course.after == name), None)


def form_for(has_complained: bool) -> Form | None:
    """The form to which the dates of a complaint lead: its own, or the one after it."""
    first = next((form for form in FORMS.values() if form.policy.course and not form.policy.course.after), None)
    return follower_of(first.name) if first and has_complained else first


__all__ = [
    "CALCULATOR",
    "FILLED_IN",
    "FORMS",
    "HELPER",
    "Form",
    "FormError",
    "KnownForm",
    "Questionnaire",
    "Row",
    "Section",
    "clock_of",
    "follower_of",
    "form_for",
    "knowing_forms",
    "sent_from",
]
