"""An estimate as the paper to take to the court's self-help center: the amount, and how it comes about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms_app import deadlines
from forms_app.facts.agency import Agency
from forms_app.forms.calculator import limits, net_incomes, results
from forms_app.forms.calculator.explanations import explain
from forms_app.forms.questionnaire import Section
from forms_app.guideline.estimate import Estimate
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, Document, answers, figures, heading, items, notice, paragraph, steps
from forms_app.pdf.frame import frame, in_language


@dataclass(frozen=True)
class Summary:
    """An estimate as of a day, and the answers that it was made from, in words."""

    estimate: Estimate
    sections: Sequence[Section]
    on: date


def summary(content: Summary, language: str, agency: Agency) -> Document:
    """`content.sections` must have been read in `language`."""
    with in_language(language):
        estimate = content.estimate
        blocks = [
            heading(_("Estimate by the guideline"), 1),
            paragraph(deadlines.words(content.on, language)),
            notice(_("This is no court form."), limits.NO_ORDER),
            heading(results.headline(estimate)),
            *_cited(limits.about(estimate)),
            *_whom_to_show(agency, language),
            heading(_("The incomes: what is left after taxes")),
            *_incomes(estimate),
            *_formula(estimate),
            heading(_("With more or less time")),
            _what_if(estimate),
            *_limits(),
            heading(_("Your answers")),
            *_answers(content.sections),
        ]
        note = _("Where it says “[not shown here]”, this paper cannot print what you wrote. Write it there by hand.")
        return frame(agency, language, _("Estimate"), blocks, style="letter", note=note)


def _cited(texts: Iterable[limits.Limit]) -> Iterator[Block]:
    if rows := [(str(limit.text), limit.section) for limit in texts]:
        yield steps(rows, numbered=False)


def _whom_to_show(agency: Agency, language: str) -> Iterator[Block]:
    official = agency.links["calculator"]
    yield heading(_("Take this paper to the court’s self-help center"))
    yield items(
        [
            _("The family law facilitator at the court gives information and helps with the forms for free."),
            _("Take pay stubs and tax returns with you: a court works out the amount itself."),
        ]
    )
    yield steps([(str(limits.OFFICIAL.text), limits.OFFICIAL.section)], numbered=False)
    yield paragraph(f"{official.label[language]}: {official.url}")


def _incomes(estimate: Estimate) -> Iterator[Block]:
    for who, net in ((_("You"), estimate.a), (_("The other parent"), estimate.b)):
        rows = [(f"{line.text} ({line.section})", line.amount) for line in net_incomes.lines(net)]
        yield figures((who, _("Dollars a month")), rows, last_is_sum=True)
        if basis := net_incomes.basis(net):
            yield paragraph(basis, soft=True)
    if tables := limits.tables(estimate):
        yield paragraph(tables)


def _formula(estimate: Estimate) -> Iterator[Block]:
    if found := explain(estimate):
        yield heading(_("The formula, step by step"))
        yield steps((step.text, step.section) for step in found)
    yield from (paragraph(said, soft=True) for said in limits.versions(estimate))


def _what_if(estimate: Estimate) -> Block:
    here = _("(your answers)")
    rows = [(f"{row.change} {here}" if row.here else row.change, row.result) for row in results.other_times(estimate)]
    return figures((_("Time of the children"), _("Who pays, each month")), rows)


def _limits() -> Iterator[Block]:
    yield heading(_("What a court may change"))
    yield from _cited(limits.MAY_CHANGE)
    yield heading(_("When this estimate says nothing"))
    yield from _cited(limits.SAYS_NOTHING)


def _answers(sections: Sequence[Section]) -> Iterator[Block]:
    for section in sections:
        if section.rows:
            yield heading(section.heading, 3)
            yield answers(((row.label, row.lines) for row in section.rows), _("Left blank"))
