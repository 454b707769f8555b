"""What a process of a service refuses to begin with: one line each, and a status: can a restart help?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from support.ground import ON_BOTH
from support.postgres import Postgres
from support.running import free_ports

from forms_app.errors import TRY_LATER, WRONG_SETTINGS, CannotStart
from forms_app.processes import startup_checks
from forms_app.public import create_app
from forms_app.sealing import key_sets, keys
from forms_app.settings import ROOT, Settings, SettingsError
from forms_app.staff import create_app as create_staff_app
from forms_app.storage import key_ids, roles
from forms_app.storage.database import Database
from forms_app.storage.key_ids import INSIDE

ROLES = (ROOT / "deploy" / "postgresql-roles.sql").read_text("utf-8")
PROCESSES = {
    "public": ["forms_app.processes.server", "public"],
    "staff": ["forms_app.processes.server", "staff"],
    "worker": ["forms_app.worker"],
}


@pytest.fixture
def environ(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """All that a service is told, and all of it right; its keys may be spoiled."""
    shutil.copytree(settings.keys_dir, tmp_path / "keys")
    port, staff_port = map(str, free_ports())
    known = {"DATABASE_URL": settings.database_url.render_as_string(hide_password=False), "PORT": port}
    known |= {"STAFF_PORT": staff_port, "DATA_DIR": str(settings.data_dir), "KEYS_DIR": str(tmp_path / "keys")}
    return {**known, "PUBLIC_URL": (ROOT / "build/public-url").read_text("ascii")}


@pytest.fixture
def entered(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the operator reads when a process begins with some settings changed; empty if it may begin."""

    def enter(process: str, **changed: str) -> str:
        for name, text in (environ | changed).items():
            monkeypatch.setenv(name, text)
        try:
            startup_checks.settings_of(process)
        except CannotStart as wrong:
            return str(wrong)
        return ""

    return enter


@pytest.mark.parametrize("process", PROCESSES)
def test_with_all_settings_right_a_process_begins(entered: Callable[..., str], process: str) -> None:
    assert entered(process) == ""


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"PUBLIC_URL": "https://support.example.org"}, "PUBLIC_URL: the site was built for http://"),
        ({"PUBLIC_URL": "https://a.example", "TRUSTED_HOSTS": "b.example"}, "TRUSTED_HOSTS: a.example, the host of"),
        ({"PORT": "8000", "STAFF_PORT": "8000"}, "STAFF_PORT: 8000 is PORT already"),
        ({"DATBASE_URL": "sqlite:///x"}, "DATBASE_URL: there is no such setting. Write DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////nowhere/x.sqlite"}, "DATABASE_URL: there is no folder /nowhere"),
    ],
)
def test_a_wrong_setting_has_a_line_of_its_own(entered: Callable[..., str], changed: dict[str, str], says: str) -> None:
    for process in PROCESSES:
        told = entered(process, **changed)
        assert told.startswith(says) and "\n" not in told, told


@pytest.mark.parametrize("process", PROCESSES)
def test_the_process_says_one_line_and_ends_so_that_it_is_not_started_again(
    environ: dict[str, str], process: str
) -> None:
    ended = _run(process, environ | {"TRUSTED_HOSTS": "elsewhere.example", "PUBLIC_URL": "https://a.example"})
    assert ended.returncode == WRONG_SETTINGS and ended.stdout == ""
    assert ended.stderr.startswith("Cannot start. TRUSTED_HOSTS: ") and ended.stderr.count("\n") == 1, ended.stderr


@pytest.mark.parametrize("process", ["public", "worker"])
def test_a_database_server_that_is_not_there_yet_is_waited_for(environ: dict[str, str], process: str) -> None:
    ended = _run(process, environ | {"DATABASE_URL": "postgresql://connect:secret-word@127.0.0.1:1/connect"})
    assert ended.returncode == TRY_LATER and "secret-word" not in ended.stderr
    says = "Cannot start. DATABASE_URL: no PostgreSQL server answers at 127.0.0.1:1. "
    assert ended.stderr.startswith(says) and ended.stderr.count("\n") == 1, ended.stderr


def _run(process: str, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *PROCESSES[process]],
        cwd=ROOT,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


FILES = sorted(path.name for path in (ROOT / "agency").iterdir())
READ = {"agency.toml", "closed_days.toml", "counties.csv", "deadlines.toml", "doors.toml", "letters.toml"}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("spoiled", ["missing", "a folder", "bytes"])
def test_a_file_of_facts_that_is_missing_or_unreadable_is_named(
    settings: Settings, tmp_path: Path, name: str, spoiled: str
) -> None:
    path = shutil.copytree(ROOT / "agency", tmp_path / "agency") / name
    path.unlink()
    if spoiled == "a folder":
        path.mkdir()
    elif spoiled == "bytes":
        path.write_bytes(b"\xff\xfe\x00")
    told = [_refusal(make, replace(settings, agency_dir=path.parent)) for make in (create_app, create_staff_app)]
    assert all("\n" not in line and (not line or name in line) for line in told), told
    assert any(told) or name not in READ


