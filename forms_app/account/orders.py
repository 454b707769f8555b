"""What a holder wants changed: signed with her own key, and handed in to the inside, which alone decides."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sqlalchemy import Connection

from forms_app.account.services import services
from forms_app.bundles import messages
from forms_app.bundles.messages import Order
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn


def hand_in(
    connection: Connection, keys: OwnerKeys, public: PublicKeys, kind: str, body: Mapping[str, object] | None = None
) -> bytes:
    """The id under which the inside will answer."""
    item = ready(keys, public, kind, body)
    inside.hand_in(connection, item)
    return item.id


def ready(keys: OwnerKeys, public: PublicKeys, kind: str, body: Mapping[str, object] | None = None) -> HandedIn:
    """Signed and sealed, for a transaction that has not begun: no other write waits for it."""
    item_id, now = inside.new_id(), services().now()
    message = sign(keys, public, kind, body or {})
    return HandedIn(item_id, services().worker.seal(messages.encode(message), messages.context(item_id)), now)


def sign(keys: OwnerKeys, public: PublicKeys, kind: str, body: Mapping[str, object]) -> Order:
    """An order that is obeyed once, whoever hands it in."""
    said = {"kind": kind, "body": body, "key": public.id.hex(), "at": services().now().isoformat()}
    signed = messages.canonical({**said, "nonce": secrets.token_hex(16)})
    return Order(public.id, signed, keys.sign(signed))
