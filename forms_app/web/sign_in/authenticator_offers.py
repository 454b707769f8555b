"""A new authenticator before it is confirmed: it goes to the page and comes back locked; nothing half-made is kept."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import segno
from cryptography.exceptions import InvalidTag

from forms_app.sealing.seal import lock, unlock
from forms_app.storage.accounts.sign_in import AccountRow
from forms_app.web.sign_in import one_time_codes
from forms_app.web.sign_in.realm import Realm

GOOD_FOR = timedelta(minutes=15)
KEY = "new authenticator"


@dataclass(frozen=True, slots=True)
class Offer:
    """The authenticator's locked secret, and with a set-up the hash of the password that was chosen with it.

    `owner` is the account's login, `label` the name under which an authenticator app lists it.
    """

    owner: str
    label: str
    box: bytes
    password_hash: str = ""

    def step(self, realm: Realm[AccountRow], typed: str) -> int | None:
        """The time step whose code was typed; None if the authenticator app shows another one."""
        return one_time_codes.step_of(realm.key("totp"), self.box, self.owner, typed, realm.now())


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What the page shows of an offer: a QR code, the same for typing, and the offer itself, locked."""

    image: str
    typed: str
    locked: str


def new(realm: Realm[AccountRow], owner: str, label: str, password_hash: str = "") -> Offer:
    return Offer(owner, label, one_time_codes.new_box(realm.key("totp"), owner), password_hash)


def page_of(realm: Realm[AccountRow], offer: Offer, bound_to: bytes) -> OfferPage:
    """`bound_to` is what the offer was made for: it comes back under no other session or set-up code."""
    address = one_time_codes.address_of(realm.key("totp"), offer.box, offer.owner, offer.label)
    secret = one_time_codes.secret_of(address)
    image = segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff", dark="#000")
    return OfferPage(
        image,
        " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        _lock(realm, offer, bound_to),
    )


def read(realm: Realm[AccountRow], locked: str, bound_to: bytes) -> Offer | None:
    """The offer that the page posted; None if it is older than GOOD_FOR, or was made for somebody or something else."""
    try:
        plain = json.loads(unlock(realm.key(KEY), base64.urlsafe_b64decode(locked), bound_to))
        until = datetime.fromisoformat(plain["until"])
        offer = Offer(plain["owner"], plain["label"], bytes.fromhex(plain["box"]), plain["password_hash"])
    except (InvalidTag, ValueError, KeyError, binascii.Error):  # KeyError: a page of an earlier version
        return None
    return offer if until > realm.now() else None


def _lock(realm: Realm[AccountRow], offer: Offer, bound_to: bytes) -> str:
    until = (realm.now() + GOOD_FOR).isoformat()
    plain = {"owner": offer.owner, "label": offer.label, "box": offer.box.hex(), "password_hash": offer.password_hash}
    box = lock(realm.key(KEY), json.dumps({**plain, "until": until}).encode(), bound_to)
    return base64.urlsafe_b64encode(box).decode("ascii")