def _refusal(make: Callable[[Settings], Flask], settings: Settings) -> str:
    try:
        make(settings)
    except CannotStart as wrong:
        return str(wrong)
    return ""


@pytest.fixture
def other_set(tmp_path: Path) -> Path:
    key_sets.make(tmp_path / "other")
    return tmp_path / "other"


SWAPS = {
    "the staff app's own key": ("staff", "staff/inbox.*.key", "belongs to none of the inbox keys"),
    "the whole set of the staff app": ("staff", "staff", "the public app seals answers to the key "),
    "the key of the public app": ("public", "public/inbox.pub", "the public app seals answers to the key "),
    "the mail key of the public app": ("public", "public/mail.pub", "the public app seals mail to the key "),
    "the mail key of the staff app": ("staff", "staff/mail.pub", "the staff app seals mail to the key "),
    "the worker's key": ("worker", "mail/mail.*.key", "the worker opens only "),
    "the codes": ("public", "public/receipt-codes.key", "receipt-codes.key of the public and of the staff app"),
}


@ON_BOTH
@pytest.mark.parametrize("name", SWAPS)
def test_no_process_begins_whose_keys_do_not_fit_those_of_the_others(
    entered: Callable[..., str], environ: dict[str, str], other_set: Path, name: str
) -> None:
    assert [entered(process) for process in PROCESSES] == [""] * 3
    process, pattern, says = SWAPS[name]
    _exchange(Path(environ["KEYS_DIR"]), other_set, pattern)
    assert says in entered(process)


@pytest.mark.parametrize(
    "wrong", ["account/case-data.pub", "staff/case-data.pub", "case-data/inbox.pub", "case-data/mail.pub"]
)
def test_on_one_machine_keys_that_do_not_fit_the_case_data_worker_are_told_at_the_start(
    environ: dict[str, str], settings: Settings, other_set: Path, wrong: str
) -> None:
    config, database = replace(settings, keys_dir=Path(environ["KEYS_DIR"])), Database(settings.database_url)
    key_ids.write_all(database, config)
    _exchange(config.keys_dir, other_set, wrong)
    with pytest.raises(SettingsError, match="case-data worker"):
        key_ids.write_all(database, config)
    database.close()


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        *((INSIDE, owner, f"{owner}/case-data.pub") for owner in ("account", "phone", "staff")),
        ("account", INSIDE, "case-data"),
        *(("staff", INSIDE, "case-data/inbox.pub"), ("worker", INSIDE, "case-data/mail.pub")),
    ],
)
def test_apart_whoever_starts_second_with_keys_that_do_not_fit_the_case_data_worker_is_told(
    environ: dict[str, str], settings: Settings, other_set: Path, first: str, second: str, wrong: str
) -> None:
    config, database = replace(settings, keys_dir=Path(environ["KEYS_DIR"])), Database(settings.database_url)
    for process in (first, second):
        key_ids.expect_fitting(database, process, key_ids.own(config, process))
    _exchange(config.keys_dir, other_set, wrong)
    with pytest.raises(SettingsError, match="case-data worker"):
        key_ids.expect_fitting(database, second, key_ids.own(config, second))
    with database.read() as connection:
        assert "case-data worker" in (key_ids.fault(connection) or "")
    database.close()


def _exchange(folder: Path, other: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in other.glob(pattern):
        target = folder / path.relative_to(other)
        shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target)


def test_keys_that_do_not_fit_are_told_by_both_health_checks(
    entered: Callable[..., str], environ: dict[str, str], settings: Settings, other_set: Path
) -> None:
    """The public app runs already when the staff app tries to begin with keys of another set."""
    apps = [make(settings).test_client() for make in (create_app, create_staff_app)]
    assert [entered(process) for process in PROCESSES] == [""] * 3
    assert [app.get("/readyz").status_code for app in apps] == [200, 200]
    _exchange(Path(environ["KEYS_DIR"]), other_set, "staff")
    assert entered("staff")
    answers = [app.get("/readyz") for app in apps]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert all("the staff app opens only" in answer.text for answer in answers)


def test_when_all_have_new_keys_the_second_start_succeeds(
    entered: Callable[..., str], environ: dict[str, str], other_set: Path
) -> None:
    for process in PROCESSES:
        entered(process)
    for process in PROCESSES:
        entered(process, KEYS_DIR=str(other_set))
    assert [entered(process, KEYS_DIR=str(other_set)) for process in PROCESSES] == [""] * 3


def test_a_key_file_put_together_from_two_is_damaged(settings: Settings, environ: dict[str, str]) -> None:
    known = replace(settings, keys_dir=Path(environ["KEYS_DIR"]))
    [path] = (known.keys_dir / "staff").glob("inbox.*.key")
    path.write_text(path.read_text("ascii").replace(f'"{path.name.split(".")[1]}"', '"00000000"'))
    with pytest.raises(SettingsError, match="is damaged"):
        key_ids.own(known, "staff")


