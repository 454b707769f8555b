"""Notes what she did, for her own history and for staff: signed by her while she is in, else sealed to her here."""

from __future__ import annotations

from sqlalchemy import Connection

from forms_app.account import orders
from forms_app.account.services import services
from forms_app.bundles import codec, history
from forms_app.bundles.history import By, Event, What
from forms_app.sealing.owner_keys import OwnerKeys, PublicKeys
from forms_app.storage.account import history as stored


def note(connection: Connection, keys: OwnerKeys, public: PublicKeys, what: What, detail: str = "") -> None:
    """Of what she does herself, one of history.HER_OWN. `detail`: a code, nothing personal."""
    body = {"what": what.value, "at": services().now().isoformat(), "detail": detail}
    orders.hand_in(connection, keys, public, "event", body)


def note_while_out(connection: Connection, account_id: int, public: PublicKeys, what: What) -> None:
    """What happened to her account while nobody with her keys was in: it stands here, and she alone opens it."""
    now = services().now()
    plain = codec.encode(Event(now, what.value, By.SYSTEM.value, ""))
    sealed = public.sealing_key.seal(plain, history.context(public.id))
    stored.add(connection, account_id, now, sealed)
