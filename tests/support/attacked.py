"""Holders with bundles on a real PostgreSQL, each process in its own role; an attack, and what came of it."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import psycopg
from sqlalchemy import RowMapping, delete, make_url, select

from forms_app.account import create_app
from forms_app.account.services import AccountServices
from forms_app.bundles import codec, messages
from forms_app.bundles.messages import Answer
from forms_app.case_data.store import holders
from forms_app.case_data.store.holder_tables import holder_keys, sealed_bundles
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import parts as parts_of
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Parts
from forms_app.deadlines import clock
from forms_app.sealing import recovery_paper
from forms_app.sealing.owner_keys import NotHers, OwnerKeys, PublicKeys, unwrap
from forms_app.sealing.unseal import CannotOpen
from forms_app.settings import ROOT, Settings
from forms_app.storage import schema
from forms_app.storage.account import inside
from forms_app.storage.account.inside import HandedIn
from forms_app.storage.account.schema import CHAIN
from forms_app.storage.account.tables import bundles, handed_in
from forms_app.storage.account.tables import holders as holder_rows
from forms_app.storage.accounts import accounts
from forms_app.storage.database import Database
from support import case_loading
from support.account_attack import Attacker, order_of
from support.case_loading import Loader
from support.postgres import Postgres

PASSWORD = "a river of slow green glass"
REFUSED = {Answer.NOT_RIGHT, Answer.NOT_HERS, Answer.TOO_MANY, ""}
A_ROUND = 50


@dataclass
class Ground:
    """What is attacked. `keys`: of every holder, by the id of the public ones; `numbers`: their
    Participant IDs."""

    services: AccountServices
    parts: Parts
    numbers: list[str]
    keys: dict[bytes, OwnerKeys]

    def own_list(self) -> list[tuple[object, ...]]:
        with self.parts.cases.aside.read() as connection:
            return [tuple(row) for row in connection.execute(select(holder_keys).order_by(holder_keys.c.key_id))]

    def seal_everything_again(self) -> None:
        """As if nothing had been sealed yet."""
        with self.parts.cases.aside.write() as connection:
            connection.execute(delete(sealed_bundles))
            holders.note_read(connection, 0, 0)
        work_off(self.parts)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of an attack; the first four are to be 0."""

    sealed_to_others: int
    changes_that_passed: int
    keys_of_signed_out: int
    rows_changed_inside: int
    sealed_to_holders: int
    tries: int
    denied: int


@contextmanager
def ground(server: Postgres, settings: Settings, folder: Path, people: int) -> Iterator[Ground]:
    """`people`: how many holders there are."""
    cases, account = _as(server.new_database()), server.new_database()
    owner = Database(make_url(_as(account)))
    schema.upgrade(owner, CHAIN)
    owner.close()
    with psycopg.connect(account, autocommit=True) as connection:
        connection.execute((ROOT / "deploy" / "postgresql-account-roles.sql").read_bytes())
    loader = Loader(case_loading.opened(cases), folder)
    tables = case_loading.many(-(-people // 2))
    loader.load(tables)
    inside_url, account_url = (make_url(_as(account, f"customer_connect_{role}")) for role in ("case_data", "account"))
    app = create_app(replace(settings, account_database_url=account_url))
    parts = parts_of.make(
        replace(settings, account_database_url=inside_url, case_database_url=make_url(cases), has_phone=False)
    )
    numbers = [row["participant_id"] for row in tables["people"] if row["restricted"] == "n"][:people]
    made = Ground(app.extensions["account"], parts, numbers, {})
    for number in numbers:
        _holder(made, number)
    work_off(parts)
    try:
        yield made
    finally:
        parts.close()
        made.services.database.close()
        loader.database.close()


def _as(address: str, role: str = "") -> str:
    url = make_url(address)
    return url.set(username=role or url.username, drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _holder(ground: Ground, number: str) -> None:
    """A whole account, opened as its door would, without the pages."""
    keys, services = OwnerKeys.generate(), ground.services
    public, (stored, key) = keys.public, services.hash_password(PASSWORD)
    person_id = ground.parts.data.person_of(number) or ""
    with ground.parts.cases.aside.write() as connection:
        ground.parts.own_list.put(connection, HolderKeys(person_id, public, State.OPEN, clock.today()))
    with services.database.write() as connection:
        accounts.add(
            connection,
            services.realm.rows,
            services.mark_of(number),
            password_hash=stored,
            public_keys=public.data,
            wrapped_by_password=keys.wrap(key, "password", public),
            wrapped_by_recovery=keys.wrap(_paper(ground), "recovery", public),
            totp_last_step=0,
            language="en",
            created_at=clock.utc_now(),
        )
    ground.keys[public.id] = keys


def _paper(ground: Ground) -> bytes:
    return hmac.digest(ground.services.key("recovery paper"), recovery_paper.new(), "sha256")


def attack(ground: Ground, times: int, seed: int = 1) -> Came:
    """So many tries, with the inside at work between them, and everything sealed anew at the end."""
    heard = [order_of("complete", key_id, keys) for key_id, keys in ground.keys.items()]
    for order in heard:
        _hand_in(ground, order)
    while work_off(ground.parts):
        continue
    before = ground.own_list()
    attacker = Attacker(ground.services, Random(seed), ground.numbers, heard)  # noqa: S311
    for number in range(times):
        attacker.try_once()
        if number % A_ROUND == 0:
            work_off(ground.parts)
    while work_off(ground.parts):
        continue
    opened = list(attacker.opened())
    ground.seal_everything_again()
    return _came(ground, attacker, before, len(opened), times)


def _hand_in(ground: Ground, order: messages.Order) -> None:
    item_id = inside.new_id()
    sealed = ground.services.worker.seal(messages.encode(order), messages.context(item_id))
    with ground.services.database.write() as connection:
        inside.hand_in(connection, HandedIn(item_id, sealed, clock.utc_now()))


def _came(ground: Ground, attacker: Attacker, before: list[tuple[object, ...]], opened: int, times: int) -> Came:
    with ground.services.database.read() as connection:
        sealed = connection.execute(select(bundles)).mappings().all()
        its = select(handed_in.c.id, handed_in.c.answer)
        answers = {row[0]: row[1] for row in connection.execute(its)}
    theirs = {keys.public.id for keys in attacker.planted}
    return Came(
        sealed_to_others=sum(row["key_id"] in theirs or not _opens(ground, row) for row in sealed),
        changes_that_passed=sum(answers[item_id] not in REFUSED for item_id in attacker.handed),
        keys_of_signed_out=opened,
        rows_changed_inside=sum(one != other for one, other in zip(before, ground.own_list(), strict=True)),
        sealed_to_holders=len(sealed),
        tries=times,
        denied=attacker.denied,
    )


def _opens(ground: Ground, row: RowMapping) -> bool:
    """Whether a bundle opens with the keys of the holder whose it is."""
    keys = ground.keys.get(row["key_id"])
    if keys is None:
        return False
    try:
        context = codec.context(row["key_id"], row["kind"], row["seq"])
        keys.open(keys.public, row["sealed"], context)
    except CannotOpen:
        return False
    return True


def opens_with_the_password(ground: Ground) -> bool:
    """That the same attempt succeeds with what only she knows: else finding none would say nothing."""
    with ground.services.database.read() as connection:
        row = connection.execute(select(holder_rows).limit(1)).mappings().one()
    key = ground.services.check_password(row["password_hash"], PASSWORD) or b""
    try:
        unwrap(row["wrapped_by_password"], key, "password", PublicKeys(row["public_keys"]))
    except NotHers:
        return False
    return True
