"""A worker between a real case database and a real account database, with somebody who hands things in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from support import case_loading, ready
from support.case_loading import Loader

from forms_app import deadlines
from forms_app.bundles import codec, messages, spoken
from forms_app.bundles.messages import Message
from forms_app.bundles.money import KIND, Money
from forms_app.bundles.spoken import Spoken
from forms_app.case_data.store.activation_codes import Codes
from forms_app.case_data.store.asks import Ask, Asks, Kind
from forms_app.case_data.store.holder_events import EventLog
from forms_app.case_data.store.holders import OwnList, Quiet, of_telephones
from forms_app.case_data.store.letters.inside_letters import InsideLetter, InsideLetters
from forms_app.case_data.store.papers.consents import PaperConsents
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.telling.wishes import WishList
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Door, Paper, Parts, Telling
from forms_app.case_worker.sealing import seal_person
from forms_app.deadlines import clock
from forms_app.sealing import keys
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import Settings
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn, SealedBundle, Standing
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.phone.schema import CHAIN as PHONE
from forms_app.storage.throttles import Throttle

SECRET = bytes(range(32))


@dataclass
class Bench:
    """The worker, what loads packages for it, and the account's side of the table."""

    parts: Parts
    loader: Loader
    worker: SealingKey

    def hand_in(self, message: Message) -> str:
        """The worker's word to it, after a round."""
        item_id = inside.new_id()
        sealed = self.worker.seal(messages.encode(message), messages.context(item_id))
        with self.parts.account.write() as connection:
            inside.hand_in(connection, HandedIn(item_id, sealed, clock.utc_now()))
        work_off(self.parts)
        with self.parts.account.read() as connection:
            return inside.answer_to(connection, item_id) or ""

    def call(self, message: Message) -> str:
        """As `hand_in`, through the telephone's database."""
        line = self.parts.telephone
        assert line
        item_id = inside.new_id()
        sealed = self.worker.seal(messages.encode(message), messages.context(item_id))
        with line.database.write() as connection:
            inside.hand_in(connection, HandedIn(item_id, sealed, clock.utc_now()))
        work_off(self.parts)
        with line.database.read() as connection:
            return inside.answer_to(connection, item_id) or ""

    def spoken(self, owner: OwnerKeys) -> Spoken | None:
        """What the line may tell whoever has these keys."""
        line = self.parts.telephone
        assert line
        with line.database.read() as connection:
            found = inside.bundle_of(connection, owner.public.id, spoken.KIND)
        if found is None:
            return None
        context = codec.context(owner.public.id, spoken.KIND, found.seq)
        return codec.decode(Spoken, owner.open(owner.public, found.sealed, context))

    def ask(self, kind: Kind, person_id: str = "P1", account: str = "7", **body: object) -> Ask:
        """What staff asked, with the worker's answer, after a round."""
        asking = Asks(self.parts.cases, self.worker)
        number = asking.ask(kind, body, person_id, account, self.parts.now())
        work_off(self.parts)
        return asking.answer_to(number) or pytest.fail("nothing was asked")

    def letters(self) -> list[InsideLetter]:
        return InsideLetters(self.parts.cases).unmailed()

    def standing(self, owner: OwnerKeys) -> Standing | None:
        with self.parts.account.read() as connection:
            return inside.standing_of(connection, owner.public.id)

    def on(self, day: date) -> None:
        """From now on it is noon of that day."""
        object.__setattr__(self.parts, "today", lambda: day)
        object.__setattr__(self.parts, "now", lambda: datetime.combine(day, time(20), UTC))

    def code_for(self, person_id: str) -> str:
        with self.parts.cases.aside.write() as connection:
            return self.parts.codes.give(connection, person_id, clock.today())

    def seal(self, person_id: str) -> None:
        seal_person(self.parts, person_id)

    def sealed(self, owner: OwnerKeys, kind: str = KIND) -> SealedBundle | None:
        with self.parts.account.read() as connection:
            return inside.bundle_of(connection, owner.public.id, kind)

    def money(self, owner: OwnerKeys) -> Money | None:
        found = self.sealed(owner)
        if found is None:
            return None
        context = codec.context(owner.public.id, KIND, found.seq)
        return codec.decode(Money, owner.open(owner.public, found.sealed, context))


@pytest.fixture
def bench(settings: Settings, tmp_path: Path) -> Iterator[Bench]:
    cases = case_loading.opened(f"sqlite:///{tmp_path}/inside/cases.sqlite")
    account = ready.database(tmp_path / "account.sqlite", CHAIN)
    outbox = ready.database(tmp_path / "forms.sqlite")
    mail = SealingKey.of(keys.public_pair(settings, "mail", "case-data"))
    phone = ready.database(tmp_path / "phone.sqlite", PHONE)
    (tmp_path / "packages").mkdir()
    parts = Parts(
        cases=cases,
        data=StoredCaseData(cases),
        account=account,
        opening=OpeningKeys(keys.private_pairs(settings, "case-data")),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox", "case-data")),
        rules=deadlines.load(settings.agency_dir),
        own_list=OwnList(derive(SECRET, "own list")),
        events=EventLog(derive(SECRET, "holder events")),
        quiet=Quiet(derive(SECRET, "quiet keys")),
        codes=Codes(SECRET),
        tries=Throttle(cases.aside, derive(SECRET, "tries"), clock.utc_now),
        telling=Telling(outbox, mail, WishList(derive(SECRET, "wishes")), SECRET),
        telephone=Door(of_telephones(derive(SECRET, "own list of telephones")), phone),
        paper=Paper(PaperConsents(derive(SECRET, "paper consents")), SECRET),
    )
    loader = Loader(cases, tmp_path / "packages")
    loader.load(case_loading.SMALL)
    yield Bench(parts, loader, SealingKey.of(keys.public_pair(settings, "case-data", "account")))
    parts.close()


Opened = Callable[..., OwnerKeys]


@pytest.fixture
def opened(bench: Bench) -> Opened:
    """An account that is whole, of a person of the small package."""

    def open_one(person_id: str = "P1", participant_id: str = "10001") -> OwnerKeys:
        owner = OwnerKeys.generate()
        code = bench.code_for(person_id)
        assert bench.hand_in(messages.Activation(participant_id, code, owner.public.data, "en")) == "opened"
        assert bench.hand_in(order(owner, "complete")) == "done"
        return owner

    return open_one


def order(
    owner: OwnerKeys,
    kind: str,
    *,
    signer: OwnerKeys | None = None,
    key: OwnerKeys | None = None,
    body: Mapping[str, object] | None = None,
) -> messages.Order:
    """What `owner` wants, or what somebody else writes in her name."""
    said = {"kind": kind, "body": body or {}, "key": (key or owner).public.id.hex(), "at": ""}
    signed = messages.canonical({**said, "nonce": secrets.token_hex(16)})
    return messages.Order(owner.public.id, signed, (signer or owner).sign(signed))
