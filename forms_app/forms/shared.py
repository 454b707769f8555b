"""What forms share: how a person may safely be reached, her case, help she needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.facts.languages import DEFAULT, NAMES, others
from forms_app.forms.places import COUNTIES
from forms_app.forms.questions import (
    Address,
    Choice,
    Choices,
    Email,
    Lines,
    Option,
    Page,
    Phone,
    Picker,
    Purpose,
    Story,
    TextOrNone,
    Told,
)
from forms_app.forms.questions.base import Answers
from forms_app.i18n.translation import LanguageName
from forms_app.i18n.translation import lazy_gettext as _l

YES_NO = (Option("yes", _l("Yes")), Option("no", _l("No")))
YES_NO_UNSURE = (*YES_NO, Option("unsure", _l("I am not sure")))
YES_NO_UNSAID = (*YES_NO, Option("unsaid", _l("I prefer not to say")))

BECAUSE = _l("I think this is wrong, because:")  # the end of what the account fills in for a complaint
PHONE_HINT = _l("With area code. If there is an extension, write # before it, for example 213 555 0123 #4.")
PART_OF_A_DATE = _l("Write what you know. Just the year is fine.")

HELP_NEEDED = (
    Choice(
        _l("In which language should we write and speak to you?"),
        [Option(language, name, lang=language) for language, name in NAMES.items()],
        required=_l("Choose the language."),
        purpose=Purpose.LANGUAGE,
    ),
    Choice(
        _l("Do you need an interpreter for another language?"),
        (Option("no", _l("No")), Option("other", _l("Yes"))),
        # Until November 2026 it asked again for the languages of the site, after the question which of them to speak.
        former=[Option(one.code, _l("Yes, %(language)s", language=LanguageName(one))) for one in others(DEFAULT)],
        hint=_l("An interpreter is free. You need not ask for the language that you chose above."),
        required=_l("Choose whether you need an interpreter for another language."),
    ),
    Lines(
        _l("If yes, for which language?"),
        purpose=Purpose.DETAIL,
        longest=80,
        when=lambda told: _l("Enter the language of the interpreter.") if told["interpreter"] == "other" else "",
    ),
    Story(
        _l("Do you need anything because of a disability?"),
        hint=_l("For example: large print, a TTY call, a room without stairs."),
        longest=1000,
        rows=3,
    ),
)


class Reach(Page):
    slug = "reach"
    heading = _l("How we may reach you")
    lead = _l(
        "Choose only ways that are safe for you. Think about who else can open your mail, "
        "answer your telephone or read your messages."
    )

    safe_ways = Choices(
        _l("Which ways are safe for us to reach you?"),
        (
            Option("mail", _l("A letter by mail")),
            Option("phone", _l("A telephone call")),
            Option(
                "email",
                _l("An e-mail"),
                _l("It only says that you have a message. It never says what it is about."),
            ),
            Option("none", _l("None of these is safe. I will contact you."), alone=True),
        ),
        hint=_l("Choose all that apply."),
        required=_l("Choose the ways that are safe, or the last answer if none of them is."),
        purpose=Purpose.SAFE_WAYS,
    )


class Mail(Page):
    slug = "mail"
    heading = _l("Where a letter is safe")

    address = Address(
        _l("Mailing address"),
        hint=_l("It does not have to be where you live. A P.O. box or the address of someone you trust is fine."),
        required=_l("Enter your mailing address, or mark that you have no fixed address."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return "mail" in (answers.get("safe_ways") or ())


class Telephone(Page):
    slug = "phone"
    heading = _l("Where a call is safe")

    phone = Phone(
        _l("Telephone number"),
        hint=PHONE_HINT,
        required=_l("Enter your telephone number."),
    )
    voicemail = Choice(
        _l("May we leave a message?"),
        YES_NO,
        required=_l("Choose yes if a message is safe. If you are not sure, choose no."),
        purpose=Purpose.VOICEMAIL,
    )
    call_times = Lines(_l("Best times to call"), hint=_l("For example: weekdays before 9 a.m."), purpose=Purpose.DETAIL)

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return "phone" in (answers.get("safe_ways") or ())


class EmailAddress(Page):
    slug = "email"
    heading = _l("Where an e-mail is safe")

    email = Email(
        _l("E-mail address"),
        hint=_l("Do not use an address that someone else can open."),
        required=_l("Enter your e-mail address."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return "email" in (answers.get("safe_ways") or ())


class Help(Page):
    slug = "help"
    heading = _l("Language and help")

    language, interpreter, interpreter_language, accommodation = HELP_NEEDED


def case_number() -> TextOrNone:
    return TextOrNone(
        _l("Participant ID or case number"),
        none=_l("I don't have it"),
        hint=_l("It is at the top of letters from the agency. Do not write a Social Security number."),
        required=_l("Enter your Participant ID or case number, or mark that you don't have it."),
        purpose=Purpose.CASE_NUMBER,
    )


class CaseAndCounty(Page):
    slug = "case"
    heading = _l("Your case")

    case_number = case_number()
    county = Picker(
        _l("County that handles your case"),
        COUNTIES,
        hint=_l("If you are not sure, choose the county where you live."),
        required=_l("Choose a county, or “I am not sure”."),
        purpose=Purpose.COUNTY,
    )


class KnownCase(CaseAndCounty):
    """The same in a form that an account sends: there it is one of her cases, or several."""

    known = True


class NoSafeWay(Page):
    """What follows where nobody may write, call or e-mail; each form says it in its own words."""

    slug = "no-safe-way"
    heading = _l("If no way is safe")
    lasting = True

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return "none" in (answers.get("safe_ways") or ())


READ_HERE = Told(
    _l(
        "You can also read the answer on this site, with the two numbers from your receipt. Without both nobody can "
        "read it. Look once a week."
    ),
    page="/forms/status/",
    link=_l("Where it stands"),
)
REACH = (Reach, Mail, Telephone, EmailAddress)


def case_of(answers: Mapping[str, Any]) -> tuple[str, str]:
    """(number, county) of the case that something says it is about; empty where it does not say."""
    return str((answers.get("case_number") or {}).get("text") or ""), str(answers.get("county") or "")
