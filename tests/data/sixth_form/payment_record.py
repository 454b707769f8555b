"""A form of tomorrow, for the tests: somebody asks for a copy of what was paid."""

from __future__ import annotations

from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Rules
from forms_app.forms.form import Form
from forms_app.forms.policy import ANSWERED, Door, Policy, Promise, Ways, promise_of_days
from forms_app.forms.questions import Address, Lines, Page, Purpose, Repeated, Whose
from forms_app.forms.shared import REACH, CaseAndCounty, Help
from forms_app.i18n.translation import lazy_gettext as _l


class Copy(Page):
    slug = "copy"
    heading = _l("Somebody who gets a copy")

    recipient = Lines(_l("Full name"), purpose=Purpose.NAME, whose=Whose.REPRESENTATIVE)
    destination = Address(_l("Mailing address"), whose=Whose.REPRESENTATIVE)


class Record(Page):
    slug = "record"
    heading = _l("What you need")

    asker = Lines(_l("Your full name"), purpose=Purpose.NAME, required=_l("Enter your full name."))
    years = Lines(_l("Which years?"), purpose=Purpose.DETAIL, required=_l("Write the years."))
    copies = Repeated(
        Copy,
        _l("Who else gets a copy?"),
        one=_l("Copy %(number)s"),
        more=_l("Add another copy"),
        less=_l("Remove copy %(number)s"),
        most=3,
        too_many=_l("There can be three copies."),
    )


def _promise(rules: Rules, on: date, language: str) -> Promise:
    due = deadlines.count(rules, "inquiry_answer", on)
    return promise_of_days(_l("You have not asked the agency. If you ask it today, this holds:"), [due], language)


POLICY = Policy(
    clock=AgencyClock(due="inquiry_answer"),
    ways=Ways(by_phone=_l("You can also do this by telephone: %(number)s.")),
    promise=_promise,
    desks=frozenset({"caseworker"}),
    letters=("enrollment-more",),
    door=Door(id="inquiry"),
    about="forms/about/payment-record.html",
    status=ANSWERED,
)
FORM = Form(
    name="payment-record",
    title=_l("Copy of the payment record"),
    pages=(Record, *REACH, CaseAndCounty, Help),
    policy=POLICY,
    place=6,
)
