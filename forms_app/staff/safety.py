"""How this person may be reached without harm: the first thing on the page of a submission."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _


class Safety(NamedTuple):
    """A sentence to act by; `strict` where a mistake would be dangerous."""

    strict: bool
    sentences: list[str]


def of(answers: dict[str, Any]) -> Safety | None:
    """None where the form did not ask."""
    ways = answers.get("safe_ways")
    if not ways:
        return None
    if "none" in ways:
        return Safety(True, [_("Do not write, call or e-mail. This person will contact you.")])
    names = {"mail": _("letter"), "phone": _("telephone"), "email": _("e-mail")}
    only = ", ".join(names[way] for way in ways if way in names)
    sentences = [_("Contact this person only by: %(ways)s.", ways=only)]
    if "phone" in ways and answers.get("voicemail") == "no":
        sentences.append(_("Leave no message on the telephone."))
    return Safety(False, sentences)
