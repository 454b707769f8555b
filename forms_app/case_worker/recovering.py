"""Letting a holder back in: two of her paper, a code by letter, a code from the desk. Only a live account is recovered.

With the paper she signs with the keys that she has. Without it both codes make new keys hers: they take the place of
the old ones once her account is whole again, and everything is sealed to them. For two days no order of hers changes
anything then, so that she can still say that it was not she.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Answer, Recovery
from forms_app.case_data.store.activation_codes import Code, Way
from forms_app.case_data.store.holders import LIVE, HolderKeys, State
from forms_app.case_data.store.letters import inside_letters
from forms_app.case_worker import events, sealing
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telephone import ending
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.account import inside

NO_CHANGES = timedelta(hours=48)
PAPER, NEW_KEYS = "paper", "new-keys"  # details of a recovery, in her history
Codes = list[tuple[Way, str]]


def begin(parts: Parts, asked: Recovery, public: PublicKeys) -> Answer:
    """Both codes, and keys that are new."""
    person_id = parts.data.person_of(asked.participant_id) or ""
    with parts.cases.aside.write() as connection:
        given = [(Way.LETTER, asked.letter), (Way.RECOVERY, asked.desk)]
        codes = _find(parts, connection, person_id, given)
        if codes is None:
            return Answer.NOT_RIGHT
        every = parts.own_list.of_person(connection, person_id)
        live = next((holder for holder in every if holder.state in LIVE), None)
        if live is None or _is_stopped(parts, live):
            return Answer.AT_THE_DESK
        for holder in every:
            if holder.state is State.REPLACING:  # begun before, in a browser that is gone
                parts.own_list.remove(connection, holder.public.id)
        parts.own_list.put(connection, HolderKeys(person_id, public, State.REPLACING, parts.today()))
        _bind(parts, connection, live, codes, public.id)
    sealing.seal_person(parts, person_id)
    return Answer.OPENED


def check(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order that she signed with what her paper opened, and one code at least."""
    given = [(Way.LETTER, str(body["letter"])), (Way.RECOVERY, str(body["desk"]))]
    with parts.cases.aside.write() as connection:
        codes = _find(parts, connection, holder.person_id, [(way, code) for way, code in given if code])
        if not codes:
            return Answer.NOT_RIGHT
        if holder.state not in LIVE or _is_stopped(parts, holder):
            return Answer.AT_THE_DESK
        _bind(parts, connection, holder, codes, holder.public.id)
    sealing.seal_histories(parts, holder.person_id)
    return Answer.OPENED


def finish(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """Her account is whole again. Whoever is stopped on the way does it again, with the same end."""
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, holder.person_id)
    old = [one for one in every if one.state in LIVE] if holder.state is State.REPLACING else []
    for one in old:
        sealing.take_back(parts, one)
    with parts.cases.aside.write() as connection:
        if parts.codes.are_bound(connection, holder.public.id):
            _make_whole(parts, connection, holder, old)
        until = parts.quiet.until(connection, holder.public.id)
    ending.end_after_recovery(parts, holder)
    sealing.seal_person(parts, holder.person_id)
    if until:
        with parts.account.write() as connection:
            inside.allow_no_changes(connection, holder.public.id, until)
    return Answer.DONE


def _make_whole(parts: Parts, connection: Connection, holder: HolderKeys, old: list[HolderKeys]) -> None:
    parts.codes.spend(connection, holder.public.id)
    for one in old:
        parts.own_list.put(connection, replace(one, public=holder.public))
        parts.own_list.remove(connection, one.public.id)
        inside_letters.give_to(connection, holder.public.id, one.public.id)
    parts.quiet.put(connection, holder.public.id, parts.now() + NO_CHANGES)
    detail = NEW_KEYS if holder.state is State.REPLACING else PAPER
    events.write(connection, parts, holder, What.RECOVERED, By.HOLDER, detail)


def _find(parts: Parts, connection: Connection, person_id: str, given: Codes) -> list[Code] | None:
    """All of them; None if one is not right, after the same work."""
    found = [parts.codes.find(connection, person_id, code, parts.today(), (way,)) for way, code in given]
    right = [code for code in found if code]
    return right if len(right) == len(given) else None


def _bind(parts: Parts, connection: Connection, holder: HolderKeys, codes: list[Code], key_id: bytes) -> None:
    """They open nothing else from now on than what was begun with them, and can begin it anew."""
    for code in codes:
        parts.codes.bind(connection, code, key_id)
    events.write(connection, parts, holder, What.RECOVERY_BEGUN)


def _is_stopped(parts: Parts, holder: HolderKeys) -> bool:
    standing = parts.data.standing(holder.person_id)
    return holder.state is State.FROZEN or standing is None or standing.shows_nothing
