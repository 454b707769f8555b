"""Request for Complaint Resolution. What must be recorded: 22 CCR 120107(a)-(c); no form asks for an SSN."""

from __future__ import annotations

from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Arrival, Rules
from forms_app.forms import exclusions, shared
from forms_app.forms.form import Form
from forms_app.forms.notes import complaint_due, complaint_notes
from forms_app.forms.people.representing import WHO
from forms_app.forms.policy import ANSWERED, EVERY_DESK, Course, Door, Policy, Promise, Ways, as_typed
from forms_app.forms.questions import DayIfKnown, Option, Page, Story
from forms_app.forms.shared import BECAUSE, REACH, CaseAndCounty, Help
from forms_app.i18n.translation import lazy_gettext as _l


class NoSafeWay(shared.NoSafeWay):
    calls = "customer_connect"
    here = shared.READ_HERE
    lead = _l(
        "If no way is safe, nothing comes to you, not even the answer. Call a few weeks after you file your "
        "complaint, and again until you have the answer. Say that no way is safe, and ask how you can get it. Your "
        "last day to ask for a State Hearing does not wait for it."
    )


class Problem(Page):
    slug = "problem"
    heading = _l("What happened")
    aside_heading = _l("What a complaint is not for, and who can help with that")
    aside = exclusions.COMPLAINT

    what_happened = Story(
        _l("What did the agency do, or not do?"),
        hint=_l(
            "In your own words, in English or Spanish. Say what happened and when. "
            "Do not write a Social Security number."
        ),
        required=_l("Write what happened."),
        begun=BECAUSE,
        go_on=_l("Write what is wrong, after “because”."),
    )
    learned_on = DayIfKnown(
        _l("When did you learn about it?"),
        hint=_l("If you are not sure, give the closest date you remember. For example: 3 15 2026."),
        ticks=(
            Option("unknown", _l("I don't know the day")),
            Option("ongoing", _l("It is still going on")),
        ),
        required=_l("Enter the closest date you remember, or mark “I don't know the day”."),
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


def _promise(rules: Rules, on: date, language: str) -> Promise:
    course = deadlines.course(rules, None, on)
    assert course.hearing  # noqa: S101 - a complaint with its day has one
    return Promise(
        _l("You have not filed a complaint. If you file one with the agency today, this holds:"),
        [(deadlines.words(mark.on, language), mark.label[language]) for mark in course.marks if mark.on > on],
        [course.hearing.reason(language)],
        [point.text[language] for point in course.hearing.unsettled],
        here=tuple(point.text[language] for point in deadlines.receive(rules, Arrival("online", on)).unsettled),
    )


POLICY = Policy(
    clock=AgencyClock(
        due="complaint_answer",
        extended="complaint_answer_extended",
        by_mail="mail_receipt",
        transferable=True,
        hearing=True,
    ),
    ways=Ways(
        by_phone=_l("You may also complain by telephone: %(number)s."),
        address="complaint_unit",
        by_when=("complaint_filing",),
        by_mail=("mail_receipt",),
        late=_l("After that day you can still complain: the agency decides."),
    ),
    promise=_promise,
    desks=EVERY_DESK,
    letters=("acknowledgement", "amendment", "transfer", "extension", "resolution"),
    door=Door(id="complaint", always=True),
    about="forms/about/complaint.html",
    status=ANSWERED,
    course=Course(
        known=lambda known, _reference: as_typed("learned_on", known.learned_on),
        start=_l("Make a complaint"),
        practice=_l("Practice a complaint"),
    ),
)
FORM = Form(
    name="complaint",
    title=_l("Request for Complaint Resolution"),
    pages=(*WHO, *REACH, NoSafeWay, CaseAndCounty, Problem, Wish, Help),
    policy=POLICY,
    place=3,
    carries=("county", "role"),
    notes=complaint_notes,
    due=complaint_due,
)
