"""A new employer, or none any more, of somebody with an account: it may concern what is withheld from pay."""

from __future__ import annotations

from datetime import date

from forms_app.deadlines import Rules
from forms_app.forms.declared.account.asking import asking
from forms_app.forms.form import Form
from forms_app.forms.policy import Promise
from forms_app.forms.questions import Address, Choice, Lines, Option, Page, Phone, Purpose
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PHONE_HINT, KnownCase
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Work(Page):
    slug = "work"
    heading = _l("Your work")
    lead = _l(
        "The other parent is not told where you work. The agency may write to the employer, for example to have "
        "support taken from your pay."
    )

    work = Choice(
        _l("What has changed?"),
        (
            Option("new", _l("I have a new employer")),
            Option("more", _l("I have another employer besides")),
            Option("none", _l("I no longer work for an employer")),
        ),
        required=_l("Choose what has changed."),
    )


class Employer(Page):
    slug = "employer"
    heading = _l("Your employer")

    employer = Lines(
        _l("Name of the employer"),
        hint=_l("As it is on your pay stub."),
        required=_l("Enter the name of the employer."),
        purpose=Purpose.DETAIL,
    )
    employer_address = Address(
        _l("Address of the employer, if you know it"),
        none=_l("I do not know the address"),
        partial=True,
        purpose=Purpose.DETAIL,
    )
    employer_phone = Phone(_l("Telephone of the employer, if you know it"), hint=PHONE_HINT, purpose=Purpose.DETAIL)

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("work") in ("new", "more")


class Since(Page):
    slug = "since"
    heading = _l("Since when")

    since = Lines(
        _l("Since when?"),
        hint=_l("About when is fine, for example March 2026."),
        required=_l("Enter about when."),
        purpose=Purpose.DETAIL,
        longest=80,
    )


def _promise(_rules: Rules, _on: date, _language: str) -> Promise:
    asked = _("It is asked for, and not yet changed. Staff enter it in the agency's own system; then it says so here.")
    court = _("This does not change what a court ordered. If your pay went down, ask for a review at once.")
    return Promise(_l("You have told the agency nothing. To change it, call."), [], [], [], here=(asked, court))


POLICY = asking("forms/about/update.html", _promise)
FORM = Form(
    name="employment-update",
    title=_l("A new job, or none any more"),
    pages=(Work, Employer, Since, KnownCase),
    policy=POLICY,
    place=7,
)
