"""The practice call: the menu of the telephone on a page. What was done so far stands in the address, in a few signs
that hold nothing of anybody; numbers and words that somebody types are compared and forgotten."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from forms_app.deadlines import local_date
from forms_app.deadlines.clock import utc_now
from forms_app.facts.languages import LANGUAGES
from forms_app.i18n import urls
from forms_app.i18n.translation import ngettext
from forms_app.phone import made_up, practice
from forms_app.phone.engine import tellers
from forms_app.phone.engine.call import Call
from forms_app.phone.engine.moves import Engine
from forms_app.phone.menu.paths import wishes
from forms_app.phone.menu.tree import Node
from forms_app.phone.practice import NotACall, Played
from forms_app.public.services import services
from forms_app.sealing.codes import for_print
from forms_app.text.cleaning import ascii_digits
from forms_app.web import csrf, posts
from forms_app.web.pages import draw

blueprint = Blueprint("practice", __name__)
MOST_WORDS = 60  # signs of what somebody says to the voice


@blueprint.get("/forms/practice-call/")
def show() -> str:
    """The first page, or the call as far as it has come."""
    goal = practice.goal_named(services().line, request.args.get("goal", ""))
    if "call" not in request.args:
        return _draw_start()
    try:
        played = practice.play(_engine(), request.args["call"] + request.args.get("key", ""))
    except NotACall:
        return _draw_start(was_too_long=len(request.args["call"]) >= practice.MOST_ACTS)
    return _draw_call(played, goal)


@blueprint.post("/forms/practice-call/")
def enter() -> Response | str | tuple[str, int]:
    """A number that is entered, or a word that is said. Of both only what they mean goes on into the address."""
    csrf.refuse_cross_site(request)
    posted = {name: values[0] for name, values in posts.read(request).items()}
    goal = practice.goal_named(services().line, posted.get("goal", ""))
    try:
        played = practice.play(_engine(), posted.get("call", ""))
    except NotACall:
        return _draw_start()
    act = _number(played.call, posted) if "digits" in posted else _words(played.call, posted)
    if not act:
        return _draw_call(played, goal, refused=True), 422
    return _see(played.acts + act, goal)


def _number(call: Call, posted: dict[str, str]) -> str:
    """The sign of the made-up number or PIN; none for any other, which goes no further."""
    digits = "".join(sign for sign in ascii_digits(posted["digits"]) if sign.isdecimal())
    wanted, sign = (made_up.PIN, practice.PIN) if call.number else (made_up.PARTICIPANT_ID, practice.NUMBER)
    return sign if digits == wanted else ""


def _words(call: Call, posted: dict[str, str]) -> str:
    return _engine().key_for(call, posted.get("said", "")[:MOST_WORDS]) or practice.WORDS


def _see(acts: str, goal: Node | None) -> Response:
    return Response(status=303, headers={"Location": _address(request.path, acts, goal)})


def _address(path: str, acts: str, goal: Node | None) -> str:
    return f"{path}?{urlencode({'call': acts, 'goal': goal.id if goal else ''})}"


def _spent(played: Played) -> str:
    """How long such a call takes whoever hears every word."""
    steps = ngettext("You took %(num)d step.", "You took %(num)d steps.", len(played.acts))
    minutes = max(1, round(played.seconds / 60))
    time = ngettext("By telephone: about %(num)d minute.", "By telephone: about %(num)d minutes.", minutes)
    return f"{steps} {time}"


def _engine() -> Engine:
    parts, now = services(), utc_now()
    facts = tellers.facts(parts.line, parts.rules, parts.agency.phones, now)
    return Engine(facts, made_up.book(local_date(now)))


def _draw_start(*, was_too_long: bool = False) -> str:
    line = services().line
    return draw("practice/start.html", wishes=wishes(line.printed), was_too_long=was_too_long)


def _draw_call(played: Played, goal: Node | None, *, refused: bool = False) -> str:
    line, call, language = services().line, played.call, urls.language()
    last = played.acts[-1:]
    return draw(
        "practice/call.html",
        played=played,
        call=call,
        goal=goal,
        node=line.menu.nodes[call.at],
        step=practice.next_step(line, call, goal, language) if goal else None,
        way=practice.shortest(line, goal, language) if goal else (),
        arrived=played.is_arrived or (goal is not None and call.at == goal.id),
        spent=_spent(played),
        refused=refused,
        keys=[(key, practice.is_ours(line, call, key)) for key in practice.KEYS],
        asks=line.menu.nodes[call.at].identifies,
        unknown=last if last and practice.is_unknown(line, played.before, last) else "",
        number=for_print(made_up.PARTICIPANT_ID),
        pin=made_up.PIN,
        menu=line.printed,
        here={name: _address(urls.path_in(request.path, name), played.acts, goal) for name in LANGUAGES},
        back=_address(request.path, played.acts[:-1], goal) if played.acts else "",
    )
