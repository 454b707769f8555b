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
from forms_app.pdf.blocks import Block, Document, Style, answers, explanation, heading, items, lead, paragraph, part
from forms_app.pdf.conditions import condition
from forms_app.pdf.frame import frame, in_language
from forms_app.pdf.sending import by_when, number, where


def paper_form(form: Form, language: str, agency: Agency, rules: Rules, style: Style = "pen") -> Document:
    """The blank form: every question of every page, when to answer the conditional ones, and more room at the end."""
    with in_language(language):
        parts = [block for page in form.pages for block in _part(form, page, agency)]
        blocks = [*_how_to_fill_in(form, rules, language), *parts]
        return _to_sign(form, language, agency, rules, blocks, style, [blank_fields.more_room(form)])


def filled_form(form: Form, language: str, given: Answers, agency: Agency, rules: Rules) -> Document:
    """The form with these answers, to print, sign and send."""
    with in_language(language):
        return _to_sign(form, language, agency, rules, [*_how_to_send(), *answer_blocks(form, given)], "large")


def answer_blocks(form: Form, given: Answers) -> Iterator[Block]:
    """Every answer in words, page by page."""
    for section in form.reading(given):
        if section.rows:
            yield heading(section.heading)
            yield answers(((row.label, row.lines) for row in section.rows), _("Left blank"))


def _to_sign(
    form: Form,
    language: str,
    agency: Agency,
    rules: Rules,
    blocks: list[Block],
    style: Style,
    after: Iterable[Block] = (),
) -> Document:
    start = [heading(form.title, 1), paragraph(_whose(), soft=True)]
    end = [*_signature(), part(_("Where to send it")), *where(form, agency, rules, language), *after]
    note = _("Where it says “[not shown here]”, this paper cannot print what you wrote. Write it there by hand.")
    return frame(
        agency,
        language,
        _("Form on paper"),
        [*start, *blocks, *end],
        style=style,
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
            _("If you need more room, use the lines on the last page."),
            _("Keep this paper where only people you trust can find it."),
        ]
    )
    last_days = by_when(form, rules, language)
    if last_days:
        yield part(_("By when"))
        yield from (paragraph(said) for said in last_days)


def _how_to_send() -> Iterator[Block]:
    yield items(
        [
            _("Read your answers once more, and correct by hand what is wrong."),
            _("Sign at the end. Then send it: the last part says where."),
            _("Keep this paper where only people you trust can find it."),
        ]
    )


def _part(form: Form, page: type[Page], agency: Agency) -> Iterator[Block]:
    yield part(page.heading, condition(form, page))
    if page.lead:
        said = with_number(Told(page.lead, phone=page.calls), agency)
        yield lead(said) if list(page.of()) else paragraph(said)
    if page.aside:
        yield explanation(page.aside_heading, (with_number(said, agency) for said in page.aside))
    yield from blank_fields.questions(page, form.numbers)


def with_number(said: Told, agency: Agency) -> str:
    """The words, and after them the number to call."""
    if not said.phone:
        return str(said)
    call = _("Call %(number)s.", number=number(agency, said.phone))
    return f"{said} {call}"


def _signature() -> Iterator[Block]:
    yield part(_("Sign the form"))
    yield {
        "kind": "signature",
        "signature": _("Your signature"),
        "name": _("Your name in clear letters"),
        "date": _("Date"),
        "boxes": blank_fields.date_boxes(),
    }
