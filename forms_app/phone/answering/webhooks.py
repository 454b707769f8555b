"""A hosted number: its carrier asks after every key what comes next. Where each call is stands in memory alone.

Carriers repeat, reorder and cut off: a request for a turn that was answered gets the same answer again, and changes
nothing.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from flask import Flask, Response, abort, request

from forms_app.phone.answering import signature, twiml
from forms_app.phone.engine.call import Event, HungUp, Key, NotAnswered, Said, Silence, Turn, Typed
from forms_app.phone.engine.moves import Engine
from forms_app.web import posts

MOST_CALLS = 2_000
KEPT_SECONDS = 4 * 3600
MOST_BYTES = 16 * 1024
_OVER = ("completed", "busy", "failed", "no-answer", "canceled")


@dataclass
class Standing:
    """One call: its turn, the number of that turn, and when it was last heard of."""

    turn: Turn
    number: int
    heard_at: float
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)


class Calls:
    """The calls that are going on, by the carrier's name for each; the oldest go where there are too many."""

    def __init__(self) -> None:
        self._calls: OrderedDict[str, Standing] = OrderedDict()
        self._lock = threading.Lock()

    def move(self, name: str, number: int, event: Event | None, engine: Engine, caller: str = "") -> Standing:
        """The call after this event; as it stands where the event is not of its present turn. No call waits for what
        takes time in another."""
        standing = self._standing(name, engine, caller)
        with standing.lock:
            if event is not None and number == standing.number:
                standing.turn, standing.number = engine.hear(standing.turn.call, event), number + 1
            return replace(standing)

    def _standing(self, name: str, engine: Engine, caller: str) -> Standing:
        """A call begins at turn 1, and no request is of a turn before."""
        with self._lock:
            now = time.monotonic()
            self._forget(now)
            standing = self._calls.get(name)
            if standing is None:
                standing = self._calls[name] = Standing(engine.begin(caller), 1, now)
            standing.heard_at = now
            self._calls.move_to_end(name)
            return standing

    def end(self, name: str) -> None:
        with self._lock:
            self._calls.pop(name, None)

    def _forget(self, now: float) -> None:
        while self._calls and (
            len(self._calls) >= MOST_CALLS or now - next(iter(self._calls.values())).heard_at > KEPT_SECONDS
        ):
            self._calls.popitem(last=False)


def create(engine: Callable[[], Engine], extensions: Mapping[str, str], token: str, url: str) -> Flask:
    """The app behind `url`, which only the holder of `token` can ask."""
    app, calls = Flask("forms_app.phone", static_folder=None, template_folder=None), Calls()
    posts.install(app, MOST_BYTES)

    @app.post("/voice")
    def voice() -> Response:
        fields = posts.read(request)
        asked = f"{url}{request.full_path.rstrip('?')}"
        if not signature.is_right(token, asked, fields, request.headers.get("X-Twilio-Signature", "")):
            abort(403)
        name = _one(fields, "CallSid")
        if _one(fields, "CallStatus") in _OVER:
            calls.end(name)
            return _document(twiml.over())
        line = engine()
        turn, caller = request.args.get("turn", 0, int), "".join(filter(str.isdigit, _one(fields, "From")))[:15]
        standing = calls.move(name, turn, _event(fields), line, caller)
        enters = line.enters(standing.turn.call)
        extension = extensions.get(standing.turn.transfer, "")
        return _document(twiml.answered(standing.turn, standing.number, enters=enters, extension=extension))

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    return app


def _event(fields: Mapping[str, list[str]]) -> Event | None:
    """What the caller did; None at the beginning of a call."""
    if "DialCallStatus" in fields:
        return HungUp() if _one(fields, "DialCallStatus") == "completed" else NotAnswered()
    digits, words = _one(fields, "Digits"), _one(fields, "SpeechResult")
    if digits:
        return Key(digits) if len(digits) == 1 else Typed(digits.lstrip("*"))
    return Said(words) if words else Silence()


def _one(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _document(text: bytes) -> Response:
    return Response(text, content_type="text/xml; charset=utf-8")
