"""Of the calculator: what only some families have, each asked of whoever says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.forms.questions import Choice, Choices, Option, Page
from forms_app.forms.questions.amounts import Amount, Count
from forms_app.i18n.translation import lazy_gettext as _l

Answers = Mapping[str, Any]
BENEFITS, DEDUCTIONS, CHILDREN, PAID, COSTS, ABSENT, NONE = (
    "benefits",
    "deductions",
    "other-children",
    "support-paid",
    "costs",
    "absent",
    "none",
)
MOST_OTHERS = 10
UP_TO_TEN = _l("Enter a number from 0 to 10.")


class More(Page):
    """What else there is."""

    slug = "more"
    heading = _l("Is any of this so?")

    more = Choices(
        _l("Choose all that apply"),
        [
            Option(BENEFITS, _l("One of us gets unemployment, disability or a pension")),
            Option(
                DEDUCTIONS,
                _l("Union dues, required retirement or health insurance come out of the pay"),
                _l("Not if you entered what is left after them."),
            ),
            Option(CHILDREN, _l("One of us has other children at home")),
            Option(PAID, _l("One of us pays support for other children, or for an earlier spouse")),
            Option(COSTS, _l("There are costs for child care or health care to share")),
            Option(
                ABSENT,
                _l("One of us does not take part in the court case"),
                _l("Only if the court knows nothing about the time with the children."),
            ),
            Option(NONE, _l("None of these"), alone=True),
        ],
        required=_l("Choose what applies, or “None of these”."),
    )


def _said(answers: Answers, what: str) -> bool:
    return what in (answers.get("more") or ())


class Benefits(Page):
    """Income beside pay."""

    slug = "benefits"
    heading = _l("Unemployment, disability and pensions")
    lead = _l(
        "Amounts a month. Leave blank what does not apply. Cash aid and SSI do not count as income: leave them out."
    )

    my_unemployment = Amount(_l("You: unemployment"))
    my_disability = Amount(_l("You: state disability or workers’ compensation"))
    my_pension = Amount(_l("You: pension"))
    other_unemployment = Amount(_l("The other parent: unemployment"))
    other_disability = Amount(_l("The other parent: state disability or workers’ compensation"))
    other_pension = Amount(_l("The other parent: pension"))

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, BENEFITS)


class Deductions(Page):
    """What the pay loses by law or contract beside taxes."""

    slug = "deductions"
    heading = _l("What comes out of the pay beside taxes")
    lead = _l("Amounts a month. Leave blank what does not apply.")

    my_dues = Amount(_l("You: required union dues and required retirement"))
    my_health = Amount(_l("You: health insurance for you and the children"))
    other_dues = Amount(_l("The other parent: required union dues and required retirement"))
    other_health = Amount(_l("The other parent: health insurance for that parent and the children"))

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, DEDUCTIONS)


class OtherChildren(Page):
    """Hardship."""

    slug = "other-children"
    heading = _l("Other children at home")
    lead = _l(
        "Children from another relationship who live with a parent and are supported there. A court may allow a "
        "deduction for them, called hardship; it does not have to. Stepchildren do not count."
    )

    my_others = Count(_l("With you"), most=MOST_OTHERS, range_said=UP_TO_TEN)
    other_others = Count(_l("With the other parent"), most=MOST_OTHERS, range_said=UP_TO_TEN)

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, CHILDREN)


class SupportPaid(Page):
    """Support for others."""

    slug = "support-paid"
    heading = _l("Support that is paid for others")
    lead = _l("Only what is really paid each month, and not between the two of you.")

    my_paid = Amount(_l("You pay each month"))
    other_paid = Amount(_l("The other parent pays each month"))

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, PAID)


class Costs(Page):
    """What is shared beside the basic amount."""

    slug = "costs"
    heading = _l("Costs to share")
    lead = _l("Amounts a month. Leave blank what does not apply.")

    child_care = Amount(_l("Child care, so that a parent can work or learn a job"))
    health_care = Amount(_l("Health care of the children that no insurance pays"))

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, COSTS)


class Absent(Page):
    """Where one parent does not appear."""

    slug = "absent"
    heading = _l("Who does not take part in the court case?")

    absent = Choice(
        _l("Who does not take part"),
        [Option("A", _l("I do not take part")), Option("B", _l("The other parent does not take part"))],
        required=_l("Choose who does not take part."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _said(answers, ABSENT)
