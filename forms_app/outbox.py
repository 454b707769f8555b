"""The outbox worker: does what must still happen after a submission, and deletes what has outlived its time."""

from __future__ import annotations

import signal
import sys
import threading

from sqlalchemy.exc import SQLAlchemyError

from forms_app import drafts, logs, settings
from forms_app.database import Database
from forms_app.moment import utc_now

PURGE_SECONDS = 30


def main() -> int:
    """Work until told to stop. A failing database is noted and tried again."""
    logs.configure("outbox")
    database, stop = Database(settings.read().database_url), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        try:
            drafts.purge(database, utc_now())
        except SQLAlchemyError as error:
            logs.failure(error, "purge")
        stop.wait(PURGE_SECONDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
