"""What the account's routes work with, made once per process: its database, its realm, the keys that it may seal to."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, current_app

from forms_app.facts import case_words, counties, paper_mail
from forms_app.facts.case_words import Words
from forms_app.filling.page_cache import PageCache
from forms_app.filling.services import FillingServices
from forms_app.pdf import Compiler
from forms_app.processes import services as common_services
from forms_app.sealing import keys, stretching
from forms_app.sealing.seal import SealingKey, derive, of_server
from forms_app.sealing.stretching import SALT_BYTES
from forms_app.settings import Settings, SettingsError
from forms_app.storage import schema
from forms_app.storage.account import at_hand, holders, requests
from forms_app.storage.account.holders import HolderRow
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import AT_ONCE, Database
from forms_app.storage.drafts import Drafts
from forms_app.storage.saved_drafts import Pickups
from forms_app.storage.status import Arrived
from forms_app.storage.throttles import Throttle
from forms_app.text.cleaning import ascii_digits
from forms_app.web.sign_in.realm import Realm

NAME = "account"  # of the process's folder of keys, and in cookies
NOBODYS_SALT = bytes(SALT_BYTES)


@dataclass(frozen=True, kw_only=True)
class AccountServices(FillingServices):
    """One account process. `worker`: what is handed in to the inside is sealed to it, and opened by nobody else.

    `sent`: the database of the forms, to which it can add what somebody sends, and where it reads how that stands.
    `codes`: the words of the codes of case data. `paper_goes_on`: see facts.paper_mail. `telephone`: a PIN is sealed to
    it; None where no line runs.
    """

    secret: bytes
    worker: SealingKey
    sent: Database
    codes: Words
    paper_goes_on: bool
    telephone: SealingKey | None

    def key(self, purpose: str) -> bytes:
        return of_server(self.secret, f"{NAME} {purpose}")

    @cached_property
    def realm(self) -> Realm[HolderRow]:
        """How holders sign in: by Participant ID, of which only a keyed hash is kept."""
        return Realm(
            NAME,
            holders.TABLES,
            self.database,
            self.secret,
            self.now,
            self.settings.behind_tls,
            self.mark_of,
            self.check_password,
        )

    @cached_property
    def at_hand(self) -> at_hand.Lookups:
        return at_hand.Lookups(self.database)

    @cached_property
    def arrived(self) -> Arrived:
        return Arrived(self.sent)

    @cached_property
    def compiler(self) -> Compiler:
        """Made for the first paper that somebody asks for."""
        return Compiler()

    def mark_of(self, typed: str) -> str:
        """By what a holder is found; of what has no digit, as of no holder's number, too."""
        return hmac.digest(self.key("participant"), participant_id(typed).encode(), "sha256").hex()

    def check_password(self, stored: str | None, password: str) -> bytes | None:
        """The key that a right password is; the same work is done where there is no holder."""
        salt, _, verifier = (stored or "").partition(":")
        found = stretching.stretch(password, bytes.fromhex(salt) or NOBODYS_SALT, self.key("passwords"))
        return found.key if stored and stretching.is_right(found, bytes.fromhex(verifier)) else None

    def hash_password(self, password: str) -> tuple[str, bytes]:
        """(what is stored, the key that wraps her private keys)."""
        salt = stretching.new_salt()
        made = stretching.stretch(password, salt, self.key("passwords"))
        return f"{salt.hex()}:{made.verifier.hex()}", made.key


class NoLimit:
    """A holder has one draft of each form: who has an account fills no disk with that."""

    def expect(self, more: int) -> None: ...


def participant_id(typed: str) -> str:
    """The digits of what was typed, in any script, however they were grouped."""
    return "".join(character for character in ascii_digits(typed) if character in "0123456789")


def install(app: Flask, settings: Settings, drafts: type[Drafts]) -> None:
    """Raises CannotStart."""
    database = Database(settings.account_database_url, at_once=AT_ONCE)
    schema.check(database, CHAIN)
    sent = Database(settings.database_url, at_once=AT_ONCE)
    schema.check(sent)
    common = common_services.load(settings, database)
    counties.install(app, common.zips, common.agency)
    made = AccountServices(
        settings=settings,
        database=database,
        agency=common.agency,
        rules=common.rules,
        zips=common.zips,
        secret=(secret := keys.secret(settings, NAME)),
        worker=SealingKey.of(keys.public_pair(settings, "case-data", NAME)),
        codes=case_words.load(settings.agency_dir),
        paper_goes_on=paper_mail.load(settings.agency_dir).goes_on,
        telephone=SealingKey.of(keys.public_pair(settings, "phone", NAME)) if settings.has_line else None,
        sent=sent,
        drafts=drafts(database, derive(secret, f"{NAME} drafts"), requests.KEPT),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox", NAME)),
        mail=SealingKey.of(keys.public_pair(settings, "mail", NAME)),
        token_key=derive(secret, f"{NAME} form pages"),
        pepper=keys.receipt_codes(settings, NAME),
        pickups=Pickups(secret),  # no code is needed here to go on later: none is ever given
        throttle=Throttle(database, derive(secret, f"{NAME} throttle"), common.now),
        room=NoLimit(),
        page_cache=PageCache(keeps=False),
    )
    _expect_own(made)
    app.extensions[NAME] = app.extensions["services"] = made


def _expect_own(made: AccountServices) -> None:
    """Keys of another place: nobody could sign in, and nobody would know why."""
    with made.database.read() as connection:
        if holders.are_anothers(connection, made.realm.rows.key):
            raise SettingsError(
                "KEYS_DIR: the accounts in ACCOUNT_DATABASE_URL were made with another "
                f"{made.settings.keys_dir}/{NAME}. Put back the keys of this database, or name that of these keys."
            )


def services() -> AccountServices:
    found: AccountServices = current_app.extensions[NAME]
    return found
