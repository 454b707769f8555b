"""From the money of a case to its statement on paper: ordered against paid by month, for whoever has to show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms_app.bundles.money import Month
from forms_app.deadlines import dates
from forms_app.facts.agency import Agency
from forms_app.forms.places import county_named
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, Document, answers, columns, figures, heading, notice, paragraph
from forms_app.pdf.frame import frame, in_language
from forms_app.pdf.sending import number
from forms_app.text.dollars import exact


@dataclass(frozen=True)
class Debt:
    """One kind of debt: its name and what is owed of it now, both in words, and its months, the oldest first."""

    name: str
    owed: Sequence[tuple[str, str]]
    months: Sequence[Month]


@dataclass(frozen=True)
class Statement:
    """Of one case, as of a day; `role` in words."""

    county: str
    case_number: str
    role: str
    as_of: date
    debts: Sequence[Debt]


def account_statement(content: Statement, language: str, agency: Agency) -> Document:
    """`content` must have been put into words in `language`."""
    with in_language(language):
        blocks = [
            heading(_("Statement by month"), 1),
            notice(_("Laid out by month, not certified."), _("It shows what the agency's system said on this day.")),
            _case(content, language),
            *(block for debt in content.debts for block in _debt(debt, language)),
            *_nothing(content),
            heading(_("If you think this is wrong")),
            paragraph(_("You can ask the agency to check what is owed (Family Code 17526).")),
            paragraph(_("Call %(number)s, or make a complaint.", number=number(agency))),
        ]
        note = _("Where it says “[not shown here]”, this paper cannot print what is written there. Call and ask.")
        return frame(agency, language, _("Statement"), blocks, style="letter", note=note)


def _case(content: Statement, language: str) -> Block:
    rows = [
        (
            _("Case"),
            [
                _(
                    "%(county)s County, number %(number)s",
                    county=county_named(content.county),
                    number=content.case_number,
                )
            ],
        ),
        (_("Your part in it"), [content.role]),
        (_("As of"), [dates.words(content.as_of, language), _("What was paid after that day is not here yet.")]),
    ]
    return answers(rows, "")


def _debt(debt: Debt, language: str) -> Iterator[Block]:
    newest = debt.months[-1]
    yield heading(debt.name[:1].upper() + debt.name[1:])
    yield figures((_("Owed"), _("Amount")), debt.owed, last_is_sum=True)
    on = dates.words(newest.calculated_on, language)
    said = _("Calculated on %(day)s.", day=on)
    unknown = _("These amounts are without interest. Interest may come on top.")
    yield paragraph(f"{said} {unknown}" if newest.interest is None else said, soft=True)
    yield heading(_("Ordered and paid by month"), 3)
    yield _by_month(debt, language)


def _by_month(debt: Debt, language: str) -> Block:
    adjusted = any(month.adjusted for month in debt.months)
    head = [_("Month"), _("Ordered"), _("Paid"), *([_("Adjusted")] if adjusted else []), _("Owed at the end")]
    rows = [_row(month, language, adjusted) for month in debt.months]
    ordered, paid, changed = (
        exact(sum(getattr(month, name) for month in debt.months)) for name in ("charged", "paid", "adjusted")
    )
    total = [_("In all"), ordered, paid, *([changed] if adjusted else []), "", ""]
    return columns([*head, _("Interest")], [*rows, total], last_is_sum=True)


def _row(month: Month, language: str, adjusted: bool) -> list[str]:
    interest = _("without interest") if month.interest is None else exact(month.interest)
    changed = [exact(month.adjusted)] if adjusted else []
    amounts = [exact(month.charged), exact(month.paid), *changed, exact(month.closing)]
    return [dates.month(month.month, language), *amounts, interest]


def _nothing(content: Statement) -> Iterator[Block]:
    if not content.debts:
        yield paragraph(_("No month of this case is known yet."))
