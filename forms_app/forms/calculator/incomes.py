"""Of the calculator: what each parent earns, and how each files a tax return where the taxes are estimated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.forms.calculator.family import GROSS, NET, STUB
from forms_app.forms.questions import Choice, Option, Page
from forms_app.forms.questions.amounts import Count, Pay
from forms_app.i18n.translation import lazy_gettext as _l

Answers = Mapping[str, Any]
ESTIMATE = "estimate"
UNKNOWN_PAY = _l("I do not know. Estimate with the minimum wage, full time.")
MOST_DEPENDENTS = 10
FILING = (
    Option("single", _l("Single")),
    Option(
        "head_of_household",
        _l("Head of household"),
        _l("Not married, and a child lives in the home more than half of the year."),
    ),
    Option("joint", _l("Married, together with a spouse"), _l("The income of the spouse is not counted here.")),
    Option("separate", _l("Married, each one alone")),
    Option(ESTIMATE, _l("I do not know: estimate it"), _l("From where the children are most of the time.")),
)


def is_estimated(answers: Answers, who: str) -> bool:
    """Whether the taxes of this parent have to be estimated for a tax return: pay is known and no taxes are."""
    if answers.get("way") == STUB:
        value = answers.get(f"{who}_stub") or {}
        return "none" not in value and "taxes" not in value
    return answers.get("way") == GROSS and "none" not in (answers.get(f"{who}_pay") or {})


class MyNet(Page):
    """What the person has left."""

    slug = "my-income"
    heading = _l("What do you have left after taxes?")

    my_net = Pay(
        _l("Your income after taxes"),
        hint=_l(
            "Pay after federal and state taxes, Social Security, Medicare and state disability insurance. Take off "
            "required union dues, required retirement and health insurance too. If you have no income, enter 0."
        ),
        required=_l("Enter what you have left after taxes. If you have no income, enter 0."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == NET


class OtherNet(Page):
    """What the other parent has left."""

    slug = "other-income"
    heading = _l("What does the other parent have left after taxes?")

    other_net = Pay(
        _l("The other parent’s income after taxes"),
        hint=_l("If you only know about how much, give a lower and a higher amount: the estimate is then a range."),
        ranged=True,
        unknown=UNKNOWN_PAY,
        required=_l("Enter an amount, or say that you do not know it."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == NET


class MyStub(Page):
    """What the person's pay stub says."""

    slug = "my-pay-stub"
    heading = _l("What does your pay stub say?")

    my_stub = Pay(
        _l("Your pay before taxes, and the taxes"),
        hint=_l("If you have no pay, enter 0. If the taxes are left blank, we estimate them."),
        taxed=True,
        required=_l("Enter your pay before taxes. If you have none, enter 0."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == STUB


class MyPay(Page):
    """What the person earns before taxes."""

    slug = "my-pay"
    heading = _l("What do you earn before taxes?")

    my_pay = Pay(
        _l("Your pay before taxes"),
        hint=_l("If you work for yourself, enter what is left after business costs. If you have no pay, enter 0."),
        required=_l("Enter your pay before taxes. If you have none, enter 0."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == GROSS


class OtherStub(Page):
    """What the other parent's pay stub says."""

    slug = "other-pay-stub"
    heading = _l("What does the other parent earn before taxes?")

    other_stub = Pay(
        _l("The other parent’s pay before taxes, and the taxes"),
        hint=_l(
            "If you do not have that pay stub, leave the taxes blank: we estimate them. If you only know about how "
            "much the pay is, give a lower and a higher amount: the estimate is then a range."
        ),
        taxed=True,
        ranged=True,
        unknown=UNKNOWN_PAY,
        required=_l("Enter an amount, or say that you do not know it."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == STUB


class OtherPay(Page):
    """What the other parent earns before taxes."""

    slug = "other-pay"
    heading = _l("What does the other parent earn before taxes?")

    other_pay = Pay(
        _l("The other parent’s pay before taxes"),
        hint=_l("If you only know about how much, give a lower and a higher amount: the estimate is then a range."),
        ranged=True,
        unknown=UNKNOWN_PAY,
        required=_l("Enter an amount, or say that you do not know it."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("way") == GROSS


class MyFiling(Page):
    """How the person files."""

    slug = "my-taxes"
    heading = _l("How do you file your tax return?")

    my_filing = Choice(
        _l("Filing status"), FILING, required=_l("Choose one. If you do not know, choose “I do not know: estimate it”.")
    )
    my_dependents = Count(
        _l("Children under 17 on your tax return"),
        hint=_l(
            "Leave blank to have it estimated: then they count with the parent with whom they are most of the time."
        ),
        most=MOST_DEPENDENTS,
        range_said=_l("Enter a number from 0 to 10."),
    )
    my_young = Choice(
        _l("Is one of them under 6?"), [Option("yes", _l("Yes")), Option("no", _l("No, or I do not know"))]
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return is_estimated(answers, "my")


class OtherFiling(Page):
    """How the other parent files."""

    slug = "other-taxes"
    heading = _l("How does the other parent file a tax return?")

    other_filing = Choice(
        _l("Filing status"), FILING, required=_l("Choose one. If you do not know, choose “I do not know: estimate it”.")
    )
    other_dependents = Count(
        _l("Children under 17 on that tax return"),
        hint=_l(
            "Leave blank to have it estimated: then they count with the parent with whom they are most of the time."
        ),
        most=MOST_DEPENDENTS,
        range_said=_l("Enter a number from 0 to 10."),
    )
    other_young = Choice(
        _l("Is one of them under 6?"), [Option("yes", _l("Yes")), Option("no", _l("No, or I do not know"))]
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return is_estimated(answers, "other")
