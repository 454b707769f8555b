"""PIN request: seals a task for a person. Nothing is matched, nothing on file is shown, no new address is taken."""

from __future__ import annotations

from datetime import date

from forms_app.deadlines import NO_CLOCK, Rules
from forms_app.forms.form import Form
from forms_app.forms.policy import Policy, Promise, Ways
from forms_app.forms.questions import Choice, Lines, Option, Page, TextOrNone, ZipCode
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import spoken
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l


class Account(Page):
    slug = "account"
    heading = _l("Your account")
    in_practice = _l("This is practice: make something up. Do not type a real Participant ID, name or ZIP code.")

    participant_id = TextOrNone(
        _l("Participant ID"),
        none=_l("I don't know it"),
        hint=_l("It stands at the top of letters from the agency. Do not write a Social Security number."),
        required=_l("Enter your Participant ID, or mark that you don't know it."),
    )
    last_name = Lines(
        _l("Last name"),
        hint=_l("As it stands on letters from the agency. If you have only one name, write that."),
        required=_l("Enter your last name."),
    )
    zip_on_file = ZipCode(
        _l("ZIP code of the address that the agency has for you"),
        hint=_l("If you have moved and not told the agency yet, write the old one."),
        required=_l("Enter the ZIP code of the address that the agency has for you."),
    )


class ByPhone(Page):
    calls = "customer_connect"
    slug = "by-phone"
    heading = _l("Without a Participant ID")
    lead = _l(
        "Without it nobody may be able to tell which account is yours. It is quicker to call: staff can help you find "
        "it. You can also go on here."
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return bool((answers.get("participant_id") or {}).get("none"))


class Delivery(Page):
    calls = "customer_connect"
    slug = "delivery"
    heading = _l("How the PIN reaches you")
    lead = _l(
        "The PIN goes only to an address that the agency already has. If that address is no longer yours or is not "
        "safe, do not ask for a PIN here: call first and have the address changed."
    )

    delivery = Choice(
        _l("Where should the agency send it?"),
        (
            Option("mail", _l("To the mailing address it has for me")),
            Option("email", _l("To the e-mail address it has for me")),
        ),
        required=_l("Choose where the agency should send it."),
    )
    language = spoken()


def _promise(_rules: Rules, _on: date, _language: str) -> Promise:
    sent = _("If what you wrote fits the agency's records, the PIN goes to the address that it already has.")
    return Promise(_l("You have not asked the agency for a PIN. To get one, call it."), [], [], [], here=(sent,))


POLICY = Policy(
    clock=NO_CLOCK,
    ways=Ways(by_phone=_l("You can also ask for a PIN by telephone:")),
    promise=_promise,
)
FORM = Form(name="pin-request", title=_l("PIN request"), pages=(Account, ByPhone, Delivery), policy=POLICY, place=2)
