"""How this person may be reached without harm: the first thing on the page of a submission."""

from __future__ import annotations

from typing import Any, NamedTuple

from forms_app.forms.questions.emails_written import can_be_mailed
from forms_app.i18n.translation import gettext as _


class Safety(NamedTuple):
    """A sentence to act by; `strict` where a mistake would be dangerous."""

    strict: bool
    sentences: list[str]


def of(answers: dict[str, Any]) -> Safety | None:
    """None where the form did not ask."""
    danger, reach = _danger(answers.get("contact_is_unsafe")), _reach(answers)
    if not danger and not reach:
        return None
    return Safety(bool(danger) or "none" in (answers.get("safe_ways") or ()), [*danger, *reach])


def _danger(unsafe: str | None) -> list[str]:
    if unsafe == "yes":
        return [_("Contact with the other parent is dangerous for this person or the children. Give out no address.")]
    if unsafe == "unsaid":
        return [_("This person preferred not to say whether contact is dangerous. Work as if it were.")]
    return []


def _reach(answers: dict[str, Any]) -> list[str]:
    ways = answers.get("safe_ways") or ()
    if "none" in ways:
        return [_("Do not write, call or e-mail. This person will contact you.")]
    names = {"mail": _("letter"), "phone": _("telephone"), "email": _("e-mail")}
    only = ", ".join(names[way] for way in ways if way in names)
    sentences = [_("Contact this person only by: %(ways)s.", ways=only)] if only else []
    if "phone" in ways and answers.get("voicemail") != "yes":  # staff may have keyed in a call without asking
        sentences.append(_("Leave no message on the telephone."))
    if "email" in ways and not can_be_mailed(str(answers.get("email") or "")):
        sentences.append(_("No e-mail can go out from here: mail servers do not take the letters of this address."))
    return sentences
