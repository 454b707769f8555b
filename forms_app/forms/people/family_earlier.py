"""What enrollment once asked otherwise: nobody is asked it any more, and what was sent then is read as it was asked."""

from __future__ import annotations

from typing import Any

from forms_app.forms.questions import Address, Birth, Choice, Lines, Page, Phone, Purpose, Whose
from forms_app.forms.questions.base import Answers
from forms_app.forms.shared import YES_NO_UNSAID
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw


class OtherParent(Page):
    """One alone, whoever asked."""

    slug = "other-parent"
    heading = _l("The other parent")

    other_name = Lines(_l("Name of the other parent"), purpose=Purpose.NAME, whose=Whose.OTHER_PARENT)
    other_born_on = Birth(
        _l("Date of birth of the other parent"),
        age=_l("Or about how old the other parent is"),
        whose=Whose.OTHER_PARENT,
    )
    other_address = Address(
        _l("Last address that you know"), none=_l("I know of no fixed address"), partial=True, whose=Whose.OTHER_PARENT
    )
    other_phone = Phone(_l("Telephone number that you know"), whose=Whose.OTHER_PARENT)


class Assistance(Page):
    """Aid of any kind, by which nobody could tell whether it was CalWORKs."""

    slug = "assistance"
    heading = _l("Public assistance")

    receives_assistance = Choice(
        _l("Do you or the children receive public assistance now, for example cash aid?"), YES_NO_UNSAID
    )


def as_first_parent(answers: Answers) -> Raw:
    """What stands in a form that was begun then, as it would be typed now."""
    phone = answers.get("other_phone") or {}
    typed = {
        "full_name": answers.get("other_name"),
        "phone": " #".join(filter(None, (phone.get("number"), phone.get("extension")))),
        **{f"born_on-{part}": text for part, text in _born(answers.get("other_born_on")).items()},
        **{f"address-{part}": text for part, text in _address(answers.get("other_address")).items()},
    }
    return {f"parents-1-{name}": [str(text)] for name, text in typed.items() if text}


def _born(value: Any) -> dict[str, Any]:
    known = {"date": value} if isinstance(value, str) else value or {}
    whole = dict(zip(("year", "month", "day"), known.get("date", "").split("-"), strict=False))
    return {part: known.get(part) or whole.get(part) for part in ("month", "day", "year", "age")}


def _address(value: Any) -> dict[str, Any]:
    return {part: "yes" if text is True else text for part, text in (value or {}).items()}
