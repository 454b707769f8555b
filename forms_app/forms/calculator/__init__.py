"""The guideline calculator: its questions, filled in as those of a form and never sent, and what its results say."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import ClassVar

from forms_app.forms.calculator.extras import Absent, Benefits, Costs, Deductions, More, OtherChildren, SupportPaid
from forms_app.forms.calculator.family import Children, Each, Home, MyTime, OtherTime, Way
from forms_app.forms.calculator.incomes import (
    MyFiling,
    MyNet,
    MyPay,
    MyStub,
    OtherFiling,
    OtherNet,
    OtherPay,
    OtherStub,
)
from forms_app.forms.paths import Pages
from forms_app.forms.questionnaire import Answers, Questionnaire
from forms_app.forms.questions import Page
from forms_app.i18n.translation import lazy_gettext as _l


class Calculator(Questionnaire):
    """Its end is the estimate. Its steps are not counted: what only some families have would make them seem many."""

    end: ClassVar[str] = "estimate"
    end_heading: ClassVar[object] = _l("The estimate")
    counts_steps: ClassVar[bool] = False
    beside: ClassVar[str] = "calculator/official.html"

    def first_open(self, answers: Answers, done: frozenset[str]) -> type[Page] | None:
        """Where the number of children was changed, their times must be given anew."""
        return super().first_open(answers, done if Each.contradiction(answers, answers) is None else done - {Each.slug})

    def longest(self, answers: Answers = MappingProxyType({}), done: Collection[str] = ()) -> Pages:
        return ()


CALCULATOR = Calculator(
    name="calculator",
    title=_l("Estimate child support"),
    pages=(
        Way,
        Children,
        Home,
        OtherTime,
        MyTime,
        Each,
        MyNet,
        OtherNet,
        MyStub,
        MyPay,
        MyFiling,
        OtherStub,
        OtherPay,
        OtherFiling,
        More,
        Benefits,
        Deductions,
        OtherChildren,
        SupportPaid,
        Costs,
        Absent,
    ),
)
