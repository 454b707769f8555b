"""What is sealed opens only for the agency, only in its own row, and never in the public process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update
from support.answers import most
from support.ground import database_of
from support.journey import at, send
from support.public_forms import FORMS
from support.visitor import Visitor

from forms_app.deadlines.clock import utc_now
from forms_app.sealing import key_files, key_sets, keys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.sealing.unseal import CannotOpen, OpeningKeys
from forms_app.settings import ROOT, Settings
from forms_app.storage.drafts import Drafts, row_id
from forms_app.storage.tables import drafts, submissions

# What opens, and what sends: a process that only seals loads none of it.
CLOSED_TO_PUBLIC = ("forms_app.staff", "forms_app.sealing.unseal", "forms_app.worker", "forms_app.channels.email.")

PLAIN = "Ñandú: they closed my case".encode()
ROW = "7KQ2-M4XD"


@pytest.fixture
def sealing(settings: Settings) -> SealingKey:
    return SealingKey.of(keys.public_pair(settings, "inbox"))


@pytest.fixture
def agency(settings: Settings) -> OpeningKeys:
    return OpeningKeys(keys.private_pairs(settings, "inbox"))


def test_it_opens_with_the_right_key_in_its_own_row(sealing: SealingKey, agency: OpeningKeys) -> None:
    sealed = sealing.seal(PLAIN, ROW)
    assert agency.open(sealed, ROW) == PLAIN and PLAIN not in sealed
    assert sealing.seal(PLAIN, ROW) != sealed


@pytest.mark.parametrize("row", ["", "7KQ2-M4XE", "7kq2-m4xd", ROW + " "])
def test_it_does_not_open_in_another_row(sealing: SealingKey, agency: OpeningKeys, row: str) -> None:
    with pytest.raises(CannotOpen):
        agency.open(sealing.seal(PLAIN, ROW), row)


def test_no_other_key_opens_it(sealing: SealingKey, settings: Settings, tmp_path: Path) -> None:
    sealed = sealing.seal(PLAIN, ROW)
    key_sets.make(tmp_path / "other")
    (other,) = (tmp_path / "other" / "staff").glob("inbox.*.key")
    pair = json.loads(other.read_text())
    for name in ("mail", "inbox"):
        held = keys.private_pairs(settings, name)
        forged = [(held[0][0], *_raw(pair))] if name == "inbox" else held
        with pytest.raises(CannotOpen):
            OpeningKeys(forged).open(sealed, ROW)


def test_a_retired_key_still_opens_what_was_sealed_to_it(
    sealing: SealingKey, settings: Settings, tmp_path: Path
) -> None:
    sealed = sealing.seal(PLAIN, ROW)
    key_sets.make(tmp_path / "newer")
    (newer,) = (tmp_path / "newer" / "staff").glob("inbox.*.key")
    pair = json.loads(newer.read_text())
    both = [(bytes.fromhex(pair["id"]), *_raw(pair)), *keys.private_pairs(settings, "inbox")]
    assert OpeningKeys(both).open(sealed, ROW) == PLAIN


def test_no_cut_and_no_changed_byte_goes_unnoticed(sealing: SealingKey, agency: OpeningKeys) -> None:
    sealed = sealing.seal(PLAIN, ROW)
    spread = range(0, len(sealed), 37)
    for place in (*spread, len(sealed) - 1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        for damaged in (bytes(changed), sealed[:place], sealed[place + 1 :], sealed + b"\0"):
            with pytest.raises(CannotOpen):
                agency.open(damaged, ROW)


def test_two_rows_that_changed_places_do_not_open(visitor: Visitor, opening: OpeningKeys) -> None:
    first, second = (send(at(Visitor(visitor.app), "complaint", "en")) for _ in range(2))
    with database_of(visitor.app).read() as connection:
        sealed = {row.reference: row.sealed for row in connection.execute(select(submissions))}
    assert opening.open(sealed[first], first)
    for reference, other in ((first, second), (second, first)):
        with pytest.raises(CannotOpen):
            opening.open(sealed[other], reference)


def test_a_draft_opens_for_its_cookie_and_its_server_only(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "case")
    database, token, now = database_of(visitor.app), visitor.token, utc_now()
    store: Drafts = visitor.app.extensions["services"].drafts
    assert store.load(token, "complaint", now)
    assert Drafts(database, derive(b"x" * 32, "drafts")).load(token, "complaint", now) is None
    assert store.load(bytes(32), "complaint", now) is None
    assert store.load(token, "enrollment", now) is None


def test_a_draft_put_into_another_persons_row_does_not_open(visitor: Visitor) -> None:
    mine, hers = at(visitor, "complaint", "en", "case"), at(Visitor(visitor.app), "complaint", "en", "case")
    database = database_of(visitor.app)
    with database.write() as connection:
        stolen = connection.execute(select(drafts).where(drafts.c.id == row_id(hers.token, "complaint"))).one()
        row = update(drafts).where(drafts.c.id == row_id(mine.token, "complaint"))
        connection.execute(row.values(box=stolen.box, wrapped_key=stolen.wrapped_key))
    mine.open(mine.path)
    assert mine.path == "/forms/expired/"


def test_an_old_draft_put_back_does_not_open(visitor: Visitor) -> None:
    at(visitor, "complaint", "en", "wish")
    database, row = database_of(visitor.app), drafts.c.id == row_id(visitor.token, "complaint")
    with database.read() as connection:
        old = connection.execute(select(drafts.c.box).where(row)).scalar_one()
    visitor.press("next", most(FORMS["complaint"]).of("wish"))
    with database.write() as connection:
        connection.execute(update(drafts).where(row).values(box=old))
    assert visitor.open(visitor.path).path == "/forms/expired/"


def test_the_public_process_cannot_open_anything(
    settings: Settings, keys_dir: Path, tmp_path: Path, new_database: Callable[[str], str]
) -> None:
    """It starts with its own key folder alone, and never loads what opens."""
    shutil.copytree(keys_dir / "public", tmp_path / "keys" / "public")
    program = "import sys, forms_app.public.wsgi; print(*sorted(name for name in sys.modules))"
    environ = {
        **os.environ,
        "KEYS_DIR": str(tmp_path / "keys"),
        "DATA_DIR": str(tmp_path / "var"),
        "DATABASE_URL": new_database("sqlite"),
    }
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "forms_app.sealing.seal" in loaded
    assert not [
        name
        for name in loaded
        if name.startswith(
            ("forms_app.staff", "forms_app.sealing.unseal", "forms_app.worker", "forms_app.channels.email.")
        )
    ]
    assert not loaded & {"pyotp", "argon2", "forms_app.cli.commands"}


def _raw(pair: dict[str, str]) -> tuple[bytes, bytes]:
    _, kem, curve = key_files._parse(json.dumps(pair))
    return kem, curve
