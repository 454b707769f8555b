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
from forms_app.staff.accounts import one_time_codes
from forms_app.staff.office import Office

GOOD_FOR = timedelta(minutes=15)
KEY = "new authenticator"


@dataclass(frozen=True)
class Offer:
    """The authenticator's locked secret, and with a set-up the hash of the password that was chosen with it."""

    email: str
    box: bytes
    password_hash: str = ""

    def step(self, office: Office, typed: str) -> int | None:
        """The time step whose code was typed; None if the authenticator app shows another one."""
        return one_time_codes.step_of(office.key("totp"), self.box, self.email, typed, office.now())


@dataclass(frozen=True)
class Shown:
    """What the page shows of an offer: a QR code, the same for typing, and the offer itself, locked."""

    image: str
    typed: str
    locked: str


def new(office: Office, email: str, password_hash: str = "") -> Offer:
    box, _ = one_time_codes.new_box(office.key("totp"), email)
    return Offer(email, box, password_hash)


def shown(office: Office, offer: Offer, bound_to: bytes) -> Shown:
    """`bound_to` is what the offer was made for: it comes back under no other session or set-up code."""
    address = one_time_codes.address_of(office.key("totp"), offer.box, offer.email)
    secret = one_time_codes.secret_of(address)
    image = segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff", dark="#000")
    return Shown(
        image,
        " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        _locked(office, offer, bound_to),
    )


def returned(office: Office, locked: str, bound_to: bytes) -> Offer | None:
    """The offer that the page posted; None if it is older than GOOD_FOR, or was made for somebody or something else."""
    try:
        box = base64.urlsafe_b64decode(locked)
        known = json.loads(unlock(office.key(KEY), box, bound_to))
    except (InvalidTag, ValueError, binascii.Error):
        return None
    if datetime.fromisoformat(known["until"]) <= office.now():
        return None
    return Offer(known["email"], bytes.fromhex(known["box"]), known["password_hash"])


def _locked(office: Office, offer: Offer, bound_to: bytes) -> str:
    until = office.now() + GOOD_FOR
    told = {"email": offer.email, "box": offer.box.hex(), "password_hash": offer.password_hash}
    plain = json.dumps({**told, "until": until.isoformat()}).encode()
    return base64.urlsafe_b64encode(lock(office.key(KEY), plain, bound_to)).decode("ascii")
