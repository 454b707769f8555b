"""Which keys each process has, by their ids: answers must not be sealed to a key that nobody opens.

The processes read no key of each other. Each writes the ids of its own into the database when it starts, and none
starts, and no health check succeeds, while they do not fit. An id is public: every sealed row begins with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from forms_app.sealing import keys
from forms_app.sealing.seal import derive
from forms_app.settings import Settings, SettingsError
from forms_app.storage.database import Database
from forms_app.storage.tables import key_ids

PROCESSES = ("public", "staff", "worker", "account", "phone")
SENDERS = {"public": "public app", "account": "account", "phone": "telephone"}  # that seal what is sent
ID_BYTES = 4


class Ids(NamedTuple):
    """Of one process: the inbox and mail keys that it seals to or opens with, and what its receipt-codes.key is."""

    inbox: str = ""
    mail: str = ""
    codes: str = ""


def own(settings: Settings, process: str) -> Ids:
    """Of the keys in this process's folder. Raises SettingsError."""
    if process in SENDERS:
        return Ids(_seals(settings, "inbox", process), _seals(settings, "mail", process), _codes(settings, process))
    if process == "staff":
        _expect_own_pair(settings)
        return Ids(_opens(settings, "inbox"), _seals(settings, "mail", "staff"), _codes(settings, "staff"))
    return Ids(mail=_opens(settings, "mail"))


def _seals(settings: Settings, name: str, owner: str) -> str:
    return keys.public_pair(settings, name, owner)[0].hex()


def _opens(settings: Settings, name: str) -> str:
    return " ".join(pair[0].hex() for pair in keys.private_pairs(settings, name))


def _codes(settings: Settings, owner: str) -> str:
    return derive(keys.receipt_codes(settings, owner), "id of the receipt codes")[:ID_BYTES].hex()


def _expect_own_pair(settings: Settings) -> None:
    """What the staff app takes in itself it must be able to open."""
    sealed, opened = _seals(settings, "inbox", "staff"), _opens(settings, "inbox").split()
    if sealed not in opened:
        folder = settings.keys_dir / "staff"
        raise SettingsError(
            f"KEYS_DIR: {folder}/inbox.pub ({sealed}) belongs to none of the inbox keys beside it "
            f"({', '.join(opened)}). Put back the files of one set."
        )


def expect_fitting(database: Database, process: str, ids: Ids) -> None:
    """Write down the own ids; raises SettingsError where those of another process do not fit them."""
    with database.write() as connection:
        _write(connection, process, ids)
        wrong = next((sentence for sentence, ours in _faults(_read_all(connection)) if process in ours), None)
    if wrong:
        raise SettingsError(
            f"KEYS_DIR: {wrong}. Give every process the keys of one set; after all have new ones, start each again."
        )


def write_all(database: Database, settings: Settings) -> None:
    """For a machine on which all folders of keys lie. Raises SettingsError where they do not fit each other."""
    found = {process: own(settings, process) for process in PROCESSES}
    faults = [sentence for sentence, _ in _faults(found)]
    faults += _faults_inside(settings) if settings.has_account else ()
    if faults:
        raise SettingsError(f"KEYS_DIR: {faults[0]}. Put back the files of one set.")
    with database.write() as connection:
        for process, ids in found.items():
            _write(connection, process, ids)


def fault(connection: Connection) -> str | None:
    """What does not fit at present, in one sentence."""
    return next((sentence for sentence, _ in _faults(_read_all(connection))), None)


def _faults(ids_by_process: Mapping[str, Ids]) -> Iterator[tuple[str, tuple[str, str]]]:
    """(what does not fit, the two processes that it is about); a process that never started fits all others."""
    staff, worker = ids_by_process.get("staff", Ids()), ids_by_process.get("worker", Ids())
    for process, name in SENDERS.items():
        ids = ids_by_process.get(process, Ids())
        if _misses(staff.inbox, ids.inbox):
            sentence = f"the {name} seals answers to the key {ids.inbox}, and the staff app opens only {staff.inbox}"
            yield sentence, (process, "staff")
        if _misses(staff.codes, ids.codes):
            yield f"receipt-codes.key of the {process} and of the staff app are not the same file", (process, "staff")
    for process, name in {**SENDERS, "staff": "staff app"}.items():
        ids = ids_by_process.get(process, Ids())
        if _misses(worker.mail, ids.mail):
            sentence = f"the {name} seals mail to the key {ids.mail}, and the worker opens only {worker.mail}"
            yield sentence, (process, "worker")


def _faults_inside(settings: Settings) -> Iterator[str]:
    """Of the case-data worker, which has no way to the table: told before somebody waits for a letter in vain."""
    opened = _opens(settings, "case-data")
    for owner, name in (("account", "account"), ("staff", "staff app")):
        if _misses(opened, sealed := _seals(settings, "case-data", owner)):
            yield f"the {name} seals to the case-data key {sealed}, and the case-data worker opens only {opened}"
    for pair, reader in (("inbox", "staff app"), ("mail", "worker")):
        sealed, theirs = _seals(settings, pair, "case-data"), _opens(settings, pair)
        if _misses(theirs, sealed):
            yield f"the case-data worker seals to the {pair} key {sealed}, and the {reader} opens only {theirs}"


def _misses(opened: str, sealed: str) -> bool:
    return bool(opened and sealed) and sealed not in opened.split()


def _read_all(connection: Connection) -> dict[str, Ids]:
    return {name: Ids(*ids) for name, *ids in connection.execute(select(key_ids))}


def _write(connection: Connection, process: str, ids: Ids) -> None:
    values = ids._asdict()
    if not connection.execute(update(key_ids).where(key_ids.c.process == process).values(**values)).rowcount:
        connection.execute(insert(key_ids).values(process=process, **values))
