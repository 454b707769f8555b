"""Request for State Hearing: Family Code 17801, 22 CCR 120201. Late or off-topic is explained, never blocked."""

from __future__ import annotations

from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Rules
from forms_app.forms import exclusions, shared
from forms_app.forms.form import Form
from forms_app.forms.notes import hearing_due, hearing_notes
from forms_app.forms.people.representing import WHO
from forms_app.forms.policy import ANSWERED, Course, Door, KnownDates, Policy, Promise, Ways, as_typed, promise_of_days
from forms_app.forms.questions import (
    Choice,
    Choices,
    Option,
    Page,
    PastDate,
    Phone,
    Purpose,
    Story,
    TextOrNone,
    Told,
)
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import REACH, YES_NO, CaseAndCounty, Help
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw


class NoSafeWay(shared.NoSafeWay):
    calls = "state_hearing_office"
    lead = _l(
        "If no way is safe, no notice reaches you. You must call the State Hearing Office to learn the day, the time "
        "and the place. Call a week after you ask for the hearing, and every week until you know them. Ask each time "
        "whether there is any other notice for you. If you miss the hearing, it can end without a decision."
    )


class Issue(Page):
    slug = "issue"
    heading = _l("What the hearing should decide")
    aside_heading = _l("What a State Hearing cannot decide, and who can help with that")
    aside = exclusions.HEARING

    issues = Choices(
        _l("What is your request about?"),
        (
            Option("application", _l("My application for services was denied, or not acted on in time")),
            Option("case", _l("My case was handled against the law or the rules, or not in time")),
            Option(
                "payments",
                _l("Payments were not passed on or were passed on wrongly, or the agency's amount of arrears is wrong"),
            ),
            Option("closing", _l("The agency closed my case, or decided to close it")),
            Option(
                "other",
                _l("Something else, or I am not sure"),
                _l("Above you can read what a hearing cannot decide, and who can help with that."),
            ),
        ),
        hint=_l("Choose all that apply. Only what was in your complaint and is named here can be heard."),
        required=_l("Choose what your request is about. If you are not sure, choose the last answer."),
    )
    description = Story(
        _l("What should the judge know?"),
        hint=_l(
            "List everything that you want the judge to decide. You need no proof now: gather copies and witnesses for "
            "the hearing. Do not write a Social Security number."
        ),
        required=_l("Write what you want to be decided."),
    )


_FILED_WHEN = _l(
    "Enter the date you filed the complaint. The closest date you remember is enough. If you remember none, choose "
    "“Yes, but I don't know the day”."
)
_ANSWERED = _l("Choose whether you got a written answer.")


class Complaint(Page):
    slug = "complaint"
    heading = _l("Your complaint")
    lead = _l("A State Hearing follows a complaint to the local agency.")

    has_complained = Choice(
        _l("Have you filed a complaint about this?"),
        (
            Option("yes", _l("Yes")),
            Option("undated", _l("Yes, but I don't know the day")),
            Option(
                "no",
                _l("No, not yet"),
                _l("You can still go on. Leave the rest of this page blank: the next one tells you more."),
            ),
            Option("unsure", _l("I am not sure")),
        ),
        required=_l("Choose whether you have filed a complaint. If you do not know, choose “I am not sure”."),
    )
    complaint_reference = TextOrNone(
        _l("Reference of your complaint"),
        none=_l("I don't have one"),
        hint=_l("If you sent it with this site, it looks like 7KQ2-M4XD."),
        digits=False,
        purpose=Purpose.CASE_NUMBER,
    )
    filed_on = PastDate(
        _l("When did you file the complaint?"),
        hint=_l("The day you sent it, handed it in or called. The closest date you remember is enough."),
        required=_FILED_WHEN,
        when=lambda told: _FILED_WHEN if told["has_complained"] == "yes" else "",
    )
    was_answered = Choice(
        _l("Did you get a written answer?"),
        YES_NO,
        required=_ANSWERED,
        when=lambda told: _ANSWERED if told["has_complained"] in ("yes", "undated") else "",
    )

    @classmethod
    def contradiction(cls, values: Answers, answers: Answers) -> tuple[str, object] | None:
        return _answer_before_complaint("filed_on", {**answers, **values})


