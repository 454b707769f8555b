"""One web server, `python -m forms_app.processes.server public` or `staff`: the app in workers, one line if it fails.

What keeps a worker from starting is found in the worker, where the app is made; the first one tells the parent, which
says it once and ends with a status by which a service manager knows whether another try can help.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import granian.log
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from forms_app import settings
from forms_app.errors import STOP_SECONDS, CannotStart, report
from forms_app.processes import logs, parent, ports
from forms_app.processes.threads import BODIES
from forms_app.storage.database import AT_ONCE

# What needs no database and posts nothing is answered while everybody else waits.
THREADS = AT_ONCE + BODIES + 2


class Server(NamedTuple):
    """What a server serves, at the port that a setting names, and with how many processes and threads."""

    app: str
    port: str
    workers: int
    threads: int
    modules: tuple[str, ...]  # loaded before the workers part, which then share them


ACCOUNT = ("forms_app.account", "forms_app.account.routes")
STAFF = ("forms_app.staff.routes", "forms_app.staff.jobs.arrivals", "forms_app.staff.jobs.indexing")
PHONE = ("forms_app.phone.answering.webhooks", "forms_app.phone.answering.our_line")
SERVERS = {
    "public": Server("forms_app.public.wsgi", "PORT", workers=2, threads=THREADS, modules=("forms_app.public",)),
    "account": Server("forms_app.account.wsgi", "ACCOUNT_PORT", workers=1, threads=THREADS, modules=ACCOUNT),
    "phone": Server("forms_app.phone.answering.wsgi", "PHONE_PORT", workers=1, threads=THREADS, modules=PHONE),
    "staff": Server("forms_app.staff.wsgi", "STAFF_PORT", workers=1, threads=THREADS, modules=STAFF),
}


def main(part: str) -> int:
    logs.configure(part)
    logs.take_over()
    server = SERVERS[part]
    try:
        port = settings.port_of(server.port)
        flag = ports.hold(server.port, port)
        _load(server.modules)
    except CannotStart as wrong:
        return report(wrong)
    except Exception as error:  # of any kind: code that cannot be loaded; the traceback would say what is in it
        logs.failure(error, "start")
        return 1
    with TemporaryDirectory(prefix="customer-connect-") as folder:
        reason = Path(folder) / "reason"
        serving = _granian(server, port)
        granian.log.logger.addFilter(lambda _: not reason.exists())  # the reason is told below, and once
        try:
            serving.serve(target_loader=_Loader(server.app, reason), wrap_loader=False)
        except SystemExit as ended:  # Granian's own way to say that a worker ended by itself
            return _tell(reason) or int(ended.code or 0)
        finally:
            if flag:
                flag.close()
    return 0


def _load(modules: Iterable[str]) -> None:
    """Once for all workers: code only, nothing that is open. What is frozen is not touched by their collectors."""
    for module in ("forms_app.processes.startup_checks", *modules):
        import_module(module)
    gc.collect()
    gc.freeze()


def _granian(server: Server, port: int) -> Any:
    return Granian(
        f"{server.app}:app",
        address=ports.HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=server.workers,
        blocking_threads=server.threads,
        websockets=False,
        log_level=LogLevels.error,  # its warnings are advice about numbers that were measured
        log_dictconfig=logs.LIBRARIES,
        workers_kill_timeout=STOP_SECONDS,
    )


class _Loader:
    """Makes the app in a worker. A class, because where processes are not forked it is sent to the worker."""

    def __init__(self, module: str, reason: Path) -> None:
        self.module, self.reason = module, reason
        self.parent = os.getpid()

    def __call__(self) -> Callable[..., Any]:
        # Until it serves, a forked worker has its parent's handler, which would do nothing here.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        parent.end_with(self.parent)  # or it would go on by itself, and hold the port
        logs.take_over()
        try:
            app: Callable[..., Any] = import_module(self.module).app
        except CannotStart as wrong:
            with self.reason.open("a", encoding="utf-8") as file:
                file.write(json.dumps([str(wrong), wrong.status]) + "\n")
            os._exit(wrong.status)  # without a traceback; nothing has been begun that must be ended
        except Exception as wrong:  # noqa: BLE001 - a mistake of ours: one line that names the place, and no text
            logs.failure(wrong, "start")
            os._exit(1)
        return app


def _tell(reason: Path) -> int:
    """The status of the first worker that could not start, its reason told; 0 if none said so."""
    if not reason.exists():
        return 0
    message, status = json.loads(reason.read_text("utf-8").splitlines()[0])
    wrong = CannotStart(message)
    wrong.status = status
    return report(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
