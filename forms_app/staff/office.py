"""What every staff route works with: the database, the keys that open what was sent, the letters."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.store.asks import Asks
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.errors import CannotStart
from forms_app.facts import account_letters, counties, ready_sentences
from forms_app.facts.account_letters import LetterWords
from forms_app.facts.ready_sentences import ReadySentence
from forms_app.forms import checks, letter_texts
from forms_app.forms.letter_texts import Kind
from forms_app.processes import logs, services
from forms_app.processes.services import Services
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.staff.accounts.account_details import fold_email
from forms_app.storage import schema
from forms_app.storage.accounts import staff
from forms_app.storage.accounts.staff import StaffAccountRow
from forms_app.storage.database import AT_ONCE, Database
from forms_app.web.sign_in.realm import Realm

T = TypeVar("T")
NAME = "office"
NAME_IN_KEYS = "staff"  # and in cookies
TURNS = 0x61756469  # under this number staff write one after the other, so that the audit trail is one chain


@dataclass(frozen=True, kw_only=True)
class Office(Services):
    """One staff process. `secret` never leaves it; keys for single purposes are derived from it."""

    opening: OpeningKeys
    inbox: SealingKey
    mail: SealingKey
    pepper: bytes
    secret: bytes
    letters: dict[str, Kind]
    account_letters: dict[str, LetterWords]
    ready_sentences: dict[str, ReadySentence]

    def key(self, purpose: str) -> bytes:
        return derive(self.secret, f"{NAME_IN_KEYS} {purpose}")

    @cached_property
    def cases(self) -> CaseDatabase | None:
        """The case data, where they are kept; None on a site that has none."""
        return CaseDatabase(self.settings.case_database_url) if self.settings.has_account else None

    def ask_cases(self, asked: Callable[[CaseDatabase], T], otherwise: T) -> T:
        """What the case data say; `otherwise` where there are none, or they cannot be reached: a page about something
        else goes on without them."""
        try:
            if self.cases is not None and self.cases.is_made():
                return asked(self.cases)
        except (CannotStart, SQLAlchemyError) as error:
            logs.failure(error, "case data")
        return otherwise

    @cached_property
    def asks(self) -> Asks:
        """What staff ask of the case-data worker; only where there are case data."""
        if self.cases is None:
            raise LookupError("no case data are kept here")
        return Asks(self.cases, SealingKey.of(keys.public_pair(self.settings, "case-data", NAME_IN_KEYS)))

    def vouch(self, reference: str, told: bytes) -> str:
        """A mark that only the staff side can make, for what is told of this submission."""
        return hmac.digest(self.key("vouched"), reference.encode() + told, "sha256").hex()

    @cached_property
    def sign_in(self) -> Realm[StaffAccountRow]:
        """How staff sign in: by e-mail address."""
        return Realm(
            NAME_IN_KEYS, staff.TABLES, self.database, self.secret, self.now, self.settings.behind_tls, fold_email
        )


def made(settings: Settings) -> Office:
    """Raises CannotStart: a staff key or a legal rule is missing, the database has another schema."""
    database = Database(settings.database_url, TURNS, at_once=AT_ONCE)
    schema.check(database)
    common = services.load(settings, database)
    checks.check(common.rules, common.agency)
    return Office(
        settings=settings,
        database=database,
        agency=common.agency,
        rules=common.rules,
        zips=common.zips,
        opening=OpeningKeys(keys.private_pairs(settings, "inbox")),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox", "staff")),
        mail=SealingKey.of(keys.public_pair(settings, "mail", "staff")),
        pepper=keys.receipt_codes(settings, "staff"),
        secret=keys.secret(settings, "staff"),
        letters=letter_texts.load(settings.agency_dir),
        account_letters=account_letters.load(settings.agency_dir),
        ready_sentences=ready_sentences.load(settings.agency_dir),
    )


def install(app: Flask, settings: Settings) -> None:
    staff = app.extensions[NAME] = made(settings)
    counties.install(app, staff.zips, staff.agency)


def office() -> Office:
    """The office of the app that answers the present request."""
    found: Office = current_app.extensions[NAME]
    return found
