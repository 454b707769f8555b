"""The steps of handbook/operators.md do what they say, word by word, and each command says what it touches."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from support.postgres import Postgres
from support.running import HOST, OURS, alive, apart, free_ports

from bench.visitor import Visitor
from forms_app import create_app
from forms_app.cli import targets
from forms_app.settings import ROOT

PASSWORD = "a river of slow green glass"
HANDBOOK = (ROOT / "handbook/operators.md").read_text("utf-8")
START, STOP, BACKUP, RESTORE = re.findall(r"```sh\n(.*?)```", HANDBOOK, re.S)


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    """What an operator has said before she takes the steps."""
    port, staff_port = map(str, free_ports())
    own = {name: text for name, text in os.environ.items() if name not in OURS}
    own |= {"PORT": port, "STAFF_PORT": staff_port, "PUBLIC_URL": (ROOT / "build/public-url").read_text("ascii")}
    own |= apart(tmp_path)
    return own | {"DATA_DIR": f"{tmp_path}/var", "KEYS_DIR": f"{tmp_path}/keys", "COPY": f"{tmp_path}/copy.sqlite"}


@pytest.fixture
def shell(told: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """One shell, in which the steps are typed one after the other; its log is not left in the project."""
    line = ["bash", "--norc", "-c", "set -e; while read -r -d '' step; do eval \"$step\" >&2; echo done; done"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        line, cwd=ROOT, env=told, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    ) as process:
        yield process
        for number in alive(process.pid):
            os.kill(number, signal.SIGKILL)


def taken(shell: subprocess.Popen[str], step: str, folder: Path) -> None:
    assert shell.stdin and shell.stdout
    shell.stdin.write(step.replace("run.log", f"{folder}/run.log") + "\0")
    shell.stdin.flush()
    assert shell.stdout.readline() == "done\n", step


def test_a_copy_made_while_it_runs_brings_back_what_was_lost(
    shell: subprocess.Popen[str], told: dict[str, str], tmp_path: Path
) -> None:
    taken(shell, START, tmp_path)
    person = Visitor(HOST, int(told["PORT"]))
    person.fill("inquiry", "es")
    reference = person.reference(person.send())
    person.close()
    taken(shell, BACKUP, tmp_path)
    assert Path(told["COPY"]).stat().st_mode & 0o777 == 0o600
    taken(shell, STOP, tmp_path)
    assert alive(shell.pid) == [shell.pid]
    database = tmp_path / "var" / "customer_connect.sqlite"
    database.write_bytes(b"lost")
    taken(shell, RESTORE, tmp_path)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT reference FROM submissions").fetchall() == [(reference,)]
    assert database.stat().st_mode & 0o777 == 0o600
    assert [path.read_bytes() for path in database.parent.glob(f"{database.name}.before-*[0-9]")] == [b"lost"]


def _run(*words: str, typed: str = "", **environ: str) -> tuple[int, str, str]:
    result = create_app().test_cli_runner().invoke(args=list(words), input=typed, env=environ)
    return result.exit_code, result.stdout, result.stderr


def _of(folder: Path) -> dict[str, str]:
    return {"DATA_DIR": str(folder / "var"), "KEYS_DIR": str(folder / "keys")}


COMMANDS = (
    ("migrate",),
    ("keys", "complete"),
    ("staff", "add", "ana@example.org", "--role", "supervisor", "--password-stdin"),
    ("audit", "verify"),
    ("outbox", "check"),
    ("backup", "BACKUP"),
)


def test_every_command_names_its_target_and_no_password_of_it(tmp_path: Path) -> None:
    assert _run("migrate", **_of(tmp_path))[0] == 0
    for words in COMMANDS:
        given = [word.replace("BACKUP", str(tmp_path / "copy")) for word in words]
        _, _, told = _run(*given, typed=f"{PASSWORD}\n", **_of(tmp_path))
        first = told.splitlines()[0]
        assert first == f"Database: sqlite:///{tmp_path}/var/customer_connect.sqlite; keys: {tmp_path}/keys", words
    address = "postgresql://owner:secret-word@127.0.0.1:1/x"
    _, said, told = _run("migrate", DATABASE_URL=address, **_of(tmp_path))
    assert "owner:***@127.0.0.1" in told and "secret-word" not in said + told


def test_beside_a_service_a_command_without_its_settings_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "staff.env").write_text("DATA_DIR=/var/lib/customer-connect\n")
    monkeypatch.setattr(targets, "SERVICE", tmp_path)
    for name in ("DATA_DIR", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    code, said, told = _run("staff", "add", "ana@example.org", "--role", "supervisor", "--password-stdin")
    assert code == 1 and said == "" and "sudo deploy/customer-connect" in told and told.count("\n") == 1


def test_the_wrapper_knows_the_settings_of_the_service(tmp_path: Path) -> None:
    (tmp_path / "staff.env").write_text(f'# ours\nDATA_DIR="{tmp_path}/var"\nKEYS_DIR={tmp_path}/keys\n')
    (tmp_path / "customer-connect-staff.service").write_text("[Service]\nUser=\n")
    done = subprocess.run(
        [ROOT / "deploy/customer-connect", "staff", "add", "a@example.org", "--role", "supervisor", "--password-stdin"],
        env={**os.environ, "CONNECT_SETTINGS": str(tmp_path), "CONNECT_UNITS": str(tmp_path)},
        cwd=tmp_path,
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"Database: sqlite:///{tmp_path}/var/customer_connect.sqlite" in done.stderr
    assert done.stdout.splitlines()[-1].startswith("otpauth://")
    missing = subprocess.run(
        [ROOT / "deploy/customer-connect", "mail", "bounce"],
        env={**os.environ, "CONNECT_SETTINGS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert missing.returncode == 78 and "worker.env" in missing.stderr


def test_a_copy_never_overwrites_and_a_damaged_one_is_not_put_back(tmp_path: Path) -> None:
    _run("migrate", **_of(tmp_path))
    copy, port = str(tmp_path / "copy.sqlite"), dict(zip(("PORT", "STAFF_PORT"), map(str, free_ports()), strict=True))
    assert _run("backup", copy, **_of(tmp_path))[0] == 0
    assert "is there already" in _run("backup", copy, **_of(tmp_path))[2]
    Path(copy).write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    before = (tmp_path / "var/customer_connect.sqlite").read_bytes()
    assert _run("restore", copy, **_of(tmp_path), **port)[0] == 1
    assert (tmp_path / "var/customer_connect.sqlite").read_bytes() == before


def test_all_databases_of_a_machine_are_copied_and_put_back_together(tmp_path: Path) -> None:
    given = {**_of(tmp_path), "CASE_DATABASE_URL": f"sqlite:///{tmp_path}/inside/cases.sqlite"}
    names = ("PORT", "STAFF_PORT", "ACCOUNT_PORT")
    ports = dict(zip(names, map(str, (*free_ports(), free_ports()[0])), strict=True))
    _run("migrate", **given)
    databases = {
        "copy.sqlite": tmp_path / "var/customer_connect.sqlite",
        "copy.account.sqlite": tmp_path / "var/account.sqlite",
        "copy.cases.sqlite": tmp_path / "inside/cases.sqlite",
        "copy.cases-beside.sqlite": tmp_path / "inside/cases.aside.sqlite",
    }
    for database in databases.values():
        _write(database, "CREATE TABLE planted (said TEXT)")
    code, said, told = _run("backup", str(tmp_path / "copy.sqlite"), **given)
    assert code == 0, told
    for name, database in databases.items():
        assert str(tmp_path / name) in said and (tmp_path / name).stat().st_mode & 0o077 == 0
        _write(database, "DROP TABLE planted")
    code, said, told = _run("restore", str(tmp_path / "copy.sqlite"), **given, **ports)
    assert code == 0, told
    for database in databases.values():
        _write(database, "INSERT INTO planted VALUES ('still there')")


def _write(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


def test_roles_that_the_owner_may_not_make_are_told_and_nothing_is_half_given(
    postgres_server: Postgres, postgres: object
) -> None:
    assert callable(postgres)
    address = postgres()
    name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute("DROP ROLE IF EXISTS plain_owner")
        superuser.execute("CREATE ROLE plain_owner LOGIN")
        superuser.execute(f'ALTER DATABASE "{name}" OWNER TO plain_owner')
    roles = (ROOT / "deploy/postgresql-roles.sql").read_text("utf-8").replace("customer_connect_", "not_yet_")
    owner = f"{address}{'&' if '?' in address else '?'}options=-c%20role%3Dplain_owner"
    with (
        psycopg.connect(owner, autocommit=True) as connection,
        pytest.raises(psycopg.Error, match="plain_owner may not make them"),
    ):
        connection.execute(roles)
    with psycopg.connect(address) as superuser:
        assert superuser.execute("SELECT FROM pg_roles WHERE rolname LIKE 'not_yet_%'").fetchall() == []
