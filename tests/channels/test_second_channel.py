"""A second way to tell people that there is news is one module in forms_app/channels: nothing else names it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from support.answers import most
from support.journey import begin, fill_in, send
from support.post_office import PostOffice
from support.public_forms import FORMS
from support.stubborn_server import SILENCE, StubbornServer
from support.visitor import Visitor

from forms_app import channels
from forms_app.deadlines.clock import utc_now
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey
from forms_app.settings import ROOT, Settings
from forms_app.storage.database import Database
from forms_app.storage.outbox import deliveries, health, tasks
from forms_app.storage.tables import outbox

PIGEON = '''
"""News by pigeon."""
import os
from pathlib import Path

from forms_app.channels import Refused, Unreachable

KIND = "pigeon"


def recipient(safe):
    return safe.get("phone")


def connect(parts):
    assert parts.marks("pigeons") and parts.agency.phones
    return Loft(Path(os.environ["LOFT"])) if "LOFT" in os.environ else None


class Loft:
    def __init__(self, path):
        self.path = path

    def send(self, news):
        if not self.path.parent.exists():
            raise Unreachable("no loft")
        if news.to.startswith("(999)"):
            raise Refused
        with self.path.open("a") as flown:
            flown.write(f"{news.to} {news.language}\\n")
'''
WORKER = (
    "import sys; from forms_app import channels; channels.__path__.append(sys.argv[1]); "
    "from forms_app.worker.loop import main; sys.exit(main())"
)
BOTH = {"email": "someone@example.net", "phone": "(213) 555-0123"}
REFERENCE = "7KQ2-M4XD"


@pytest.fixture
def pigeons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the module; the processes of this test find it as they find those of the house."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "pigeon.py").write_text(PIGEON, "utf-8")
    monkeypatch.setattr(channels, "__path__", [*channels.__path__, str(folder)])
    channels.load.cache_clear()
    yield folder
    sys.modules.pop("forms_app.channels.pigeon", None)
    channels.load.cache_clear()


@pytest.fixture
def app(new_app: Callable[[Settings], Flask], settings: Settings) -> Flask:
    """With a database of its own: the worker of these tests is another process, and closes it."""
    return new_app(settings)


def kinds(database: Database) -> dict[str, str]:
    """The state of what must go out, by its kind."""
    with database.read() as connection:
        rows = connection.execute(select(outbox.c.kind, outbox.c.state).where(outbox.c.kind != "arrived"))
        return {row.kind: row.state for row in rows}


def tell(settings: Settings, database: Database, safe: dict[str, str] = BOTH) -> None:
    with database.write() as connection:
        key = SealingKey.of(keys.public_pair(settings, "mail"))
        assert deliveries.add_news(connection, key, REFERENCE, safe, "es", utc_now())


def work(settings: Settings, database: Database, pigeons: Path, wanted: dict[str, str], **environ: str) -> None:
    """The outbox worker as `make run` starts it, until everything is in the state that is wanted."""
    known = {"DATA_DIR": str(settings.data_dir), "KEYS_DIR": str(settings.keys_dir)}
    known["DATABASE_URL"] = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WORKER, str(pigeons)]
    worker = subprocess.Popen(command, env=os.environ | known | environ, cwd=ROOT)
    try:
        while kinds(database) != wanted and worker.poll() is None:
            time.sleep(0.05)
    finally:
        database.engine.dispose()  # so that the worker's last word on the file is no surprise here
        worker.terminate()
        assert worker.wait(20) == 0


def test_what_a_person_sends_goes_out_by_both(
    app: Flask, settings: Settings, database: Database, pigeons: Path
) -> None:
    visitor = Visitor(app)
    fill_in(begin(visitor, "complaint", "es"), most(FORMS["complaint"]))
    send(visitor)
    assert kinds(database) == {"mail": "waiting", "pigeon": "waiting"}
    loft = pigeons / "flown"
    with PostOffice() as post:
        work(settings, database, pigeons, {"mail": "sent", "pigeon": "sent"}, SMTP_URL=post.url, LOFT=str(loft))
    assert len(post.mails) == 1
    asked = most(FORMS["complaint"]).raw.values()
    told = [value for name in ("phone", "language") for page in asked for value in page.get(name, [])]
    assert loft.read_text("utf-8") == f"{' '.join(told)}\n"


def test_one_that_is_not_set_up_waits_and_staff_are_told(settings: Settings, database: Database, pigeons: Path) -> None:
    tell(settings, database)
    with PostOffice() as post:
        work(settings, database, pigeons, {"mail": "sent", "pigeon": "waiting"}, SMTP_URL=post.url)
    with database.read() as connection:
        trouble = health.trouble(connection, utc_now())
        account = health.account(connection, utc_now())
    assert trouble is not None and (trouble.kind, trouble.waiting) == ("no_server", 1)
    assert (account.accepted, account.sent, account.waiting) == (2, 1, 1)


def test_one_whose_carrier_is_away_keeps_the_other_from_nothing(
    settings: Settings, database: Database, pigeons: Path
) -> None:
    tell(settings, database)
    tell(settings, database)
    with PostOffice() as post:
        nowhere = str(pigeons / "nowhere" / "flown")
        work(settings, database, pigeons, {"mail": "sent", "pigeon": "waiting"}, SMTP_URL=post.url, LOFT=nowhere)
    with database.read() as connection:
        tried = connection.execute(select(outbox.c.tried_at).where(outbox.c.kind == "pigeon")).scalars().all()
    assert len(post.mails) == 2 and None not in tried, "one try counts for all that are due by this channel"


def test_one_that_waits_for_a_slow_carrier_keeps_the_other_from_nothing(
    settings: Settings, database: Database, pigeons: Path
) -> None:
    tell(settings, database)
    loft = str(pigeons / "flown")
    with StubbornServer(greeting=SILENCE) as server:
        work(settings, database, pigeons, {"mail": "waiting", "pigeon": "sent"}, SMTP_URL=server.url, LOFT=loft)


def test_what_it_refuses_is_a_task_for_staff_like_any_other(
    settings: Settings, database: Database, pigeons: Path
) -> None:
    tell(settings, database, {"phone": "(999) 555-0123"})
    work(settings, database, pigeons, {"pigeon": "failed"}, LOFT=str(pigeons / "flown"))
    with database.read() as connection:
        assert [(row.reference, row.reason) for row in tasks.list_failed(connection)] == [(REFERENCE, "refused")]


def test_nobody_is_told_by_a_way_that_was_not_said_to_be_safe(
    settings: Settings, database: Database, pigeons: Path
) -> None:
    tell(settings, database, {"email": "someone@example.net"})
    assert kinds(database) == {"mail": "waiting"}


def test_without_it_there_is_e_mail_alone(app: Flask) -> None:
    assert [channel.KIND for channel in channels.load()] == ["mail"]
