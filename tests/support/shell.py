"""The operator's command line over an outbox."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask

from forms_app import create_app
from forms_app.deadlines.clock import utc_now
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.outbox import deliveries, tasks
from forms_app.storage.tables import outbox

REPORT = """From: MAILER-DAEMON@mx.example.net
To: news@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8

I'm sorry, José's mailbox could not be reached.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; someone@example.net
Action: {action}
Status: 5.1.1

--cut
Content-Type: {kind}

Message-ID: <{row}@example.org>
Subject: You have a message

--cut--
"""


class Shell:
    """The command line on the database of the test."""

    def __init__(self, app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database: Database = app.extensions["services"].database
        self.settings = settings
        monkeypatch.setenv("DATABASE_URL", self.database.engine.url.render_as_string(hide_password=False))
        monkeypatch.setenv("DATA_DIR", str(settings.data_dir))

    def run(self, *command: str, typed: str = "") -> Result:
        return create_app().test_cli_runner().invoke(args=list(command), input=typed.encode())

    def accept(self) -> str:
        """A mail that waits; the id of its row."""
        key, safe = SealingKey.of(keys.public_pair(self.settings, "mail")), {"email": "a@b.example"}
        with self.database.write() as connection:
            deliveries.add_news(connection, key, "7KQ2-M4XD", safe, "en", utc_now())
            return str(connection.execute(outbox.select().order_by(outbox.c.created_at.desc())).first().id)  # type: ignore[union-attr]

    def accept_and_send(self) -> str:
        row_id = self.accept()
        with self.database.write() as connection:
            message = deliveries.claim(connection, "mail", utc_now(), timedelta(0))
            assert message is not None
            deliveries.end_as_sent(connection, message)
        return row_id

    @property
    def tasks(self) -> list[tuple[str, str]]:
        with self.database.read() as connection:
            return [(row.id, row.reason) for row in tasks.list_failed(connection)]


@pytest.fixture
def shell(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(app, settings, monkeypatch)
