"""What a holder orders about hearing of news: an address, the code that was sent there, kinds, silence at once."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Answer
from forms_app.bundles.wishes import CODE_DIGITS, Kind
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling import notices
from forms_app.case_data.store.telling import wishes as store
from forms_app.case_data.store.telling.notices import Notice
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.case_worker import events, sealing
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import addresses
from forms_app.case_worker.telling.sending import CHANGED_FROM, NUMBER
from forms_app.facts.languages import LANGUAGES
from forms_app.sealing.seal import derive
from forms_app.storage.outbox import deliveries
from forms_app.storage.throttles import Limit, TooMany
from forms_app.text.emails_written import can_be_mailed

GOOD_FOR = timedelta(hours=24)
CODES_SENT = Limit("codes sent to addresses", 5, timedelta(days=1))
CODES_TYPED = Limit("codes typed in for addresses", 5, timedelta(hours=1))
LONGEST = 254  # of an address (RFC 5321)
IN_HAND_SECONDS, STEP_SECONDS = 15.0, 0.2  # a mail that is being handed over when she says stop


def give_address(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """It counts once the code that goes there is typed in. Who used another before hears of the change there."""
    address, language = body.get("address"), body.get("language")
    if not _is_address(address) or language not in LANGUAGES:
        return Answer.NOT_RIGHT
    if holder.state is not State.OPEN:
        return Answer.NOT_YET
    try:
        parts.tries.spend([(CODES_SENT, holder.person_id)])
    except TooMany:
        return Answer.TOO_MANY
    stop_in_outbox(parts, holder.person_id)  # what waits there is for the address until now, or a number that is over
    _put_address(parts, holder, str(address), str(language))
    return _done(parts, holder)


def _is_address(address: object) -> bool:
    return isinstance(address, str) and len(address) <= LONGEST and can_be_mailed(address)


def _put_address(parts: Parts, holder: HolderKeys, address: str, language: str) -> None:
    number = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    box, now = addresses.locked(parts, holder.person_id, address, language), parts.now()
    with parts.cases.aside.write() as connection:
        old = parts.telling.wishes.of(connection, holder.person_id)
        code = _hash(parts, holder.person_id, number)
        new = Wishes(
            holder.person_id, box, now, code=code, code_until=now + GOOD_FOR, kinds=old.kinds if old else frozenset()
        )
        parts.telling.wishes.put(connection, new)
        row_id, to_old = (_note_mail(connection, new, kind) for kind in (NUMBER, CHANGED_FROM))
        events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER, "address")
    with parts.telling.outbox.write() as connection:
        addresses.mail(parts, connection, new, row_id, number)
        if old and old.is_proven and not old.came_back:
            addresses.mail(parts, connection, old, to_old)


def _note_mail(connection: Connection, wishes: Wishes, kind: str) -> str:
    """Of a mail about an address itself: by its id it is found in the outbox, to be stopped or because it came back."""
    row_id = notices.id_of(wishes.person_id, kind, secrets.token_hex(16))
    notices.add(connection, Notice(row_id, wishes.person_id, kind, wishes.since))
    notices.move(connection, [row_id], notices.State.HANDED)
    return row_id


def type_code(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """The code that was sent to her address: from now on it counts, and what is there now is not news."""
    try:
        parts.tries.spend([(CODES_TYPED, holder.person_id)])
    except TooMany:
        return Answer.TOO_MANY
    with parts.cases.aside.write() as connection:
        wishes = parts.telling.wishes.of(connection, holder.person_id)
        if wishes is None or not _is_code(parts, wishes, str(body.get("code"))):
            return Answer.NOT_RIGHT
        parts.telling.wishes.put(connection, replace(wishes, is_proven=True, code=b"", code_until=None))
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def _is_code(parts: Parts, wishes: Wishes, typed: str) -> bool:
    in_time = wishes.code_until is not None and parts.now() <= wishes.code_until
    return in_time and hmac.compare_digest(wishes.code, _hash(parts, wishes.person_id, typed))


def _hash(parts: Parts, person_id: str, number: str) -> bytes:
    key = derive(parts.telling.secret, "codes for addresses")
    return hmac.digest(key, f"{person_id} {number}".encode(), "sha256")


def choose(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """Which kinds she wants to hear of, all others off; with the wording that she read kept beside it."""
    kinds, wording = body.get("kinds"), body.get("wording")
    if not isinstance(kinds, list) or not set(kinds) <= set(Kind) or not isinstance(wording, str) or len(wording) > 80:
        return Answer.NOT_RIGHT
    with parts.cases.aside.write() as connection:
        wishes = parts.telling.wishes.of(connection, holder.person_id)
        if wishes is None:
            return Answer.NOT_RIGHT
        parts.telling.wishes.put(connection, replace(wishes, kinds=frozenset(kinds), is_paused=False))
        given = {kind.value: kind in kinds for kind in Kind if (kind in kinds) != (kind in wishes.kinds)}
        store.note_consent(connection, holder.person_id, parts.now(), given, wording)
        events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER)
    return _done(parts, holder)


def pause(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """Nothing goes out any more, neither what waits inside nor what waits in the outbox."""
    with parts.cases.aside.write() as connection:
        silence(parts, connection, holder.person_id)
        events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER, "paused")
    stop_in_outbox(parts, holder.person_id)
    return _done(parts, holder)


def forget(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """The address goes, and with it everything that waits."""
    with parts.cases.aside.write() as connection:
        forget_address(parts, connection, holder.person_id, "withdrawn")
        events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER, "paused")
    stop_in_outbox(parts, holder.person_id)
    return _done(parts, holder)


def silence(parts: Parts, connection: Connection, person_id: str) -> None:
    """Until she saves her choice again. What stands in the outbox is stopped afterwards, by `stop_in_outbox`."""
    if wishes := parts.telling.wishes.of(connection, person_id):
        parts.telling.wishes.put(connection, replace(wishes, is_paused=True))
    notices.stop_waiting(connection, person_id)


def forget_address(parts: Parts, connection: Connection, person_id: str, why: str) -> None:
    """Of this person nothing goes there any more. `why` stands beside the end of her consent, for ever."""
    notices.stop_waiting(connection, person_id)
    wishes = parts.telling.wishes.of(connection, person_id)
    parts.telling.wishes.forget(connection, person_id)
    store.note_consent(connection, person_id, parts.now(), dict.fromkeys(wishes.kinds if wishes else (), False), why)


def stop_in_outbox(parts: Parts, person_id: str) -> None:
    """What a worker has in its hand at this moment is waited for: afterwards nothing goes out."""
    with parts.cases.aside.read() as connection:
        ids = notices.handed(connection, person_id)
    until = time.monotonic() + IN_HAND_SECONDS
    while ids and time.monotonic() < until:
        with parts.telling.outbox.write() as connection:
            if not deliveries.stop(connection, ids):
                return
        time.sleep(STEP_SECONDS)
    with parts.telling.outbox.write() as connection:
        deliveries.stop(connection, ids, even_in_hand=True)


def _done(parts: Parts, holder: HolderKeys) -> Answer:
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE
