"""PIN request: what the inside compares, or a person does. Nothing on file is shown, and no new address is taken."""

from __future__ import annotations

from datetime import date

from forms_app.deadlines import NO_CLOCK, Rules
from forms_app.forms.form import Form
from forms_app.forms.policy import Door, Elsewhere, Policy, Promise, StatusWords, Ways
from forms_app.forms.questions import Birth, Lines, Page, Purpose, TextOrNone, ZipOrNone
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PART_OF_A_DATE, Help
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.i18n.translation import ngettext


class Account(Page):
    calls = "customer_connect"
    slug = "account"
    heading = _l("Your account")
    lead = _l(
        "The PIN comes in a letter, and only to the mailing address that the agency already has. If that address is no "
        "longer yours, or someone else may open your mail there, do not ask for a PIN here: call first."
    )
    in_practice = _l("This is practice: make something up. Do not type a real Participant ID, name or ZIP code.")
    practice_hints = {
        "participant_id": _l("Make up a number, or mark that you don't know it."),
        "last_name": _l("Make up a name."),
        "zip_on_file": _l("Make up 5 digits, or mark that you don't know them."),
    }

    participant_id = TextOrNone(
        _l("Participant ID"),
        none=_l("I don't know it"),
        hint=_l("It is at the top of letters from the agency. Do not write a Social Security number."),
        required=_l("Enter your Participant ID, or mark that you don't know it."),
        purpose=Purpose.CASE_NUMBER,
    )
    last_name = Lines(
        _l("Last name"),
        hint=_l("As it appears on letters from the child support agency. If you have only one name, write that."),
        required=_l("Enter your last name."),
        purpose=Purpose.NAME,
    )
    zip_on_file = ZipOrNone(
        _l("ZIP code of the address that the agency has for you"),
        none=_l("I don't know it"),
        hint=_l("If you have moved and not told the agency yet, write the old one."),
        required=_l("Enter the ZIP code of the address that the agency has for you, or mark that you don't know it."),
        purpose=Purpose.ZIP_ON_FILE,
    )


class ByPhone(Page):
    calls = "customer_connect"
    slug = "by-phone"
    heading = _l("Without a Participant ID")
    lead = _l(
        "It is quicker to call: staff can help you find your Participant ID. You can also go on here. Your first name "
        "and your date of birth help to tell which account is yours."
    )
    in_practice = _l("This is practice: make something up. Do not type a real name or date of birth.")

    first_name = Lines(
        _l("First name"),
        hint=_l("If you have only one name, write it again."),
        required=_l("Enter your first name."),
        purpose=Purpose.NAME,
        leads=True,
    )
    born_on = Birth(
        _l("Your date of birth"),
        hint=PART_OF_A_DATE,
        age=_l("Or your age"),
        required=_l("Enter your date of birth or your age. Just the year is fine."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return bool((answers.get("participant_id") or {}).get("none"))


def _promise(_rules: Rules, _on: date, _language: str) -> Promise:
    sent = _("If what you wrote matches the agency's records, a letter goes to the address that it already has.")
    return Promise(_l("You have not asked the agency for a PIN. To get one, call it."), [], [], [], here=(sent,))


def _waiting(number: int) -> str:
    return ngettext(
        "%(num)d PIN letter waits to be checked in the agency's own system.",
        "%(num)d PIN letters wait to be checked in the agency's own system.",
        number,
    )


def _differing(number: int) -> str:
    return ngettext(
        "Another PIN request of that day for this Participant ID says something else. It may be a slip corrected, or "
        "somebody who is not this person.",
        "Other PIN requests of that day for this Participant ID say something else. They may be slips corrected, or "
        "somebody who is not this person.",
        number,
    )


# The same whether or not a PIN was sent: who asks in another's name must not learn whether there is such a case.
_SEEN_TO = _l("It was checked on %(day)s. If no letter with a PIN reaches you, call.")
POLICY = Policy(
    clock=NO_CLOCK,
    ways=Ways(by_phone=_l("You can also ask for a PIN by telephone: %(number)s.")),
    promise=_promise,
    desks=frozenset({"caseworker"}),
    letters=(),
    door=Door(id="pin"),
    about="forms/about/pin-request.html",
    status=StatusWords(sent=_SEEN_TO, written=_SEEN_TO),
    in_practice=_l("Type no real number here."),
    elsewhere=Elsewhere(
        card="staff/pin_letter.html",
        outcomes={
            "sent": _l("The agency's system sends the PIN to the address on file"),
            "nothing": _l("Nothing was sent: something does not match, or the address may not be safe"),
        },
        no_end=_l("A PIN request ends when it was checked in the agency's own system."),
        waiting=_waiting,
        show=_l("Show the PIN requests"),
        differing=_differing,
    ),
    where="public",
)
FORM = Form(name="pin-request", title=_l("PIN request"), pages=(Account, ByPhone, Help), policy=POLICY, place=2)
