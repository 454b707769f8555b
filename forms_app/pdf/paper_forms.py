"""From a form's declaration to its paper twin: blank, to fill in with a pen, or filled in, to print and sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms import Form
from forms_app.forms.questionnaire import Answers
from forms_app.forms.questions import Page, Told
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import blank_fields
from forms_app.pdf.blocks import Block, Document, answers, condition, heading, items, paragraph
from forms_app.pdf.conditions import condition as only_if
from forms_app.pdf.frame import frame, in_language
from forms_app.pdf.sending import by_when, number, where


def paper_form(form: Form, language: str, agency: Agency, rules: Rules) -> Document:
    """The blank form in large print: every question of every page, and when to answer the conditional ones."""
    with in_language(language):
        numbers = blank_fields.Numbers()
        parts = [block for page in form.pages for block in _part(form, page, numbers, agency)]
        blocks = [*_how_to_fill_in(form, rules, language), *parts]
        return _to_sign(form, language, agency, rules, blocks, blank_fields.further_sheets(form.pages))


def filled_form(form: Form, language: str, given: Answers, agency: Agency, rules: Rules) -> Document:
    """The form with these answers, to print, sign and send."""
    with in_language(language):
        return _to_sign(form, language, agency, rules, [*_how_to_send(), *answer_blocks(form, given)])


def answer_blocks(form: Form, given: Answers) -> Iterator[Block]:
    """Every answer in words, page by page."""
    for section in form.reading(given):
        if section.rows:
            yield heading(section.heading)
            yield answers(((row.label, row.lines) for row in section.rows), _("Left blank"))


def _to_sign(
    form: Form, language: str, agency: Agency, rules: Rules, blocks: list[Block], after: Iterable[Block] = ()
) -> Document:
    start = [heading(form.title, 1), paragraph(_whose(), soft=True)]
    end = [*_signature(), heading(_("Where to send it")), *where(form, agency, rules, language), *after]
    note = _("Where it says “[not shown here]”, this paper cannot print what you wrote. Write it there by hand.")
    return frame(
        agency,
        language,
        _("Form on paper"),
        [*start, *blocks, *end],
        large=True,
        note=note,
        phone=form.policy.ways.phone,
    )


def _whose() -> str:
    return str(_("This form was made by Customer Connect. It is not the state's own form."))


def _how_to_fill_in(form: Form, rules: Rules, language: str) -> Iterator[Block]:
    yield items(
        [
            _("Write with a dark pen. If a question is not about you, leave it blank."),
            _("Do not write a Social Security number anywhere on this form."),
            _("If you need more room, use another sheet and write the number of the question on it."),
            _("Keep this paper where only people you trust can find it."),
        ]
    )
    last_days = by_when(form, rules, language)
    if last_days:
        yield heading(_("By when"))
        yield from (paragraph(said) for said in last_days)


def _how_to_send() -> Iterator[Block]:
    yield items(
        [
            _("Read your answers once more, and correct by hand what is wrong."),
            _("Sign at the end. Then send it: the last part says where."),
            _("Keep this paper where only people you trust can find it."),
        ]
    )


def _part(form: Form, page: type[Page], numbers: blank_fields.Numbers, agency: Agency) -> Iterator[Block]:
    yield heading(page.heading)
    when = only_if(form, page)
    if when:
        yield condition(when)
    if page.lead:
        yield paragraph(page.lead)
    if page.calls:
        yield paragraph(_("Call %(number)s.", number=number(agency, page.calls)))
    yield from _explanation(page, agency)
    yield from blank_fields.questions(page, numbers)


def _explanation(page: type[Page], agency: Agency) -> Iterator[Block]:
    if page.aside:
        yield heading(page.aside_heading, 3)
        yield from (paragraph(with_number(said, agency)) for said in page.aside)


def with_number(said: Told, agency: Agency) -> str:
    """The words, and after them the number to call."""
    if not said.phone:
        return str(said)
    call = _("Call %(number)s.", number=number(agency, said.phone))
    return f"{said} {call}"


def _signature() -> Iterator[Block]:
    yield heading(_("Sign the form"))
    yield {
        "kind": "signature",
        "signature": _("Your signature"),
        "name": _("Your name in clear letters"),
        "date": _("Date"),
        "boxes": blank_fields.date_boxes(),
    }
