"""What the line works with: its database and its own keys, the keys that it may seal to, the forms' database."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forms_app import deadlines
from forms_app.bundles import messages
from forms_app.bundles.messages import Message
from forms_app.deadlines import Rules, clock
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.sealing.stretching import SALT_BYTES, Stretched, stretch
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.database import AT_ONCE, Database
from forms_app.storage.phone import callers
from forms_app.storage.phone.schema import CHAIN
from forms_app.storage.throttles import Throttle

OWNER = "phone"


@dataclass(frozen=True, kw_only=True)
class Cabinet:
    """`sent`: the forms' database; `worker`: what is handed in is sealed to it; `opening`: opens a PIN that was chosen
    in an account. `inbox`, `mail`, `pepper`, `rules` and `zips` are what storage.filing wants."""

    database: Database
    sent: Database
    secret: bytes = field(repr=False)
    worker: SealingKey
    opening: OpeningKeys
    inbox: SealingKey
    mail: SealingKey
    pepper: bytes = field(repr=False)
    rules: Rules
    zips: Mapping[str, str] = field(default_factory=dict)
    now: Callable[[], datetime] = clock.utc_now

    @property
    def row_key(self) -> bytes:
        return derive(self.secret, "telephone rows")

    @property
    def throttle(self) -> Throttle:
        return Throttle(self.database, derive(self.secret, "telephone throttle"), self.now)

    def mark_of(self, number: str) -> str:
        """By what a caller is found."""
        return hmac.digest(derive(self.secret, "telephone participant"), number.encode(), "sha256").hex()

    def stretch(self, mark: str, pin: str) -> Stretched:
        """One salt for all PINs of a number, so that whoever calls, and whatever is there, the same work is done."""
        salt = hmac.digest(derive(self.secret, "telephone salt"), mark.encode(), "sha256")[:SALT_BYTES]
        return stretch(pin, salt, derive(self.secret, "telephone pins"))

    def handed_in(self, message: Message) -> HandedIn:
        """Sealed for a row of its own, to be written by whoever wants it done."""
        item_id = inside.new_id()
        sealed = self.worker.seal(messages.encode(message), messages.context(item_id))
        return HandedIn(item_id, sealed, self.now())

    def close(self) -> None:
        self.database.close()
        self.sent.close()


def make(config: Settings) -> Cabinet:
    """Raises CannotStart: a key is missing, a database has another schema or cannot be opened."""
    database = Database(config.phone_database_url, at_once=AT_ONCE)
    schema.check(database, CHAIN)
    sent = Database(config.database_url, at_once=AT_ONCE)
    schema.check(sent)
    made = Cabinet(
        database=database,
        sent=sent,
        secret=keys.secret(config, OWNER),
        worker=SealingKey.of(keys.public_pair(config, "case-data", OWNER)),
        opening=OpeningKeys(keys.private_pairs(config, OWNER)),
        inbox=SealingKey.of(keys.public_pair(config, "inbox", OWNER)),
        mail=SealingKey.of(keys.public_pair(config, "mail", OWNER)),
        pepper=keys.receipt_codes(config, OWNER),
        rules=deadlines.load(config.agency_dir),
    )
    with database.read() as connection:
        if callers.are_anothers(connection, made.row_key):
            raise SettingsError(
                f"KEYS_DIR: the callers in PHONE_DATABASE_URL were noted with another {config.keys_dir}/{OWNER}. "
                "Put back the keys of this database, or name that of these keys."
            )
    return made
