"""Letters of the inside: a code in the same transaction as its letter, and notice that an account was opened.

They go to the address that the agency has, and nowhere else. Where others may open them there, none goes, and staff are
told why, in a word: gone, died, frozen, protected, moved, shared, no-post, no-address.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.bundles.history import What
from forms_app.case_data.store.activation_codes import GOOD_FOR, Way
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holder_events import HolderEvent
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.letters import inside_letters
from forms_app.case_data.store.letters.inside_letters import InsideLetter, Kind, New
from forms_app.case_worker import sealing
from forms_app.case_worker.parts import Parts

ONE_IN, ONE_DAY = timedelta(days=10), timedelta(days=1)
MOVED_WITHIN = timedelta(days=60)
MAILED_WITHIN = 2  # business days
OPENS_AFTER = timedelta(days=7)  # after the notice was mailed, unless somebody says that it was not she


def send_code(parts: Parts, ask: Ask, person_id: str, kind: Kind, reference: str = "", language: str = "") -> Reply:
    """A new code on its way, unless one went in the last days and was not used: that one stays good."""
    why = why_not(parts, person_id)
    with parts.cases.aside.write() as connection:
        if made := inside_letters.of_ask(connection, ask.number):
            return Reply(Word.LETTER, {"letter": made.number})
        if why:
            return Reply(Word.PERSON, {"why": why})
        last = inside_letters.last_code(connection, person_id)
        is_good = parts.codes.has_one(connection, person_id, parts.today(), Way.LETTER)
        if last and is_good and parts.today() - deadlines.local_date(last.at) < ONE_IN:
            return Reply(Word.EARLIER, {"letter": last.number})
        code = parts.codes.give(connection, person_id, parts.today())
        until = (parts.today() + GOOD_FOR).isoformat()
        said = {"code": code, "until": until, "reference": reference, **_named(parts, person_id, language)}
        new = replace(_new(parts, person_id, kind), ask=ask.number)
        number = inside_letters.add(connection, _sealed(parts, new, said))
        event = HolderEvent(person_id, None, ask.at, What.CODE_MADE.value, ask.account, kind.value)
        parts.events.add(connection, event)
    sealing.seal_histories(parts, person_id)
    return Reply(Word.LETTER, {"letter": number})


def give_notice(parts: Parts, connection: Connection, holder: HolderKeys, words: str = "") -> None:
    """On the day on which an account is whole; once for these keys. Where no letter can go out, staff find that.
    `words`: those of another letter of account_letters.toml."""
    if inside_letters.of_key(connection, holder.public.id, Kind.NOTICE):
        return
    new = replace(_new(parts, holder.person_id, Kind.NOTICE), key_id=holder.public.id)
    if why := why_not(parts, holder.person_id):
        inside_letters.add(connection, replace(new, address="", why_not=why))
    else:
        said = {"words": words, **_named(parts, holder.person_id, "")}
        inside_letters.add(connection, _sealed(parts, new, said))


def mailed(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """A letter went to the post on a day: its words go, and from a notice on the days are counted."""
    number, on = int(body["letter"]), date.fromisoformat(body["on"])
    with parts.cases.aside.write() as connection:
        letter = inside_letters.find(connection, number)
        if letter is None or not deadlines.local_date(letter.at) <= on <= parts.today() + ONE_DAY:  # two clocks
            raise ValueError("no such letter, or not on that day")
        inside_letters.mark_mailed(connection, number, on)
        event = HolderEvent(
            letter.person_id, letter.key_id, ask.at, What.LETTER_MAILED.value, ask.account, letter.kind.value
        )
        parts.events.add(connection, event)
        _count_from(parts, connection, letter, on)
    open_due(parts)
    sealing.seal_person(parts, letter.person_id)
    return Reply(Word.DONE)


def came_back(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Nobody has read it: no day opens an account of which it gave notice, and staff must reach her."""
    with parts.cases.aside.write() as connection:
        letter = inside_letters.find(connection, int(body["letter"]))
        if letter is None or letter.mailed_on is None:
            raise ValueError("no such letter was mailed")
        inside_letters.mark_back(connection, letter.number)
        known = letter.person_id, letter.key_id, ask.at, What.LETTER_BACK.value, ask.account, letter.kind.value
        parts.events.add(connection, HolderEvent(*known))
        _count_from(parts, connection, letter, None)
    sealing.seal_person(parts, letter.person_id)
    return Reply(Word.DONE)


