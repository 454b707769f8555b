"""Request for Complaint Resolution. What must be recorded: 22 CCR 120107(a)-(c); no form asks for an SSN."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from forms_app.forms.form import Form
from forms_app.forms.people import HELP, REACH
from forms_app.forms.places import COUNTIES
from forms_app.questions import Choice, Lines, Option, Page, PastDate, Picker, Story, TextOrNone


class You(Page):
    slug = "you"
    heading = _l("About you")

    full_name = Lines(
        _l("Your full name"),
        hint=_l("As it stands on letters from the child support agency. If you have only one name, write that."),
        required=_l("Enter your full name."),
    )
    role = Choice(
        _l("In this case, who are you?"),
        (
            Option("prs", _l("The person receiving support"), _l("Child support is or should be paid to you.")),
            Option("pps", _l("The person paying support"), _l("You pay child support, or are asked to.")),
            Option("representative", _l("The authorized representative of one of them")),
        ),
        required=_l("Choose who you are in this case."),
    )


class Case(Page):
    slug = "case"
    heading = _l("Your case")

    case_number = TextOrNone(
        _l("Participant ID or case number"),
        none=_l("I don't have it"),
        hint=_l("It stands at the top of letters from the agency. Do not write a Social Security number."),
        required=_l("Enter your Participant ID or case number, or mark that you don't have it."),
    )
    county = Picker(
        _l("County that handles your case"),
        COUNTIES,
        hint=_l("If you are not sure, choose the county where you live."),
        required=_l("Choose a county, or “I am not sure”."),
    )


class Problem(Page):
    slug = "problem"
    heading = _l("What happened")

    what_happened = Story(
        _l("What did the agency do, or not do?"),
        hint=_l(
            "In your own words, in English or Spanish. Say what happened and when. "
            "Do not write a Social Security number."
        ),
        required=_l("Write what happened."),
    )
    learned_on = PastDate(
        _l("When did you learn about it?"),
        hint=_l("If you are not sure, give the closest date you remember. For example: 3 15 2026."),
        required=_l("Enter the date you learned about it. The closest date you remember is enough."),
    )


class Wish(Page):
    slug = "wish"
    heading = _l("What you would like")

    wanted = Story(
        _l("What would you like the agency to do about it?"),
        hint=_l("You may leave this blank."),
        longest=2000,
        rows=5,
    )


COMPLAINT = Form(
    name="complaint",
    title=_l("Request for Complaint Resolution"),
    pages=(You, *REACH, Case, Problem, Wish, *HELP),
)
