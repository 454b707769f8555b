"""Where it stands: reference and receipt code are typed, the row that they open is read against the clock and told.

Nothing is stored and nothing is told to who lacks the code, not even whether there is such a reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address, ip_network

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms_app import clock, codes, security, status, submissions
from forms_app.clock import Deadline, Hearing
from forms_app.forms import FORMS
from forms_app.moment import today
from forms_app.public.pages import draw
from forms_app.public.services import services
from forms_app.questions import Lines, Page, Wrong
from forms_app.status import NoStatus, Status
from forms_app.throttling import Limit, TooMany

blueprint = Blueprint("status", __name__)
WITHIN = timedelta(minutes=15)
PER_ADDRESS = Limit("status by address", 20, WITHIN)
PER_REFERENCE = Limit("status by reference", 20, WITHIN)
IN_ALL = Limit("status in all", 2000, WITHIN)
# Kept for each address once others have used up a reference or everything: their tries must not lock its owner out.
RESERVED = Limit("status reserved", 3, WITHIN)
Tries = list[tuple[Limit, str]]


class ReferenceTyped(Lines):
    """A reference in any case and spacing."""

    def check(self) -> str | None:
        typed = self.need(super().check())
        try:
            return submissions.read_reference(typed)
        except ValueError:
            raise Wrong(_l("Check the reference. It has eight letters and digits, such as 7KQ2-M4XD.")) from None


class CodeTyped(Lines):
    """A receipt code; the keypad for telephone numbers is the one with large digits."""

    macro = "phone"

    def check(self) -> str | None:
        try:
            return codes.read(self.need(super().check()))
        except codes.NotACode as wrong:
            raise Wrong(_mistyped() if wrong.mistyped else _no_code(wrong.digits)) from None


class Ask(Page):
    """The two things that only the sender has."""

    slug = "status"
    heading = _l("Where it stands")

    reference = ReferenceTyped(
        _l("Your reference"),
        hint=_l("Eight letters and digits. It stands at the top of your receipt."),
        longest=40,
        required=_l("Enter your reference."),
    )
    receipt_code = CodeTyped(
        _l("Your receipt code"),
        hint=_l("Twenty digits. Spaces do not matter."),
        longest=80,
        required=_l("Enter your receipt code."),
    )


@dataclass(frozen=True)
class Standing:
    """A status on one day, as the page tells it."""

    status: Status
    due: Deadline | None
    hearing: Hearing | None
    today: date


@blueprint.get("/forms/status/")
def ask() -> str:
    return _asked(Ask.of())


@blueprint.post("/forms/status/")
def tell() -> tuple[str, int]:
    security.refuse_cross_site(request)
    posted = security.posted(request)
    page = Ask.of(posted)
    if posted.get("go") == ["switch"]:  # only the language was changed: nothing is looked up or called wrong
        return _asked(page), 200
    if not page.validate():
        return _asked(page), 422
    try:
        found = look_up(**page.values)
    except TooMany:
        return _asked(page, too_many=True), 429
    return (_told(page, found), 200) if found else (_asked(page, unknown=True), 422)


def look_up(reference: str, receipt_code: str) -> Status | None:
    """Counted before any work, so that a storage that fails refuses. The right person's try is not counted."""
    parts, tries = services(), _spend(reference)
    with parts.database.read() as connection:
        try:
            found = status.read(connection, reference, status.key_of(parts.pepper, reference, receipt_code))
        except NoStatus:
            return None
    parts.throttle.give_back(tries)
    return found


def _spend(reference: str) -> Tries:
    """Count one try; the tries that were counted. Raises TooMany."""
    throttle, address = services().throttle, _address()
    ours: Tries = [(PER_ADDRESS, address)]
    everybodys: Tries = [(PER_REFERENCE, reference), (IN_ALL, "")]
    throttle.spend(ours)
    try:
        throttle.spend(everybodys)
    except TooMany:
        everybodys = [(RESERVED, f"{reference} {address}")]
        throttle.spend(everybodys)
    return ours + everybodys


def _address() -> str:
    """Of IPv6 the first half: who has one address there has all of its other half."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(address if address.version == 4 else ip_network((address, 64), strict=False))


def _asked(page: Page, unknown: bool = False, too_many: bool = False) -> str:
    return draw("status/page.html", page=page, unknown=unknown, too_many=too_many)


def _told(page: Page, found: Status) -> str:
    rules = services().rules
    standing = Standing(found, status.agency_due(rules, found), status.hearing(rules, found), today())
    return draw("status/told.html", page=page, forms=FORMS, words=clock.words, **vars(standing))


def _mistyped() -> str:
    return str(_("One of the digits of the receipt code is not right. Compare it with your receipt."))


def _no_code(digits: int) -> str:
    known = {"digits": digits, "wanted": codes.LENGTH}
    return str(_("A receipt code has %(wanted)d digits. You have typed %(digits)d.", **known))
