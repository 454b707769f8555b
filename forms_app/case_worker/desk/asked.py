"""Works off what staff ask: each thing once, by the own list and the case data alone.

The body of each kind, as the staff side seals it:

pin-request    name, participant_id, zip, reference, language
code           way "letter" (for "activation" or "recovery") or "desk" (document: the kind of it that was seen)
recovery       document
confirm        way "desk" (document) or "called"; saw_code, where who asks has printed a letter with a code of hers
freeze, thaw, veto, end-sessions, close    nothing
mailed         letter, on
came-back      letter
looked-at      reason: one of bundles.history.Look
called-back    outcome "hers", "not-hers" or "not-reached"
handed-over    ask: the number of the one that a code was made for
posted, not-posted    doc: the number of a paper in her account
letter         letter, what, title, dated, language, answer_by, pdf, instead: whether it may be in place of paper
own-words      words: what a holder wrote, sealed to her keys of now; sought: hash of what was sought (desk.own_words);
               name: that stands on it, where she did not sign it
answered       key: of the account from which something came that was answered; form
keyed-in       name, participant_id, form, reference, receipt_code, sent_at, channel
paper-again    way: one of bundles.history.Way, as in the two that follow
no-news        what "pause" or "forget"; way
no-pin         way

Two members of staff must ask the same before a code is handed over, before a protected person is confirmed, and before
anybody is for whom one of them had a code made or printed it. Who stopped an account does not close it without another
who asks the same, nor lets it go on after "that was not me".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import structlog

from forms_app.case_data.store import asks
from forms_app.case_data.store.asks import Ask, Kind, Reply, Word
from forms_app.case_worker import going_on, mailing
from forms_app.case_worker.desk import admitting, keyed_in, letting_go, matching, noting, own_words, stopping
from forms_app.case_worker.papers import letters, posting
from forms_app.case_worker.parts import Parts
from forms_app.sealing.unseal import CannotOpen

AT_ONCE = 50
Act = Callable[[Parts, Ask, Mapping[str, Any]], Reply]


class NotAsked(Exception):
    """The row holds nothing that staff ask."""


def work_off_asks(parts: Parts) -> int:
    """How many were answered. Whoever is stopped before the answer is written does it again, with the same end."""

    def read(left: int) -> list[Ask]:
        with parts.cases.aside.read() as connection:
            return asks.waiting(connection, AT_ONCE, left)

    return going_on.each(read, partial(_answer, parts), lambda ask: ask.person_id or ask.number)


def _answer(parts: Parts, ask: Ask) -> None:
    reply = _reply(parts, ask)
    with parts.cases.aside.write() as connection:
        asks.answer(connection, ask.number, reply, parts.now())


def _reply(parts: Parts, ask: Ask) -> Reply:
    try:
        act, body = ACTS[Kind(ask.kind)], _body(parts, ask)
        return act(parts, ask, body)
    except (NotAsked, KeyError, TypeError, ValueError) as wrong:
        structlog.get_logger().warning("what staff asked cannot be read", kind="asks", fault=type(wrong).__name__)
        return Reply(Word.UNREADABLE)


def _body(parts: Parts, ask: Ask) -> Mapping[str, Any]:
    try:
        body = json.loads(parts.opening.open(ask.sealed, asks.context(ask.kind, ask.nonce)))
    except CannotOpen as wrong:
        raise NotAsked(str(wrong)) from None
    if not isinstance(body, dict):
        raise NotAsked("no body")
    return body


ACTS: dict[Kind, Act] = {
    Kind.PIN_REQUEST: matching.pin_request,
    Kind.CODE: admitting.code,
    Kind.CONFIRM: admitting.confirm,
    Kind.RECOVERY: admitting.recovery,
    Kind.FREEZE: stopping.freeze,
    Kind.THAW: stopping.thaw,
    Kind.VETO: stopping.veto,
    Kind.END_SESSIONS: stopping.end_sessions,
    Kind.CLOSE: stopping.close,
    Kind.MAILED: mailing.mailed,
    Kind.CAME_BACK: mailing.came_back,
    Kind.LOOKED_AT: noting.looked_at,
    Kind.CALLED_BACK: noting.called_back,
    Kind.HANDED_OVER: noting.handed_over,
    Kind.POSTED: posting.posted,
    Kind.NOT_POSTED: posting.not_posted,
    Kind.LETTER: letters.take_in,
    Kind.OWN_WORDS: own_words.take_in,
    Kind.ANSWERED: noting.answered,
    Kind.KEYED_IN: keyed_in.keyed_in,
    Kind.PAPER_AGAIN: letting_go.paper_again,
    Kind.NO_NEWS: letting_go.no_news,
    Kind.NO_PIN: letting_go.no_pin,
}
