"""Who acts: the person, somebody for her, or she with somebody to speak for her. 22 CCR 120107(a), 120206(b)."""

from __future__ import annotations

from forms_app.forms.questions import Address, Choice, Lines, Option, Page, Phone, Purpose, Whose
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import PHONE_HINT, YES_NO
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

_RECEIVES = Option("prs", _l("The person receiving support"), _l("Child support is or should be paid to you."))
_PAYS = Option("pps", _l("The person paying support"), _l("You pay child support, or are asked to."))


class You(Page):
    slug = "you"
    heading = _l("About you")

    full_name = Lines(
        _l("Your full name"),
        hint=_l("As it appears on letters from the child support agency. If you have only one name, write that."),
        required=_l("Enter your full name."),
        purpose=Purpose.NAME,
    )
    role = Choice(
        _l("In this case, who are you?"),
        (_RECEIVES, _PAYS, Option("representative", _l("The authorized representative of one of them"))),
        required=_l("Choose who you are in this case."),
    )


class Represented(Page):
    """Whoever acts for somebody says for whom: the rule wants both named."""

    slug = "represented"
    heading = _l("The person you represent")
    lead = _l("The agency must know for whom you act. Give only an address or a number that is safe for that person.")

    represented_name = Lines(
        _l("Full name of the person you represent"),
        hint=_l("As it appears on letters from the child support agency. If you have only one name, write that."),
        required=_l("Enter the name of the person you represent."),
        purpose=Purpose.NAME,
        whose=Whose.REPRESENTED,
    )
    represented_role = Choice(
        _l("In this case, who is that person?"),
        (_RECEIVES._replace(hint=""), _PAYS._replace(hint="")),
        required=_l("Choose who the person you represent is in this case."),
    )
    represented_address = Address(
        _l("Address of the person you represent"),
        none=_l("I know of no fixed address"),
        partial=True,
        whose=Whose.REPRESENTED,
    )
    represented_phone = Phone(
        _l("Telephone number of the person you represent"), hint=PHONE_HINT, whose=Whose.REPRESENTED
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("role") == "representative"


class SpokenFor(Page):
    slug = "spoken-for"
    heading = _l("Someone who speaks for you")

    has_representative = Choice(
        _l("Does someone represent you in this matter?"),
        YES_NO,
        hint=_l("An authorized representative is a person you have chosen to speak for you. You do not need one."),
        required=_l("Choose whether someone represents you."),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("role") != "representative"

    @classmethod
    def suggested(cls, answers: Answers) -> Raw:
        """Forms begun before this page was one of its own asked it on another."""
        represented = answers.get("has_representative")
        return {"has_representative": [represented]} if represented else {}


class Representative(Page):
    slug = "representative"
    heading = _l("Your representative")

    representative_name = Lines(
        _l("Name of your representative"),
        required=_l("Enter the name of your representative."),
        purpose=Purpose.NAME,
        whose=Whose.REPRESENTATIVE,
    )
    representative_address = Address(
        _l("Address of your representative"),
        none=_l("I know of no fixed address"),
        partial=True,
        whose=Whose.REPRESENTATIVE,
    )
    representative_phone = Phone(
        _l("Telephone number of your representative"), hint=PHONE_HINT, whose=Whose.REPRESENTATIVE
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.get("has_representative") == "yes" and SpokenFor.applies(answers)


WHO = (You, Represented, SpokenFor, Representative)
