"""What the worker works with: the case database, the account's, and the keys that only it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from forms_app import deadlines
from forms_app.case_data.interfaces import CaseData
from forms_app.case_data.store.activation_codes import Codes
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.holder_events import EventLog
from forms_app.case_data.store.holders import HolderKeys, OwnList, Quiet, of_telephones
from forms_app.case_data.store.papers.consents import PaperConsents
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.telling.wishes import WishList
from forms_app.deadlines import Rules, clock
from forms_app.facts import paper_mail
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings, SettingsError
from forms_app.storage import key_ids, schema
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.database import Database
from forms_app.storage.phone.schema import CHAIN as PHONE
from forms_app.storage.throttles import Throttle

OWNER = "case-data"
ACCOUNT, TELEPHONE = "account", "telephone"  # the doors


@dataclass(frozen=True)
class Telling:
    """By what holders hear of news: `outbox`, in the forms' database, of which nothing else is read or written; `mail`:
    what is sealed to it the outbox worker alone opens; `secret`: what locks addresses here."""

    outbox: Database
    mail: SealingKey
    wishes: WishList
    secret: bytes


@dataclass(frozen=True)
class Door:
    """One of the ways in: whose keys open it, and the database out of which they read."""

    own_list: OwnList
    database: Database
    name: str = TELEPHONE


@dataclass(frozen=True)
class Paper:
    """Who wants letters in the account alone; `goes_on`: what starts or ends a right is mailed all the same. `secret`:
    what locks papers here."""

    consents: PaperConsents
    secret: bytes
    goes_on: bool = True


@dataclass(frozen=True)
class Parts:
    """`telephone`: the door that PINs open, where there is one. `cases`: where the own list lies; `data`: what the
    agency knows; `account`: what holders read; `inbox`: what is sealed to it staff alone open."""

    cases: CaseDatabase
    data: CaseData
    account: Database
    opening: OpeningKeys
    inbox: SealingKey
    rules: Rules
    own_list: OwnList
    events: EventLog
    quiet: Quiet
    codes: Codes
    tries: Throttle
    telling: Telling
    paper: Paper
    telephone: Door | None = None
    now: Callable[[], datetime] = clock.utc_now
    today: Callable[[], date] = clock.today

    @property
    def doors(self) -> tuple[Door, ...]:
        web = Door(self.own_list, self.account, ACCOUNT)
        return (web, self.telephone) if self.telephone else (web,)

    def keys_of(self, connection: Connection, person_id: str) -> list[tuple[Door, HolderKeys]]:
        """All that a person has, at every door; those of the account first."""
        return [(door, holder) for door in self.doors for holder in door.own_list.of_person(connection, person_id)]

    def close(self) -> None:
        self.cases.close()
        for door in self.doors:
            door.database.close()
        self.telling.outbox.close()


def make(settings: Settings) -> Parts:
    """Raises CannotStart: a key is missing, a database has another schema or cannot be opened."""
    secret = keys.secret(settings, OWNER)
    cases, account = CaseDatabase(settings.case_database_url), Database(settings.account_database_url)
    cases.check()
    schema.check(account, CHAIN)
    own_list = OwnList(derive(secret, "own list"))
    _expect_own(cases, own_list, settings)
    return Parts(
        cases=cases,
        data=StoredCaseData(cases),
        account=account,
        opening=OpeningKeys(keys.private_pairs(settings, OWNER)),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox", OWNER)),
        rules=deadlines.load(settings.agency_dir),
        own_list=own_list,
        events=EventLog(derive(secret, "holder events")),
        quiet=Quiet(derive(secret, "quiet keys")),
        codes=Codes(secret),
        tries=Throttle(cases.aside, derive(secret, "tries of codes"), clock.utc_now),
        telling=_telling(settings, secret),
        telephone=_telephone(settings, secret),
        paper=_paper(settings, secret),
    )


def _expect_own(cases: CaseDatabase, own_list: OwnList, settings: Settings) -> None:
    with cases.aside.read() as connection:
        if own_list.is_anothers(connection):
            raise SettingsError(
                f"KEYS_DIR: the holders in CASE_DATABASE_URL were noted with another {settings.keys_dir}/{OWNER}. "
                "Put back the keys of this database, or name that of these keys."
            )


def _telephone(settings: Settings, secret: bytes) -> Door | None:
    """Raises CannotStart."""
    if not settings.has_phone:
        return None
    database = Database(settings.phone_database_url)
    schema.check(database, PHONE)
    return Door(of_telephones(derive(secret, "own list of telephones")), database)


def _telling(settings: Settings, secret: bytes) -> Telling:
    """Raises CannotStart."""
    outbox, mail = Database(settings.database_url), SealingKey.of(keys.public_pair(settings, "mail", OWNER))
    schema.check(outbox)
    key_ids.expect_fitting(outbox, OWNER, key_ids.own(settings, OWNER))
    return Telling(outbox, mail, WishList(derive(secret, "wishes")), derive(secret, "addresses of holders"))


def _paper(settings: Settings, secret: bytes) -> Paper:
    """Raises CannotStart."""
    goes_on = paper_mail.load(settings.agency_dir).goes_on
    return Paper(PaperConsents(derive(secret, "paper consents")), derive(secret, "papers of holders"), goes_on)