@pytest.fixture
def closed_keys(settings: Settings) -> Iterator[Settings]:
    """Keys that belong to somebody else than the process."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        known = replace(settings, keys_dir=Path(shutil.copytree(settings.keys_dir, Path(folder) / "keys")))
        as_root = os.geteuid() == 0
        (os.seteuid(65534) if as_root else (known.keys_dir / "staff").chmod(0))
        try:
            yield known
        finally:
            (os.seteuid(0) if as_root else (known.keys_dir / "staff").chmod(0o700))


def test_keys_of_another_owner_are_not_called_missing(closed_keys: Settings) -> None:
    asked: list[Callable[[], object]] = [
        lambda: keys.secret(closed_keys, "staff"),
        lambda: keys.private_pairs(closed_keys, "inbox"),
        lambda: keys.public_pair(closed_keys, "inbox", "staff"),
    ]
    for ask in asked:
        with pytest.raises(SettingsError, match=r"is closed to \w+; .* belongs to \w+\. Run: ch") as refused:
            ask()
        assert "Make the keys" not in str(refused.value)


@pytest.fixture
def locked(postgres_server: Postgres) -> str:
    """The name of a role that needs a password."""
    with psycopg.connect(postgres_server.address("postgres"), autocommit=True) as owner:
        owner.execute("CREATE ROLE locked LOGIN PASSWORD 'the right one'")
        [(path,)] = owner.execute("SHOW hba_file").fetchall()
        rules = Path(path)
        for kind in ("local all locked scram-sha-256\n", "host all locked all scram-sha-256\n"):
            rules.write_text(kind + rules.read_text("utf-8"), "utf-8")
        owner.execute("SELECT pg_reload_conf()")
    return "locked"


def test_each_refusal_of_postgresql_has_its_own_line(
    entered: Callable[..., str], postgres: Callable[[], str], locked: str
) -> None:
    address = postgres()

    def as_role(role: str, password: str = "", database: str = "") -> str:  # noqa: S107
        url = psycopg.conninfo.conninfo_to_dict(address)
        name = database or url["dbname"]
        return f"postgresql://{role}{':' if password else ''}{password}@/{name}?host={url['host']}"

    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS newcomer")
        owner.execute("CREATE ROLE newcomer LOGIN")
        me = owner.info.user
    assert "does not accept the name locked" in entered("public", DATABASE_URL=as_role(locked, "wrong-word"))
    assert "does not accept the name locked" in entered("public", DATABASE_URL=as_role(locked))
    assert "has no role nobody_here" in entered("public", DATABASE_URL=as_role("nobody_here"))
    assert "has no database elsewhere. Create it" in entered("public", DATABASE_URL=as_role(me, "", "elsewhere"))
    assert "newcomer has not been given its rights" in entered("public", DATABASE_URL=as_role("newcomer"))
    assert "the name nowhere.invalid leads to no machine" in entered(
        "public", DATABASE_URL=f"postgresql://{me}@nowhere.invalid/x"
    )


@pytest.mark.parametrize("process", PROCESSES)
def test_a_role_without_one_of_its_rights_does_not_begin(
    entered: Callable[..., str], postgres: Callable[[], str], process: str
) -> None:
    address = postgres()
    as_role = f"{address}{'&' if '?' in address else '?'}options=-c%20role%3Dcustomer_connect_{process}"
    table, right = list(roles.rights(process))[-1]
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(ROLES)
        assert entered(process, DATABASE_URL=as_role) == ""
        owner.execute(f"REVOKE {right} ON {table} FROM customer_connect_{process}")
    told = entered(process, DATABASE_URL=as_role)
    assert f"the role customer_connect_{process} may not {right} in {table}. As the database's owner, run" in told


def test_the_rights_are_those_that_the_file_of_roles_gives() -> None:
    assert ("submissions", "INSERT") in set(roles.rights("public"))
    assert ("submissions", "SELECT") not in set(roles.rights("public"))
    assert {table for table, _ in roles.rights("worker")} >= {"drafts", "outbox", "workers", "key_ids"}


def test_every_start_writes_down_whose_keys_it_has(settings: Settings, entered: Callable[..., str]) -> None:
    for process in PROCESSES:
        entered(process)
    database = Database(settings.database_url)
    with database.read() as connection:
        assert set(key_ids._read_all(connection)) == set(PROCESSES)
    database.close()


def test_a_mistake_of_ours_at_the_start_is_one_line_without_its_text(environ: dict[str, str], tmp_path: Path) -> None:
    """A module of the same name stands before ours, and breaks when it is loaded."""
    (tmp_path / "segno.py").write_text("raise ValueError('what somebody typed')")
    ended = _run("public", environ | {"PYTHONPATH": str(tmp_path)})
    assert ended.returncode == 1 and "what somebody typed" not in ended.stdout + ended.stderr
    assert all(json.loads(line)["process"] == "public" for line in ended.stderr.splitlines())
    assert '"kind": "ValueError", "where": "segno.py:1"' in ended.stderr
