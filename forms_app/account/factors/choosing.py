"""A new second factor before it is anybody's: an app that has shown a code, a passkey that has signed, or a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from forms_app.account import guard
from forms_app.account.factors import passkeys
from forms_app.account.factors.passkeys import Made
from forms_app.account.guard import field
from forms_app.account.services import services
from forms_app.i18n.translation import gettext as _
from forms_app.storage.account import passkeys as stored_passkeys
from forms_app.web.sign_in import authenticator_offers, recovery_codes
from forms_app.web.sign_in.authenticator_offers import Offer


@dataclass(frozen=True, slots=True)
class Chosen:
    """An app's locked secret and the step whose code was typed, or a passkey, or neither: then a sheet of codes."""

    totp_box: bytes | None = None
    totp_last_step: int = 0
    passkey: Made | None = None

    def keep(self, connection: Connection, account_id: int, now: datetime) -> list[str]:
        """Beside the account's row: the passkey, or a new sheet, whose codes are shown once."""
        realm = services().realm
        if self.passkey:
            stored_passkeys.add(connection, realm.rows.key, self.passkey.of(account_id, now))
        if self.passkey or self.totp_box:
            return []
        return recovery_codes.renew(connection, realm, account_id)


class Wrong(Exception):
    """What was shown is none; the text says what to do. `offer`: of the app, to be shown again."""

    def __init__(self, what: str, offer: Offer | None = None) -> None:
        super().__init__(what)
        self.what, self.offer = what, offer


def page(owner: str, bound_to: bytes, offer: Offer | None = None) -> dict[str, Any]:
    """What a page needs that offers all three; `owner`: the mark of her account."""
    return app(owner, bound_to, offer) | {"question": passkeys.ask_to_make(bound_to)}


def app(owner: str, bound_to: bytes, offer: Offer | None = None) -> dict[str, Any]:
    """What a page needs that offers an app."""
    realm = services().realm
    offered = offer or authenticator_offers.new(realm, owner, str(_("Customer Connect account")))
    return {"offer": authenticator_offers.page_of(realm, offered, bound_to)}


def read(owner: str, bound_to: bytes) -> Chosen:
    """What she posted. Raises Wrong."""
    if "sheet" in guard.posted():
        return Chosen()
    return read_passkey(bound_to) if field("passkey") else read_app(owner, bound_to)


def read_passkey(bound_to: bytes) -> Chosen:
    """Raises Wrong."""
    made = passkeys.read_made(field("passkey"), bound_to)
    if made is None:
        raise Wrong(_("The passkey did not answer as it should. Try again, or choose another way."))
    return Chosen(passkey=made)


def read_app(owner: str, bound_to: bytes) -> Chosen:
    """Raises Wrong."""
    offer = authenticator_offers.read(services().realm, field("offer"), bound_to)
    offer = offer if offer and offer.owner == owner else None
    step = offer.step(services().realm, field("code")) if offer else None
    if offer is None or step is None:
        raise Wrong(_("That was not the code that your app shows now. Wait for the next one and type it."), offer)
    return Chosen(offer.box, step)
