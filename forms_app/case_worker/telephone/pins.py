"""A PIN that a holder chose in her account: passed on to the line, which alone can read it, with her order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from forms_app.bundles import messages
from forms_app.bundles.messages import Answer, Order
from forms_app.bundles.telephone import State as PinState
from forms_app.bundles.telephone import Telephone
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker.parts import Parts
from forms_app.storage.phone import entrusted
from forms_app.storage.phone.entrusted import Entrusted

SET = "phone-pin"  # the kind of that order


def entrusting(item_id: bytes, order: Order) -> Callable[[Parts, HolderKeys, Mapping[str, Any]], Answer]:
    """What obeys this order. The line makes keys for the PIN, and hands them in with the order that it was given."""

    def entrust(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
        if parts.telephone is None or holder.state is not State.OPEN:
            return Answer.NOT_YET
        item = Entrusted(item_id, holder.public.id, messages.encode(order), parts.now())
        with parts.telephone.database.write() as connection:
            entrusted.put(connection, item)
        return Answer.DONE

    return entrust


def standing_of(parts: Parts, holder: HolderKeys) -> Telephone:
    """As a holder reads it who is confirmed."""
    if parts.telephone is None:
        return Telephone(PinState.NONE.value, None)
    with parts.telephone.database.read() as connection:
        waits = entrusted.has(connection, holder.public.id)
    with parts.cases.aside.read() as connection:
        every = parts.telephone.own_list.of_person(connection, holder.person_id)
    since = every[0].since if every else None
    return Telephone((PinState.WAITING if waits else PinState.SET if every else PinState.NONE).value, since)
