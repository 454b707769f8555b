"""What a form need not ask again: what the account knows, filled in and shown, to be confirmed or changed.

Only what tells nobody where she is: name as she wrote it last, case number, county, her part in the case, language. An
address of the form says what it is about, by the place of a case or of something that she sent.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import request

from forms_app.account.forms import sent
from forms_app.account.forms.sent import Request
from forms_app.account.ledger import balance, names
from forms_app.account.ledger.balance import Owed
from forms_app.account.views.opened import opened
from forms_app.account.words import day
from forms_app.bundles.money import Case
from forms_app.forms import FORMS, Questionnaire
from forms_app.forms.policy import KnownDates
from forms_app.forms.questions import Choice, Question
from forms_app.forms.shared import BECAUSE
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.text import Raw

ABOUT, AFTER, DATE = "about", "after", "date"  # the place of a case; of a complaint that she sent; of a date
ROLES = {"receiver": "prs", "payer": "pps"}  # of a case, as the forms call them
MOST_DIGITS = 4


def suggested(form: Questionnaire, about: int | None = None) -> Raw:
    """By the inputs of the form's pages; nothing that it does not ask, and no choice that it does not offer.

    `about`: of which case, by its place, where the address does not say it.
    """
    asked = {question.name: question for questions in form.questions.values() for question in questions}
    found = {**_of_her(), **_of_case(about), **_of_dispute(form)}
    fits = {name: [text] for name, text in found.items() if name in asked and _offers(asked[name], text)}
    return {**fits, **_of_complaint(form)}


def query() -> str:
    """What this page's address says, to be said again by what it posts."""
    said = {name: _number(name) for name in (ABOUT, AFTER, DATE)}
    return "".join(f"?{name}={number}" for name, number in said.items() if number)[:20]


def told(form: Questionnaire) -> list[tuple[str, str]]:
    """(question, what stands there) of all that is filled in, in words, before it is begun."""
    raw = suggested(form)
    pages = [kind.of(raw) for kind in form.pages]
    return [(str(one.label.text), said) for page in pages for one in page if (said := _said(one))]


def _said(question: Question) -> str:
    texts = [question.text(part) for part in ("", *question.parts)]
    if isinstance(question, Choice):
        return next((str(option.label) for option in question.options if option.value == texts[0]), "")
    return " ".join(text for text in texts if text)


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _of_her() -> dict[str, str]:
    """As she wrote it last in one of the forms."""
    last = sent.at_place(sent.count())
    name = last.form.person(last.kept["answers"]).name if last else ""
    return {"language": urls.language(), **({"full_name": name} if name else {})}


def _of_case(about: int | None) -> dict[str, str]:
    """Of the case that it is about, or of her only one."""
    case = _case(about)
    if case is None:
        return {}
    return {"case_number": case.case_id, "county": case.county, "role": ROLES.get(case.role, "")}


def _case(about: int | None = None) -> Case | None:
    money, place = opened().money, about or _number(ABOUT)
    cases = money.cases if money else ()
    if place is None:
        return cases[0] if len(cases) == 1 else None
    return cases[place - 1] if 1 <= place <= len(cases) else None


def _of_dispute(form: Questionnaire) -> dict[str, str]:
    """What is owed, as the account shows it, into the words of a complaint."""
    case, freshness = _case(), opened().freshness
    if case is None or freshness is None or _number(ABOUT) is None or case.is_being_checked:
        return {}
    begin = _("As of %(day)s my account shows:", day=day(freshness.as_of))
    sums = [f"- {_sums(one)}" for one in balance.owed(case, freshness.as_of)]
    if not sums:
        return {}
    return {"what_happened": "\n".join([begin, *sums, "", str(BECAUSE), ""])}


def _sums(one: Owed) -> str:
    """A debt on one line."""
    said = "; ".join(f"{line.label} {line.amount}" for line in one.lines())
    return f"{names.debt(one.newest.kind, one.newest.owed_to)}: {said}"


def _of_complaint(form: Questionnaire) -> Raw:
    """Of a complaint that she sent, into the form that comes after it: its dates, its reference, what it carries."""
    course = FORMS[form.name].policy.course if form.name in FORMS else None
    place = _number(AFTER)
    found = sent.at_place(place) if course and course.after and place else None
    if course is None or found is None or found.kept["form"] != course.after or found.standing is None:
        return {}
    return {**course.known(_dates(found), found.kept["reference"]), **dict(_carried(found))}


def _dates(found: Request) -> KnownDates:
    standing = found.standing
    return KnownDates(None, standing.filed_on if standing else None, standing.answered_on if standing else None)


def _carried(found: Request) -> Iterator[tuple[str, list[str]]]:
    for name, value in (found.standing.carried if found.standing else {}).items():
        yield name, [str(value)]


def _offers(question: Question, text: str) -> bool:
    if isinstance(question, Choice):
        return any(option.value == text for option in question.options)
    return bool(text)
