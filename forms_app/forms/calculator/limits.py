"""What an estimate is not, what it stands on, and what it leaves out, in words: for page and paper alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from forms_app.forms.calculator.net_incomes import tables_used
from forms_app.forms.calculator.numbers import dollars
from forms_app.guideline.estimate import Estimate
from forms_app.i18n.translation import format_date
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Limit(NamedTuple):
    """A sentence, and where it stands in the law, cited in English; "" where it stands nowhere."""

    text: object
    section: str = ""


NO_ORDER = _l("This is an estimate and no order. Only a court decides what must be paid.")
OFFICIAL = Limit(
    _l("In a case with a child support agency only the state’s own calculator counts."),
    "Fam. Code 3830; Cal. Rules of Court 5.275",
)
MAY_CHANGE = (
    Limit(
        _l(
            "The court takes the guideline amount as right. It may order another one where it would be unjust, and "
            "then says why: for example, if both parents agree, if the one who pays has an extraordinarily high "
            "income, if a parent gives less for the children than fits the time, or if more than half of a low income "
            "would go to support."
        ),
        "Fam. Code 4057",
    ),
    Limit(
        _l(
            "What counts as income, how the time is counted, hardship and the costs to share are for the court to "
            "decide."
        ),
        "Fam. Code 4058–4073",
    ),
)
SAYS_NOTHING = (
    Limit(_l("If a child has more than two parents."), "Fam. Code 4052.5"),
    Limit(_l("If the children live with somebody who is not their parent.")),
    Limit(_l("If the order is from another state or country.")),
    Limit(
        _l(
            "Taxes of people who work for themselves, itemized deductions, the income of a new spouse, and spousal "
            "support."
        )
    ),
    Limit(_l("What is still owed from the past.")),
)


def about(estimate: Estimate) -> Iterator[Limit]:
    """What this estimate assumes or leaves open, before its steps."""
    if estimate.result and estimate.result.adjusted:
        yield Limit(
            _("The one who pays has a low income. So the law gives a range: a court may choose any amount in it."),
            "Fam. Code 4055(b)(7)",
        )
    if estimate.range:
        yield Limit(
            _(
                "The other parent’s income is between two amounts, so the estimate is a range. The steps below are for "
                "the lower one."
            )
        )
    if estimate.family.absent:
        yield Limit(_say_default(estimate), "Fam. Code 4055(b)(6)")


def _say_default(estimate: Estimate) -> str:
    if estimate.time_by_default:
        return _(
            "Who does not take part is taken to have no time with the children, because the court knows nothing else."
        )
    return _(
        "The parent whom the children are with most of the time does not take part. Then the time counts as you "
        "entered it."
    )


def tables(estimate: Estimate) -> str:
    """Which years' tables the taxes come from; nothing where no taxes were estimated."""
    return tables_used(estimate.a, estimate.year) or tables_used(estimate.b, estimate.year)


def versions(estimate: Estimate) -> Iterator[str]:
    """The text of the law and the minimum wage that were used."""
    if estimate.law.since:
        day = format_date(estimate.law.since, "long")
        yield _("This estimate uses the law as it stands since %(day)s.", day=day)
    threshold = estimate.threshold
    if threshold and threshold.hourly:
        hourly, year = dollars(threshold.hourly), threshold.year
        yield _("Minimum wage used: %(hourly)s an hour, of %(year)s.", hourly=hourly, year=year)