def _count_from(parts: Parts, connection: Connection, letter: InsideLetter, on: date | None) -> None:
    """`on`: None where the days no longer count."""
    if letter.key_id is None or letter.kind is not Kind.NOTICE:
        return
    for door in parts.doors:
        holder = door.own_list.by_key(connection, letter.key_id)
        if holder and State.NEW in (holder.state, holder.was):
            door.own_list.put(connection, replace(holder, until=on + OPENS_AFTER if on else None))


def take_back_letters(parts: Parts) -> int:
    """What waits in the print queue and must not go out any more, by what the agency knows now or because its code is
    no longer good; how many."""
    with parts.cases.aside.read() as connection:
        waiting = inside_letters.list_open(connection)
    found = [(letter, _why_back(parts, letter)) for letter in waiting]
    for letter, why in found:
        if why:
            with parts.cases.aside.write() as connection:
                inside_letters.withdraw(connection, letter.number, why)
    return sum(1 for _letter, why in found if why)


def _why_back(parts: Parts, letter: InsideLetter) -> str:
    is_over = letter.kind is not Kind.NOTICE and deadlines.local_date(letter.at) + GOOD_FOR < parts.today()
    return why_not(parts, letter.person_id) or ("old" if is_over else "")


def withdraw_of(connection: Connection, person_id: str, why: str, *, key_id: bytes | None = None) -> None:
    """Her letters that were not mailed: those about these keys, or those with a code."""
    for letter in inside_letters.list_open(connection):
        if letter.person_id == person_id and letter.key_id == key_id:
            inside_letters.withdraw(connection, letter.number, why)


def open_due(parts: Parts) -> int:
    """New accounts whose day has come show everything from now on; how many. Nobody's who is protected: two of the
    staff let her in."""
    with parts.cases.aside.read() as connection:
        due = [(door, holder) for door in parts.doors for holder in door.own_list.due(connection, parts.today())]
    opened = [(door, holder) for door, holder in due if _may_open(parts, holder)]
    for door, holder in opened:
        with parts.cases.aside.write() as connection:
            door.own_list.put(connection, replace(holder, state=State.OPEN, since=parts.today()))
            event = HolderEvent(holder.person_id, holder.public.id, parts.now(), What.CONFIRMED.value, "", "days")
            parts.events.add(connection, event)
        sealing.seal_person(parts, holder.person_id)
    return len(opened)


def _may_open(parts: Parts, holder: HolderKeys) -> bool:
    standing = parts.data.standing(holder.person_id)
    return standing is not None and not standing.is_protected


def why_not(parts: Parts, person_id: str) -> str:
    """Why no letter may go to this person by itself; empty if one may."""
    standing, rows = parts.data.standing(person_id), parts.data.rows_of(person_id)
    if standing is None or standing.joined_to:
        return "gone"
    if standing.has_died or standing.is_frozen or standing.is_protected or rows is None:
        return "died" if standing.has_died else "frozen" if standing.is_frozen else "protected"
    person = rows.person
    moved_on = person["address_changed_on"]
    if moved_on and parts.today() - date.fromisoformat(moved_on) < MOVED_WITHIN:
        return "moved"
    if person["address_shared"] == "y":
        return "shared"
    if person["may_post"] != "y":
        return "no-post"
    return "" if parts.data.sealed_address(person_id) else "no-address"


def _new(parts: Parts, person_id: str, kind: Kind) -> New:
    return New(
        nonce=inside_letters.new_nonce(),
        kind=kind,
        person_id=person_id,
        address=parts.data.sealed_address(person_id) or "",
        at=parts.now(),
        mail_by=parts.rules.add_business_days(parts.today(), MAILED_WITHIN),
    )


def _sealed(parts: Parts, new: New, said: Mapping[str, str]) -> New:
    plain = json.dumps(said, ensure_ascii=False).encode()
    return replace(new, sealed=parts.inbox.seal(plain, inside_letters.context(new.nonce)))


def _named(parts: Parts, person_id: str, language: str) -> dict[str, str]:
    """Whose letter it is: her name as the agency has it, and the language that she asked in, else the agency's."""
    rows = parts.data.rows_of(person_id)
    person: Mapping[str, Any] = rows.person if rows else {}
    names = (person.get("given_names"), person.get("family_names"))
    return {"name": " ".join(filter(None, names)), "language": language or person.get("language") or ""}
