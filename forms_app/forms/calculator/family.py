"""Of the calculator: what is known of incomes, how many children there are, and their time with each parent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.forms.calculator.schedules import LESS_THAN_HALF
from forms_app.forms.questions import Choice, Option, Page, Repeated
from forms_app.forms.questions.amounts import Count, TimeWith
from forms_app.guideline.law import MOST_CHILDREN
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

Answers = Mapping[str, Any]
NET, STUB, GROSS = "net", "stub", "gross"
ME, OTHER, HALF, DIFFERS, UNKNOWN = "me", "other", "half", "differs", "unknown"


class Way(Page):
    """Which of the three ways in."""

    slug = "start"
    heading = _l("What do you know about the incomes?")

    way = Choice(
        _l("Choose what you have at hand"),
        [
            Option(NET, _l("What each of us has left after taxes"), _l("The shortest way: about 6 questions.")),
            Option(
                STUB,
                _l("Pay before taxes, and the taxes on a pay stub"),
                _l("You can leave the taxes of the other parent blank: we estimate them."),
            ),
            Option(
                GROSS, _l("Only pay before taxes"), _l("We estimate the taxes from how each of you files a tax return.")
            ),
        ],
        required=_l("Choose what you know. If you only know pay before taxes, choose the last one."),
    )


class Children(Page):
    """How many children the two have together."""

    slug = "children"
    heading = _l("How many children do you have together?")

    children = Count(
        _l("Number of children"),
        hint=_l(
            "Children under 18 of you and the other parent, and those of 18 who still go to high school full time."
        ),
        least=1,
        most=MOST_CHILDREN,
        range_said=_l("Enter a number from 1 to 10."),
        required=_l("Enter how many children you have together, from 1 to 10."),
    )


class Home(Page):
    """With whom the children are most of the time."""

    slug = "home"
    heading = _l("Where are the children most of the time?")

    home = Choice(
        _l("The children are"),
        [
            Option(ME, _l("mostly with me")),
            Option(OTHER, _l("mostly with the other parent")),
            Option(HALF, _l("about half of the time with each")),
            Option(DIFFERS, _l("not all the same: it differs from child to child")),
            Option(UNKNOWN, _l("I do not know yet"), _l("You then see the amounts for different times.")),
        ],
        required=_l("Choose where the children are. If it is not decided yet, choose “I do not know yet”."),
    )


class OtherTime(Page):
    """How much time they have with the other parent, where that is less."""

    slug = "other-time"
    only_if = _l("If they are mostly with you")
    heading = _l("How much time do they spend with the other parent?")
    lead = _l("Choose what is closest, or type the time yourself.")

    other_time = TimeWith(
        _l("Time with the other parent"),
        LESS_THAN_HALF,
        required=_l("Choose the closest answer, or type the percent or the nights a year."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("home") == ME


class MyTime(Page):
    """How much time they have with the person, where that is less."""

    slug = "my-time"
    only_if = _l("If they are mostly with the other parent")
    heading = _l("How much time do they spend with you?")
    lead = _l("Choose what is closest, or type the time yourself.")

    my_time = TimeWith(
        _l("Time with you"),
        LESS_THAN_HALF,
        required=_l("Choose the closest answer, or type the percent or the nights a year."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("home") == OTHER


class Child(Page):
    """The time of one child."""

    time = TimeWith(_l("Time with you"), required=_l("Type the percent of the time, or the nights a year."))


class Each(Page):
    """A child each, where the time differs."""

    slug = "each"
    heading = _l("How much time is each child with you?")

    each = Repeated(
        Child,
        _l("For each child"),
        one=_l("Child %(number)s"),
        more=_l("Add a child"),
        less=_l("Remove child %(number)s"),
        most=MOST_CHILDREN,
        too_many=_l("Enter at most 10 children."),
        required=_l("Type the time of each child with you."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("home") == DIFFERS

    @classmethod
    def suggested(cls, answers: Answers) -> Raw:
        return {f"each-{number}-time-number": [""] for number in range(1, int(answers.get("children") or 1) + 1)}

    @classmethod
    def contradiction(cls, values: Answers, answers: Answers) -> tuple[str, object] | None:
        children, given = int(answers.get("children") or 0), len(values.get("each") or ())
        if not children or children == given or answers.get("home") != DIFFERS:
            return None
        return "each", _l(
            "You said that you have %(number)s children together: give the time of each.", number=children
        )
