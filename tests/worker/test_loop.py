"""The worker's start: what it is told by the environment, and what it refuses to start with."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from support.stubborn_server import SILENCE, StubbornServer

from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.sender import EmailSender
from forms_app.deadlines.clock import utc_now
from forms_app.processes.services import load
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import ROOT, Settings, SettingsError
from forms_app.storage.database import Database
from forms_app.storage.outbox import deliveries, health
from forms_app.worker.loop import postmen


def test_without_a_server_nobody_sends(settings: Settings, database: Database) -> None:
    assert postmen(load(settings, database)) == []


def test_the_sender_is_made_of_what_is_said_once(settings: Settings, database: Database) -> None:
    told = replace(settings, smtp_url="smtps://mail.example.org", public_url="https://connect.example.org")
    (made,) = postmen(load(told, database))
    email = made.sender
    assert isinstance(email, EmailSender) and email.relay == Relay(True, "mail.example.org", 465, "", "", "")
    assert (email.sender.name, email.sender.address) == ("Customer Connect", "news@connect.example.org")
    assert email.sender.phone == "866-901-3212"  # the profile is a demonstration, and its mails say so


def test_a_wrong_address_stops_the_start(settings: Settings, database: Database) -> None:
    with pytest.raises(SettingsError, match="SMTP_URL"):
        postmen(load(replace(settings, smtp_url="smtp://:25"), database))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("SMTP_URL", "smtp://h:99999", "SMTP_URL"), ("KEYS_DIR", "nowhere", "KEYS_DIR"), ("PORT", "no", "PORT")],
)
def test_a_wrong_setting_is_one_line_and_no_start(
    settings: Settings, tmp_path: Path, name: str, value: str, says: str
) -> None:
    address = settings.database_url.render_as_string()
    known = {"DATABASE_URL": address, "DATA_DIR": str(settings.data_dir), "KEYS_DIR": str(settings.keys_dir)}
    value = str(tmp_path / value) if name == "KEYS_DIR" else value
    ended = subprocess.run(
        [sys.executable, "-m", "forms_app.worker"],
        env=os.environ | known | {name: value},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 78 and ended.stdout == ""
    assert ended.stderr.startswith("Cannot start.") and says in ended.stderr and ended.stderr.count("\n") == 1


def test_a_worker_that_waits_for_a_slow_server_is_alive_and_stops_when_told(settings: Settings) -> None:
    """After the end of a mail it waits for ten minutes; nobody may take it for dead, or wait as long for its end."""
    database = Database(settings.database_url)  # of its own: another process closes it
    key = SealingKey.of(keys.public_pair(settings, "mail"))
    with database.write() as connection:
        safe = {"email": "someone@example.net"}
        deliveries.add_news(connection, key, "7KQ2-M4XD", safe, "en", utc_now())
    known = {"DATA_DIR": str(settings.data_dir), "KEYS_DIR": str(settings.keys_dir)}
    known["DATABASE_URL"] = database.engine.url.render_as_string(hide_password=False)
    with StubbornServer(end=SILENCE) as server:
        environ = os.environ | known | {"SMTP_URL": server.url}
        worker = subprocess.Popen([sys.executable, "-m", "forms_app.worker"], env=environ, cwd=ROOT)
        assert server.handed_over.wait(30)
        patience = time.monotonic() + 60
        while _trouble(database) is not None and worker.poll() is None and time.monotonic() < patience:
            time.sleep(0.05)  # until its first sign of life
        trouble = _trouble(database)
        database.engine.dispose()  # so that the worker's last word on the file is no surprise here
        worker.terminate()
        assert trouble is None and worker.wait(10) == 0
    database.close()


def _trouble(database: Database) -> health.Trouble | None:
    with database.read() as connection:
        return health.trouble(connection, utc_now())


@pytest.mark.parametrize(
    ("smtp_url", "says"),
    [
        ("smtp://h?from=a-name-that-is-much-too-long-for-it@example.org", "too long to carry a mail's own code"),
        ("smtp://h?From=news@example.org", "there is no ?From="),
    ],
)
def test_an_address_that_cannot_work_stops_the_start(
    settings: Settings, database: Database, smtp_url: str, says: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        postmen(load(replace(settings, smtp_url=smtp_url), database))
    assert says in str(raised.value)
