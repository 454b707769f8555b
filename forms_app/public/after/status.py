"""Where it stands: reference and receipt code are typed, the row that they open is read against the clock and told.

Nothing is stored and nothing is told to who lacks the code, not even whether there is such a reference. The browser
keeps what was posted for its Back button; a token, bound to a cookie that leaving deletes, makes that post worthless.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, Response, g, request

from forms_app import deadlines
from forms_app.deadlines import Deadline, Hearing
from forms_app.deadlines.clock import today
from forms_app.filling import idle
from forms_app.filling.sent import days
from forms_app.filling.start import draft_of
from forms_app.forms import FORMS, clock_of, follower_of
from forms_app.forms.questions import Lines, Page, Purpose, Wrong
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.public import cookie as visitor
from forms_app.public.services import services
from forms_app.sealing import codes
from forms_app.storage import status
from forms_app.storage.drafts import new_token
from forms_app.storage.status import NoStatus, Status
from forms_app.storage.submissions import references
from forms_app.storage.throttles import Limit, TooMany, network
from forms_app.web import csrf, posts
from forms_app.web.pages import draw, see_other

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
            return references.read_reference(typed)
        except ValueError:
            raise Wrong(_l("Check the reference. It has eight letters and digits, such as 7KQ2-M4XD.")) from None


class CodeTyped(Lines):
    """A receipt code; the keypad for telephone numbers is the one with large digits."""

    macro = "phone"

    def check(self) -> str | None:
        try:
            return codes.read(self.need(super().check()))
        except codes.NotACode as wrong:
            raise Wrong(_mistyped_hint() if wrong.mistyped else _no_code(wrong.digits)) from None


class Ask(Page):
    """The two things that only the sender has."""

    slug = "status"
    heading = _l("Where it stands")

    reference = ReferenceTyped(
        _l("Your reference"),
        hint=_l("Eight letters and digits, at the top of your receipt."),
        longest=40,
        purpose=Purpose.DETAIL,
        required=_l("Enter your reference."),
    )
    receipt_code = CodeTyped(
        _l("Your receipt code"),
        hint=_l("Twenty digits. Spaces do not matter."),
        longest=80,
        purpose=Purpose.DETAIL,
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
    return _draw_questions(Ask.of())


@blueprint.post("/forms/status/")
def tell() -> Response | tuple[str, int]:
    csrf.refuse_cross_site(request)
    posted = posts.read(request)
    if posted.get("go") == ["close"]:
        return _close()
    if visitor.is_stale(posted, visitor.LOOK):
        return see_other("/forms/status/")
    page = Ask.of(_in_place(posted))
    if posted.get("go") == ["switch"]:  # only the language was changed: nothing is looked up or called wrong
        return _draw_questions(page), 200
    if not page.validate():
        return _draw_questions(page), 422
    try:
        found = look_up(**page.values)
    except TooMany:
        return _draw_questions(page, too_many=True), 429
    return (_draw_status(page, found), 200) if found else (_draw_questions(page, unknown=True), 422)


@blueprint.after_request
def give_cookie(response: Response) -> Response:
    return visitor.give(response, g.new_look, visitor.LOOK) if "new_look" in g else response


def _in_place(posted: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each number in the other's box is still hers: nobody is sent back for that."""
    code, reference = (" ".join(posted.get(name, ())) for name in ("reference", "receipt_code"))
    try:
        codes.read(code)
        references.read_reference(reference)
    except ValueError:
        return posted
    return {**posted, "reference": [reference], "receipt_code": [code]}


def _close() -> Response:
    """The cookie goes, and with it what Back could post again."""
    g.pop("new_look", None)
    return visitor.take_away(see_other("/"), visitor.LOOK)


def _around() -> dict[str, object]:
    return {"token": _token(), "idle": idle.of_page()}


def _token() -> str:
    """What every page of ours posts; its cookie is made with the first one."""
    cookie = visitor.token(visitor.LOOK)
    if cookie is None:
        cookie = g.new_look = new_token()
    return csrf.token(services().token_key, cookie)


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
    throttle, address = services().throttle, network(request.remote_addr)
    ours: Tries = [(PER_ADDRESS, address)]
    everybodys: Tries = [(PER_REFERENCE, reference), (IN_ALL, "")]
    throttle.spend(ours)
    try:
        throttle.spend(everybodys)
    except TooMany:
        everybodys = [(RESERVED, f"{reference} {address}")]
        throttle.spend(everybodys)
    return ours + everybodys


def _draw_questions(page: Page, unknown: bool = False, too_many: bool = False) -> str:
    return draw("status/page.html", page=page, unknown=unknown, too_many=too_many, **_around())


def _draw_status(page: Page, found: Status) -> str:
    rules, clock = services().rules, clock_of(found.form)
    due, hearing = status.agency_due(rules, found, clock), status.hearing(rules, found, clock)
    standing = Standing(found, due, hearing, today())
    onward = follower_of(found.form) if standing.hearing else None
    context = {
        "forms": FORMS,
        "onward": onward,
        "begun": draft_of(onward) if onward else None,
        "words": deadlines.words,
        "line": days.counting(found.received_on, due, hearing),
        **_around(),
    }
    return draw("status/told.html", page=page, **context, **vars(standing))


def _mistyped_hint() -> str:
    return str(_("One of the digits of the receipt code is not right. Compare it with your receipt."))


def _no_code(digits: int) -> str:
    numbers = {"digits": digits, "wanted": codes.LENGTH}
    return str(_("A receipt code has %(wanted)d digits. You have typed %(digits)d.", **numbers))
