"""Inquiry, the smallest form: a question that is answered on the status page, for whoever has the receipt code.

It asks for no way to reach the person: nothing is sent that somebody else could open. 22 CCR 111544.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Rules
from forms_app.forms.form import Form
from forms_app.forms.places import COUNTIES
from forms_app.forms.policy import ANSWERED, EVERY_DESK, Door, Policy, Promise, Ways, promise_of_days
from forms_app.forms.questions import Choice, Lines, Option, Page, Picker, Purpose, Story
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import Help, case_number
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Ask(Page):
    slug = "question"
    heading = _l("Your question")

    topic = Choice(
        _l("Who should answer it?"),
        (
            Option("caseworker", _l("The caseworker who handles my case"), _l("About my case, a payment or a letter.")),
            Option(
                "ombudsperson",
                _l("The Ombudsperson"),
                _l("If something went wrong and you want help to sort it out. The Ombudsperson cannot represent you."),
            ),
            Option("no-case", _l("Anyone at the agency. I have no case yet."), _l("About services and how to begin.")),
        ),
        required=_l("Choose who should answer your question."),
    )
    message = Story(
        _l("What would you like to know?"),
        hint=_l("In your own words, in English or Spanish. Do not write a Social Security number."),
        longest=3000,
        required=_l("Write your question."),
    )


class You(Page):
    slug = "you"
    heading = _l("About you")

    full_name = Lines(
        _l("Your full name"),
        hint=_l("As it appears on letters from the child support agency. If you have only one name, write that."),
        required=_l("Enter your full name."),
        purpose=Purpose.NAME,
    )
    county = Picker(
        _l("County that handles your case, or where you live"),
        COUNTIES,
        hint=_l("It tells which local agency your question goes to. If you do not know, choose “I am not sure”."),
        required=_l("Choose a county, or “I am not sure”."),
        purpose=Purpose.COUNTY,
    )


class Case(Page):
    slug = "case"
    heading = _l("Your case")

    case_number = case_number()

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("topic") != "no-case"


def _promise(rules: Rules, on: date, language: str) -> Promise:
    notice = _(
        "Nothing is sent to you. Read the answer on this site with the two numbers above; without both it cannot be "
        "read."
    )
    not_filed = _l("You have not asked the agency. If you ask it today, this holds:")
    return replace(promise_of_days(not_filed, [deadlines.count(rules, "inquiry_answer", on)], language), here=(notice,))


POLICY = Policy(
    clock=AgencyClock(due="inquiry_answer", repeated="inquiry_repeated"),
    ways=Ways(by_phone=_l("You can also do this by telephone: %(number)s.")),
    promise=_promise,
    desks=EVERY_DESK,
    letters=(),
    door=Door(id="inquiry"),
    about="forms/about/inquiry.html",
    status=ANSWERED,
    joins_messages=True,
)
FORM = Form(name="inquiry", title=_l("A question for the agency"), pages=(Ask, You, Case, Help), policy=POLICY, place=5)
