"""A new way to reach somebody with an account: where she may safely be written to, called or e-mailed from now on.

What the agency has until now is shown nowhere: who looks over her shoulder learns nothing.
"""

from __future__ import annotations

from datetime import date

from forms_app.deadlines import Rules
from forms_app.forms.declared.account.asking import asking
from forms_app.forms.form import Form
from forms_app.forms.policy import Promise
from forms_app.forms.questions import Address, Choice, Choices, Email, Option, Page, Phone, Purpose
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PHONE_HINT, YES_NO, KnownCase
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

SAFE_HINT = _l("Think about who else opens your mail, answers your telephone or reads your messages.")


class What(Page):
    slug = "what"
    heading = _l("What is new")
    lead = _l(
        "The other parent is not told. If your address must stay secret from somebody, call before you send this."
    )

    changes = Choices(
        _l("What has changed?"),
        (
            Option("address", _l("My mailing address")),
            Option("phone", _l("My telephone number")),
            Option("email", _l("My e-mail address")),
        ),
        hint=_l("Choose all that apply."),
        required=_l("Choose what has changed."),
    )


def _changes(answers: Answers, what: str) -> bool:
    return what in (answers.get("changes") or ())


class NewAddress(Page):
    slug = "address"
    heading = _l("Your new mailing address")

    new_address = Address(
        _l("Mailing address"),
        hint=_l("It does not have to be where you live. A P.O. box or the address of someone you trust is fine."),
        required=_l("Enter your mailing address, or mark that you have no fixed address."),
        purpose=Purpose.DETAIL,
    )
    address_safe = Choice(
        _l("Is it safe to write to you there?"), YES_NO, hint=SAFE_HINT, required=_l("Choose whether it is safe.")
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _changes(answers, "address")


class NewPhone(Page):
    slug = "phone"
    heading = _l("Your new telephone number")

    new_phone = Phone(
        _l("Telephone number"), hint=PHONE_HINT, required=_l("Enter your telephone number."), purpose=Purpose.DETAIL
    )
    phone_safe = Choice(
        _l("Is it safe to call you there?"), YES_NO, hint=SAFE_HINT, required=_l("Choose whether it is safe.")
    )
    message_safe = Choice(
        _l("May we leave a message?"),
        YES_NO,
        required=_l("Choose yes if a message is safe. If you are not sure, choose no."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _changes(answers, "phone")


class NewEmail(Page):
    slug = "email"
    heading = _l("Your new e-mail address")

    new_email = Email(
        _l("E-mail address"),
        hint=_l("Do not use an address that someone else can open."),
        required=_l("Enter your e-mail address."),
        purpose=Purpose.DETAIL,
    )
    email_safe = Choice(
        _l("Is it safe to write to you there?"), YES_NO, hint=SAFE_HINT, required=_l("Choose whether it is safe.")
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return _changes(answers, "email")


def _promise(_rules: Rules, _on: date, _language: str) -> Promise:
    asked = _("It is asked for, and not yet changed. Staff enter it in the agency's own system; then it says so here.")
    nobody = _("The other parent is not told.")
    return Promise(_l("You have told the agency nothing. To change it, call."), [], [], [], here=(asked, nobody))


POLICY = asking("forms/about/update.html", _promise)
FORM = Form(
    name="contact-update",
    title=_l("A new address, telephone or e-mail"),
    pages=(What, NewAddress, NewPhone, NewEmail, KnownCase),
    policy=POLICY,
    place=6,
)
