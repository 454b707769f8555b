"""Holders who want news, the inside that makes it, the outbox that sends it: for proofs of what goes out."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

from forms_app import settings
from forms_app.bundles.wishes import Kind
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.telling.wishes import Wishes
from forms_app.case_worker import parts as parts_of
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.parts import Parts
from forms_app.case_worker.telling import addresses
from forms_app.cli import other_databases
from forms_app.deadlines import clock
from forms_app.sealing import key_sets
from forms_app.sealing.owner_keys import OwnerKeys
from forms_app.settings import Settings
from forms_app.storage.account.schema import CHAIN
from support import case_loading, ready
from support.case_loading import Loader
from support.case_packages import Tables


@dataclass
class NewsGround:
    """`people`: whose address is `{person_id}@example.net`."""

    config: Settings
    environ: dict[str, str]
    loader: Loader
    tables: Tables
    people: list[HolderKeys]

    def parts(self) -> Parts:
        """The worker's, of a process of its own."""
        return parts_of.make(self.config)

    def want(self, parts: Parts, holder: HolderKeys) -> None:
        """Every kind, at an address that she showed to be hers."""
        box = addresses.locked(parts, holder.person_id, address_of(holder.person_id), "en")
        every = frozenset(kind.value for kind in Kind)
        with parts.cases.aside.write() as connection:
            parts.telling.wishes.put(
                connection, Wishes(holder.person_id, box, clock.utc_now(), is_proven=True, kinds=every)
            )


def address_of(person_id: str) -> str:
    return f"{person_id.lower()}@example.net"


def make(folder: Path, people: int, **more: str) -> NewsGround:
    """Everybody is confirmed and has seen what there is; the next package is news to all of them."""
    (folder / "var").mkdir(parents=True)
    (folder / "packages").mkdir()
    key_sets.make(folder / "keys")
    cases = f"sqlite:///{folder}/inside/cases.sqlite"
    given = {"DATA_DIR": f"{folder}/var", "KEYS_DIR": f"{folder}/keys", "CASE_DATABASE_URL": cases, **more}
    config = settings.read(given)
    ready.place(config.database_url)
    ready.place(config.account_database_url, CHAIN)
    other_databases.upgrade(config)
    loader = Loader(case_loading.opened(cases), folder / "packages")
    tables = case_loading.many(people)
    loader.load(tables)
    hers = [row["person_id"] for row in tables["people"] if row["person_id"].split("-")[0] == "P1"]
    every = [HolderKeys(one, OwnerKeys.generate().public, State.OPEN, clock.today()) for one in hers]
    ground = NewsGround(config, given, loader, tables, every)
    parts = ground.parts()
    for holder in every:
        with parts.cases.aside.write() as connection:
            parts.own_list.put(connection, holder)
        ground.want(parts, holder)
    _work_off(parts)
    return ground


def _work_off(parts: Parts) -> None:
    while work_off(parts):
        continue
    parts.close()


def pay_again(ground: NewsGround, number: int) -> None:
    """A package in which one more payment has come in for everybody."""
    tables = copy.deepcopy(ground.tables)
    for row in tables["receipts"]:
        if row["state"] == "posted" and row["posted_on"].startswith("2026-10"):
            row["posted_on"] = f"2026-10-{number + 10:02d}"
    as_of = f"2026-11-{number + 1:02d}"
    outcome = ground.loader.load(tables, as_of=as_of, produced_at=f"{as_of}T20:00:00-08:00")
    assert outcome.loaded, (outcome, ground.loader.told[:5])
