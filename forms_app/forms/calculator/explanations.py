"""How an estimate came about, in words: each step with its numbers and the section of law that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from forms_app.forms.calculator.numbers import dollars, factor, percent
from forms_app.guideline.estimate import Estimate
from forms_app.guideline.formula import Support, allocation
from forms_app.guideline.steps import Step, steps
from forms_app.i18n.translation import gettext as _

Values = Mapping[str, Any]


class Explanation(NamedTuple):
    """A step in words. `section` is a section of the Family Code, as it is cited in English; "" where there is none."""

    text: str
    section: str = ""


def explain(estimate: Estimate) -> list[Explanation]:
    """From the net incomes to the amount, in the order in which a person would work it out."""
    found = [*_hardship(estimate)]
    if estimate.result:
        for step in steps(estimate.result):
            found.append(
                Explanation(SENTENCES[step.rule](estimate.result, _write_values(step)), f"Fam. Code {step.section}")
            )
    return found + [*_costs(estimate)]


def _write_values(step: Step) -> dict[str, str]:
    """The values of a step as they are read."""
    return {name: _write(name, value) for name, value in step.values.items()}


def _write(name: str, value: object) -> str:
    if not isinstance(value, Fraction):
        return str(value)
    if name in ("h", "part") or name.startswith("share_"):
        return percent(value)
    return factor(value) if name in ("k", "fraction", "base", "per", "times") else dollars(value)


def _incomes(_result: Support, v: Values) -> str:
    return _(
        "You have %(net_a)s a month after taxes, and the other parent has %(net_b)s. Together that is %(tn)s. The "
        "higher of the two incomes is %(hn)s.",
        **v,
    )


def _time(result: Support, v: Values) -> str:
    if result.higher == "A":
        return _("You have the higher income, and the children are with you %(h)s of the time.", h=v["h"])
    return _(
        "The other parent has the higher income, and the children are with that parent %(h)s of the time.", h=v["h"]
    )


def _time_averaged(result: Support, v: Values) -> str:
    shares = ", ".join(text for name, text in v.items() if name.startswith("share_"))
    if result.higher == "A":
        return _(
            "You have the higher income. The time of each child with you is different (%(shares)s), so the law takes "
            "the average: %(h)s.",
            shares=shares,
            h=v["h"],
        )
    return _(
        "The other parent has the higher income. The time of each child with you is different (%(shares)s), so the "
        "law takes the average; with the other parent it is %(h)s.",
        shares=shares,
        h=v["h"],
    )


def _fraction_rising(_result: Support, v: Values) -> str:
    return _(
        "For incomes of %(tn)s together, the law sets this fraction: %(base)s plus the income divided by %(per)s. That "
        "is %(fraction)s.",
        **v,
    )


def _fraction_falling(_result: Support, v: Values) -> str:
    return _(
        "For incomes of %(tn)s together, the law sets this fraction: %(base)s plus %(amount)s divided by the income. "
        "That is %(fraction)s.",
        **v,
    )


def _fraction_flat(_result: Support, v: Values) -> str:
    return _("For incomes of %(tn)s together, the law sets the fraction %(fraction)s.", **v)


def _k_at_most_half(_result: Support, v: Values) -> str:
    return _(
        "The time is half or less, so the fraction is multiplied by 1 plus the time: %(fraction)s × (1 + %(h)s) = "
        "%(k)s. The law calls this number K.",
        **v,
    )


def _k_more_than_half(_result: Support, v: Values) -> str:
    return _(
        "The time is more than half, so the fraction is multiplied by 2 minus the time: %(fraction)s × (2 − %(h)s) = "
        "%(k)s. The law calls this number K.",
        **v,
    )


def _one_child(_result: Support, v: Values) -> str:
    return _(
        "The amount for one child is K × (higher income − time × both incomes): %(k)s × (%(hn)s − %(h)s × %(tn)s) = "
        "%(amount)s.",
        **v,
    )


def _more_children(_result: Support, v: Values) -> str:
    return _("For %(children)s children the law multiplies this by %(times)s: %(amount)s.", **v)


def _nobody_pays(_result: Support, _v: Values) -> str:
    return _("The result is 0, so nobody pays.")


def _higher_pays(result: Support, v: Values) -> str:
    if result.payer == "A":
        return _("The result is above 0, so the one with the higher income pays: you, %(amount)s.", amount=v["amount"])
    return _(
        "The result is above 0, so the one with the higher income pays: the other parent, %(amount)s.",
        amount=v["amount"],
    )


def _lower_pays(result: Support, v: Values) -> str:
    if result.payer == "A":
        return _("The result is below 0, so the one with the lower income pays: you, %(amount)s.", amount=v["amount"])
    return _(
        "The result is below 0, so the one with the lower income pays: the other parent, %(amount)s.",
        amount=v["amount"],
    )


def _low_income_not_reached(_result: Support, v: Values) -> str:
    return _(
        "The one who pays has %(net)s a month. That is not below %(threshold)s, the minimum wage of %(year)s for full "
        "time, so there is no reduction for low income.",
        **v,
    )


def _low_income(_result: Support, v: Values) -> str:
    return _(
        "The one who pays has %(net)s a month. That is below %(threshold)s, the minimum wage of %(year)s for full "
        "time. So the law presumes a lower amount: at most %(part)s less, which is %(low_end)s. The court decides on "
        "an amount from %(low_end)s to %(amount)s.",
        **v,
    )


def _each_child(result: Support, _v: Values) -> str:
    amounts = ", ".join(dollars(amount) for amount in allocation(result))
    return _("Of this amount, counted from the youngest child to the oldest: %(amounts)s.", amounts=amounts)


SENTENCES: dict[str, Callable[[Support, Values], str]] = {
    "incomes": _incomes,
    "time": _time,
    "time_averaged": _time_averaged,
    "fraction_rising": _fraction_rising,
    "fraction_falling": _fraction_falling,
    "fraction_flat": _fraction_flat,
    "k_at_most_half": _k_at_most_half,
    "k_more_than_half": _k_more_than_half,
    "one_child": _one_child,
    "more_children": _more_children,
    "nobody_pays": _nobody_pays,
    "higher_pays": _higher_pays,
    "lower_pays": _lower_pays,
    "low_income_not_reached": _low_income_not_reached,
    "low_income": _low_income,
    "each_child": _each_child,
}


def _hardship(estimate: Estimate) -> Iterator[Explanation]:
    if estimate.off_a:
        yield Explanation(
            _(
                "For other children at your home %(amount)s is taken off your income. The law allows at most as much "
                "for each of them as each child here gets. A court may allow less, or nothing.",
                amount=dollars(estimate.off_a),
            ),
            "Fam. Code 4070–4073",
        )
    if estimate.off_b:
        yield Explanation(
            _(
                "For other children at the home of the other parent %(amount)s is taken off that income. The law "
                "allows at most as much for each of them as each child here gets. A court may allow less, or nothing.",
                amount=dollars(estimate.off_b),
            ),
            "Fam. Code 4070–4073",
        )


def _costs(estimate: Estimate) -> Iterator[Explanation]:
    shares = estimate.shares
    if shares is None:
        return
    costs = estimate.family.costs
    yield Explanation(
        _(
            "The costs of %(costs)s are shared like the incomes, after the support is taken off the income of the one "
            "who pays: %(net_a)s and %(net_b)s. Your part is %(share_a)s, which is %(part_a)s. The part of the other "
            "parent is %(share_b)s, which is %(part_b)s. A court may share them in another way.",
            costs=dollars(costs),
            net_a=dollars(shares.net_a),
            net_b=dollars(shares.net_b),
            share_a=percent(shares.a),
            part_a=dollars(costs * shares.a),
            share_b=percent(shares.b),
            part_b=dollars(costs * shares.b),
        ),
        "Fam. Code 4061, 4062",
    )
