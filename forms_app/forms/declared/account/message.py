"""A message to the caseworker of one case, which only an account takes: a form of its own, and not the inquiry.

An inquiry is for everybody and is answered for whoever has two numbers. A message is signed, belongs to a case that the
account knows, and stands with its answers as a conversation. The clock is the inquiry's (22 CCR 111544).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Rules
from forms_app.forms.form import Form
from forms_app.forms.policy import ANSWERED, Policy, Promise, Ways, promise_of_days
from forms_app.forms.questions import Page, Story, Told
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import KnownCase
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Words(Page):
    slug = "words"
    heading = _l("Your message")
    lead = _l("The other parent does not see it.")

    message = Story(
        _l("What would you like to say or ask?"),
        hint=_l("In your own words, in English or Spanish. Do not write a Social Security number."),
        longest=3000,
        rows=6,
        required=_l("Write your message."),
    )


def _promise(rules: Rules, on: date, language: str) -> Promise:
    not_filed = _l("You have not written to the agency. If you write to it today, this holds:")
    here = _("The answer comes into this account, under “Messages”.")
    return replace(promise_of_days(not_filed, [deadlines.count(rules, "inquiry_answer", on)], language), here=(here,))


def _notes(_answers: Answers, rules: Rules, today: date, language: str) -> list[Told]:
    last_day = deadlines.words(deadlines.count(rules, "inquiry_answer", today).last_day, language)
    return [Told(_("If you send it today, an answer is due by %(day)s. It comes into this account.", day=last_day))]


POLICY = Policy(
    clock=AgencyClock(due="inquiry_answer", repeated="inquiry_repeated"),
    ways=Ways(by_phone=_l("You can also do this by telephone: %(number)s.")),
    promise=_promise,
    desks=frozenset({"caseworker"}),
    letters=(),
    about="forms/about/message.html",
    status=ANSWERED,
    where="account",
    is_message=True,
)
FORM = Form(
    name="message",
    title=_l("A message to your caseworker"),
    inside=_l("Message to the caseworker"),
    pages=(Words, KnownCase),
    policy=POLICY,
    notes=_notes,
    place=5,
)
