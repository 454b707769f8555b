"""The telephone PIN: whether there is one, choosing it behind a fresh second factor, and ending it, which is always
possible. The PIN goes from here sealed to the telephone line; nobody between them reads it."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Iterator

from forms_app.account.doors.activate import Fault
from forms_app.account.guard import field, holder, posted
from forms_app.account.pages import draw, see_other
from forms_app.account.services import participant_id, services
from forms_app.account.settings import first
from forms_app.account.settings.first import Page
from forms_app.account.settings.ordering import order
from forms_app.account.views.opened import hers, only_confirmed
from forms_app.bundles import messages
from forms_app.bundles import telephone as bundle
from forms_app.bundles.messages import Answer
from forms_app.bundles.telephone import State, Telephone
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.phone import pins
from forms_app.phone.pins import Rule
from forms_app.text.cleaning import ascii_digits

HERE = "/settings/telephone/"
RULES: dict[Rule, LazyString] = {
    Rule.LENGTH: _l("Enter 6 to 12 digits, and nothing else."),
    Rule.DATE: _l("This can be read as a date. Somebody who knows you could guess it. Choose other digits."),
    Rule.RUN: _l("These digits follow one another. Choose digits that are harder to guess."),
    Rule.REPEAT: _l("These digits repeat. Choose digits that are harder to guess."),
    Rule.PART: _l("This is part of your Participant ID. Choose other digits."),
}


@only_confirmed
def telephone_page() -> Page:
    return _page()


@only_confirmed
def end_pin() -> Page:
    """The question first."""
    if "yes" not in posted():
        return draw("account/settings/end_pin.html")
    if order("phone-end") == Answer.DONE:
        return see_other(HERE)
    return _page(_later()), 503


@only_confirmed
def pin_page() -> Page:
    if services().telephone is None:
        return _page()
    return first.needed("pin") or _pin_page([])


@only_confirmed
def set_pin() -> Page:
    if services().telephone is None:
        return _page()
    if before := first.needed("pin"):
        return before
    if faults := list(_faults()):
        return _pin_page(faults, field("participant")), 422
    word = order("phone-pin", sealed=_sealed())
    if word == Answer.DONE:
        return see_other(HERE)
    return _page(_("This cannot be changed now.") if word else _later()), 503


def _faults() -> Iterator[Fault]:
    number, pin = participant_id(field("participant")), _digits("pin")
    if not hmac.compare_digest(services().mark_of(number), holder().account.login):
        yield "participant", _("Enter your Participant ID: the number on letters about your case.")
        return
    if rule := pins.fault(pin, number):
        yield "pin", str(RULES[rule])
    elif pin != _digits("again"):
        yield "again", _("This is not the same PIN. Enter the PIN once more.")


def _digits(name: str) -> str:
    return ascii_digits(field(name)).replace(" ", "").replace("-", "")


def _sealed() -> str:
    """For the line alone."""
    telephone = services().telephone
    assert telephone  # noqa: S101 - asked by whoever calls
    said = {"participant_id": participant_id(field("participant")), "pin": _digits("pin")}
    box = telephone.seal(json.dumps(said).encode(), messages.pin_context(hers().public.id))
    return base64.b64encode(box).decode("ascii")


def _later() -> str:
    return _("This takes longer than usual. It is not lost: look at this page again in a few minutes.")


def _page(wrong: str = "") -> str:
    stands = hers().open(bundle.KIND, Telephone) or Telephone(State.NONE.value, None)
    number = services().agency.phones["customer_connect"].number
    has_line = services().telephone is not None
    return draw(
        "account/settings/telephone.html", stands=stands, states=State, wrong=wrong, number=number, has_line=has_line
    )


def _pin_page(errors: list[Fault], participant: str = "") -> str:
    return draw("account/settings/pin.html", errors=errors, participant=participant)
