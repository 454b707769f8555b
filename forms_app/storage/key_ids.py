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

INSIDE = "case-data"
PROCESSES = ("public", "staff", "worker", "account", "phone", INSIDE)
SENDERS = {"public": "public app", "account": "account", "phone": "telephone"}  # that seal what is sent
NAMES = {**SENDERS, "staff": "staff app", INSIDE: "case-data worker"}
ID_BYTES = 4


class Ids(NamedTuple):
    """Of one process: the inbox, mail and case-data keys that it seals to or opens with, and what its
    receipt-codes.key is."""

    inbox: str = ""
    mail: str = ""
    codes: str = ""
    cases: str = ""


def own(settings: Settings, process: str) -> Ids:
    """Of the keys in this process's folder. Raises SettingsError."""
    if process in SENDERS:
        sealed = _seals(settings, "inbox", process), _seals(settings, "mail", process)
        return Ids(*sealed, _codes(settings, process), _asks(settings, process))
    if process == "staff":
        _expect_own_pair(settings)
        ours = _opens(settings, "inbox"), _seals(settings, "mail", "staff")
        return Ids(*ours, _codes(settings, "staff"), _asks(settings, "staff"))
    if process == INSIDE:
        sealed = _seals(settings, "inbox", INSIDE), _seals(settings, "mail", INSIDE)
        return Ids(*sealed, cases=_opens(settings, INSIDE))
    return Ids(mail=_opens(settings, "mail"))


def _seals(settings: Settings, name: str, owner: str) -> str:
    return keys.public_pair(settings, name, owner)[0].hex()


def _asks(settings: Settings, owner: str) -> str:
    """What asks of the case-data worker are sealed to; nothing in a set of keys from before there were any."""
    is_there = (settings.keys_dir / owner / f"{INSIDE}.pub").exists()
    return _seals(settings, INSIDE, owner) if is_there else ""


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
    inside = ids_by_process.get(INSIDE, Ids())
    for process, name in NAMES.items():
        ids = ids_by_process.get(process, Ids())
        if process != "staff" and _misses(staff.inbox, ids.inbox):
            sentence = f"the {name} seals answers to the key {ids.inbox}, and the staff app opens only {staff.inbox}"
            yield sentence, (process, "staff")
        if process in SENDERS and _misses(staff.codes, ids.codes):
            yield f"receipt-codes.key of the {process} and of the staff app are not the same file", (process, "staff")
        if _misses(worker.mail, ids.mail):
            sentence = f"the {name} seals mail to the key {ids.mail}, and the worker opens only {worker.mail}"
            yield sentence, (process, "worker")
        if process != INSIDE and _misses(inside.cases, ids.cases):
            opened = f"and the case-data worker opens only {inside.cases}"
            yield f"the {name} seals to the case-data key {ids.cases}, {opened}", (process, INSIDE)


def _misses(opened: str, sealed: str) -> bool:
    return bool(opened and sealed) and sealed not in opened.split()


def _read_all(connection: Connection) -> dict[str, Ids]:
    return {name: Ids(*ids) for name, *ids in connection.execute(select(key_ids))}


def _write(connection: Connection, process: str, ids: Ids) -> None:
    values = ids._asdict()
    if not connection.execute(update(key_ids).where(key_ids.c.process == process).values(**values)).rowcount:
        connection.execute(insert(key_ids).values(process=process, **values))