class ComplaintFirst(Page):
    calls = "customer_connect"
    slug = "complaint-first"
    heading = _l("The complaint comes first")
    lead = _l(
        "A State Hearing comes after a complaint to the local agency, and only what was in the complaint can be heard. "
        "If you have not filed one, file it with the agency as soon as you can. You can also go on here with this "
        "request: the State Hearing Office decides."
    )
    elsewhere = (
        Told(
            _l("If you want to come back to this form, press “Stop here and continue later” first."),
            page="/forms/complaint/",
            link=_l("Request for Complaint Resolution"),
        ),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("has_complained") in ("no", "unsure")


class Answered(Page):
    slug = "answer"
    heading = _l("The agency's answer")
    lead = _l("Keep the written answer, and a copy of it.")

    answered_on = PastDate(
        _l("When did the written answer reach you?"),
        hint=_l(
            "The day you received it, not the date printed on it. The closest date you remember is enough. If you "
            "remember none, leave it blank."
        ),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("was_answered") == "yes"

    @classmethod
    def contradiction(cls, values: Answers, answers: Answers) -> tuple[str, object] | None:
        return _answer_before_complaint("answered_on", {**answers, **values})


_NUMBER = _l("Enter the telephone number for the hearing, or choose that you will give one later.")


class Attendance(Page):
    slug = "attendance"
    heading = _l("How you want to take part")

    attendance = Choice(
        _l("How do you want to take part in the hearing?"),
        (
            Option("in-person", _l("In person")),
            Option("telephone", _l("By telephone")),
            Option("undecided", _l("I don't know yet")),
        ),
        hint=_l(
            "The office that holds the hearings says that all of them are by telephone. The rule allows both. You can "
            "ask for a change later."
        ),
        required=_l("Choose how you want to take part."),
    )


class HearingPhone(Page):
    """Whoever does not come in person can be called: without a number there is no hearing by telephone."""

    slug = "hearing-phone"
    heading = _l("Your telephone at the hearing")

    has_hearing_phone = Choice(
        _l("Is there a telephone on which you can take part?"),
        (
            Option("yes", _l("Yes")),
            Option("later", _l("Not yet. I will call the State Hearing Office and give them a number.")),
        ),
        required=_l("Choose whether there is a telephone on which you can take part."),
    )
    hearing_phone = Phone(
        _l("Telephone number for the hearing"),
        hint=_l("Choose a telephone on which you can talk and nobody else listens. Give the area code too."),
        required=_NUMBER,
        when=lambda told: _NUMBER if told["has_hearing_phone"] == "yes" else "",
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("attendance") in ("telephone", "undecided")

    @classmethod
    def suggested(cls, answers: Answers) -> Raw:
        """The number that she has given as a safe one; that it is for the hearing too, she says herself."""
        phone = answers.get("phone")
        typed = " #".join(filter(None, (phone["number"], phone["extension"]))) if phone else ""
        return {"hearing_phone": [typed]} if typed else {}


def _answer_before_complaint(name: str, answers: Answers) -> tuple[str, object] | None:
    filed, answered = answers.get("filed_on"), answers.get("answered_on")
    if answers.get("was_answered") != "yes" or not filed or not answered or filed <= answered:
        return None
    return name, _l(
        "The answer cannot have come before the complaint. Check the date you filed it and the date the answer came."
    )


def _promise(rules: Rules, on: date, language: str) -> Promise:
    notice = _(
        "You will be told the date, time and place. If you cannot come, ask for another date or to take part by "
        "telephone."
    )
    not_filed = _l("You have not asked for a hearing. If you ask the agency today, this holds:")
    return promise_of_days(not_filed, [deadlines.count(rules, "hearing_set", on)], language, notice)


def _known(dates: KnownDates, reference: str) -> Raw:
    filed = {"has_complained": ["yes"], **as_typed("filed_on", dates.filed_on)} if dates.filed_on else {}
    answered = {"was_answered": ["yes"], **as_typed("answered_on", dates.answered_on)} if dates.answered_on else {}
    return {**({"complaint_reference": [reference]} if reference else {}), **filed, **answered}


POLICY = Policy(
    clock=AgencyClock(due="hearing_set"),
    ways=Ways(
        by_phone=_l("You can also ask by telephone, at the State Hearing Office: %(number)s."),
        phone="state_hearing_office",
        by_when=("hearing_after_answer", "hearing_without_answer"),
        late=_l("After that day you can still ask: the State Hearing Office decides."),
        also_call=_l("Or call the State Hearing Office: %(number)s."),
    ),
    promise=_promise,
    desks=frozenset({"complaint-unit", "ombudsperson"}),
    letters=(),
    door=Door(id="state_hearing", always=True),
    about="forms/about/state-hearing.html",
    status=ANSWERED,
    course=Course(
        after="complaint",
        known=_known,
        start=_l("Ask for a State Hearing"),
        practice=_l("Practice the request for a State Hearing"),
    ),
)
FORM = Form(
    name="state-hearing",
    title=_l("Request for State Hearing"),
    pages=(
        *WHO,
        *REACH,
        NoSafeWay,
        CaseAndCounty,
        Complaint,
        ComplaintFirst,
        Answered,
        Issue,
        Attendance,
        HearingPhone,
        Help,
    ),
    policy=POLICY,
    place=4,
    notes=hearing_notes,
    due=hearing_due,
)
