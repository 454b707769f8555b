"""`make run`: the public app, the staff app and the outbox worker, started together and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from types import FrameType

from forms_app import agency, clock, door, keys, outbox, routing, schema, settings
from forms_app.database import Database
from forms_app.staff import letters
from forms_app.starting import CannotStart

HOST = "127.0.0.1"
POLL_SECONDS = 0.2


def main() -> int:
    """Check everything that can be wrong, start, and wait for Ctrl-C or for a process to fail."""
    try:
        wanted = _prepare()
    except CannotStart as wrong:
        print(f"Cannot start. {wrong}", file=sys.stderr)
        return 1
    children = [subprocess.Popen(command) for command in _commands(wanted)]  # noqa: S603 - our own commands
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop_waiting)
    try:
        if _wait_until_up(wanted, children):
            _greet(wanted)
        while all(child.poll() is None for child in children):
            time.sleep(POLL_SECONDS)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(children)


def _prepare() -> settings.Settings:
    wanted = settings.read()
    _make_data_dir(wanted)
    keys.ensure(wanted)
    for owner in ("public", "staff"):
        keys.secret(wanted, owner)
        keys.receipt_codes(wanted, owner)
    for name in keys.PAIRS:
        keys.public_pair(wanted, name)
        keys.private_pairs(wanted, name)
    for name in keys.ALSO_STAFF:
        keys.public_pair(wanted, name, "staff")
    keys.check_copies(wanted.keys_dir)
    facts = agency.load(wanted.agency_dir)
    door.load(wanted.agency_dir, clock.load(wanted.agency_dir), facts.phones)
    routing.load(wanted.agency_dir)
    letters.load(wanted.agency_dir)
    _prepare_database(wanted)
    return wanted


def _prepare_database(wanted: settings.Settings) -> None:
    database = Database(wanted.database_url)
    try:
        schema.upgrade(database)
        outbox.postman(wanted, database)  # the mail's words, its server and its key
    finally:
        database.close()


def _make_data_dir(wanted: settings.Settings) -> None:
    try:
        wanted.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = wanted.data_dir / ".probe"
        probe.write_text("", "ascii")
        probe.unlink()
    except OSError as wrong:
        reason = wrong.strerror or "not possible"
        raise settings.SettingsError(f"DATA_DIR: cannot write to {wanted.data_dir} ({reason}).") from None


def _commands(wanted: settings.Settings) -> list[list[str]]:
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    public = ["--host", HOST, "--port", str(wanted.port), "--workers", "2", "--blocking-threads", "4"]
    staff = ["--host", HOST, "--port", str(wanted.staff_port), "--workers", "1", "--blocking-threads", "4"]
    return [
        [*server, *public, "forms_app.public.wsgi:app"],
        [*server, *staff, "forms_app.staff.wsgi:app"],
        [sys.executable, "-m", "forms_app.outbox"],
    ]


def _wait_until_up(wanted: settings.Settings, children: Sequence[subprocess.Popen[bytes]]) -> bool:
    waiting = [wanted.port, wanted.staff_port]
    while waiting and all(child.poll() is None for child in children):
        waiting = [port for port in waiting if not _answers(port)]
        time.sleep(POLL_SECONDS / 4)
    return not waiting


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)
    except OSError:
        return False


def _greet(wanted: settings.Settings) -> None:
    print(
        f"Customer Connect is running.\n"
        f"  Site and forms   {wanted.public_url}/   and in Spanish {wanted.public_url}/es/\n"
        f"  Staff            http://{HOST}:{wanted.staff_port}/\n"
        f"  First staff account (asks for a password of 15 characters or more):\n"
        f"    .venv/bin/flask --app forms_app staff add you@example.org --role supervisor\n"
        f"Ctrl-C stops everything.",
        flush=True,
    )


def _stop_waiting(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    os.chdir(settings.ROOT)
    sys.exit(main())
