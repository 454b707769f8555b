"""How this person may be reached without harm: the first thing on the page of a submission."""

from __future__ import annotations

from typing import NamedTuple

from forms_app.forms.person import Person
from forms_app.forms.questions import Danger, Purpose, SafeWay
from forms_app.i18n.translation import gettext as _
from forms_app.text.emails_written import can_be_mailed


class Safety(NamedTuple):
    """A sentence to act by; `strict` where a mistake would be dangerous."""

    strict: bool
    sentences: list[str]


def safety_of(person: Person) -> Safety | None:
    """None where the form did not ask."""
    danger, reach = _danger(person), _reach(person)
    if not danger and not reach:
        return None
    return Safety(bool(danger) or person.has_no_safe_way, [*danger, *reach])


def _danger(person: Person) -> list[str]:
    if Danger.YES in person.dangers:
        return [_("Contact with the other parent is dangerous for this person or the children. Give out no address.")]
    if Danger.UNSAID in person.dangers:
        return [_("This person preferred not to say whether contact is dangerous. Work as if it were.")]
    return []


def _reach(person: Person) -> list[str]:
    if person.has_no_safe_way:
        return [_("Do not write, call or e-mail. This person will contact you.")]
    names = {SafeWay.MAIL: _("letter"), SafeWay.PHONE: _("telephone"), SafeWay.EMAIL: _("e-mail")}
    only = ", ".join(name for way, name in names.items() if person.is_safe(way))
    sentences = [_("Contact this person only by: %(ways)s.", ways=only)] if only else []
    # Staff may have keyed in a call without asking about messages.
    if person.is_safe(SafeWay.PHONE) and person.own(Purpose.VOICEMAIL) != "yes":
        sentences.append(_("Leave no message on the telephone."))
    if person.is_safe(SafeWay.EMAIL) and not can_be_mailed(person.email):
        sentences.append(_("No e-mail can go out from here: mail servers do not take the letters of this address."))
    return sentences
