"""Keys that a telephone PIN opened, and opens no more: another PIN came in its place, or she wants none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_worker import events, sealing
from forms_app.case_worker.parts import Parts
from forms_app.storage.phone import entrusted

ENDED = "ended"  # their standing in the telephone's database


def end(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """An order of kind `phone-end`, signed in her account. Ending is always possible."""
    if parts.telephone is None:
        return Answer.DONE
    with parts.telephone.database.write() as connection:
        entrusted.forget(connection, holder.public.id)
    with parts.cases.aside.read() as connection:
        old = parts.telephone.own_list.of_person(connection, holder.person_id)
    take_back(parts, old)
    with parts.cases.aside.write() as connection:
        remove(parts, connection, old)
        events.write(connection, parts, holder, What.PHONE_PIN_ENDED, By.HOLDER)
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def end_after_recovery(parts: Parts, holder: HolderKeys) -> None:
    """Whatever let anybody in before is gone: a PIN that was chosen in the account too. Nothing where there is none."""
    with parts.cases.aside.read() as connection:
        has_pin = parts.telephone is not None and parts.telephone.own_list.of_person(connection, holder.person_id)
    if has_pin:
        end(parts, holder, {})


def take_back(parts: Parts, old: list[HolderKeys]) -> None:
    """First what they read: whoever is stopped before they are off the list does it again."""
    for one in old:
        sealing.take_back(parts, one, parts.telephone, ENDED)


def remove(parts: Parts, connection: Connection, old: list[HolderKeys]) -> None:
    for one in old:
        if parts.telephone:
            parts.telephone.own_list.remove(connection, one.public.id)
