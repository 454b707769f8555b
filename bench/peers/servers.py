"""Starts a peer as its documentation says it is served, over a database of its own, two workers each as the product."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from support.running import HOST, ROOT, free_ports, wait_for

from bench import cpu
from bench.peers import complaint, venvs

APPS = Path(__file__).parent / "apps"
GUNICORN = ["-m", "gunicorn", "--no-control-socket", "--workers", "2", "--worker-class", "gthread", "--threads", "4"]
GUNICORN += ["--log-level", "warning", "--keep-alive", "60"]
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
GRANIAN_WORKERS = ["--workers", "2", "--blocking-threads", "4"]
MIGRATE = ["-m", "django", "migrate", "--run-syncdb", "--verbosity", "0"]


class Peer(NamedTuple):
    """What is started: with which packages, from which folder, after which commands."""

    name: str
    packages: str
    folder: str
    before: tuple[list[str], ...]
    serves: str
    settings: str = ""


class Serving(NamedTuple):
    """A peer that answers."""

    port: int
    process: int

    @property
    def processes(self) -> list[int]:
        return cpu.tree(self.process)


PEERS = {
    "django": Peer("Django", "django", "django_peers", (MIGRATE,), "wsgi:app", "settings_form"),
    "wagtail": Peer(
        "Wagtail", "wagtail", "django_peers", (MIGRATE, ["seed_wagtail.py"]), "wsgi:app", "settings_wagtail"
    ),
    "flask": Peer("Flask-WTF", "flask", "flask_peer", (["app.py"],), "app:app"),
    "bare": Peer("bare WSGI", "bare", "bare_peer", (["app.py"],), "app:app"),
}


@contextmanager
def serving(peer: Peer, scratch: Path) -> Iterator[Serving]:
    """A peer that is stopped at the end of the block."""
    port, _ = free_ports()
    python, folder = venvs.python_of(peer.packages), APPS / peer.folder
    environment = os.environ | _environment(peer, scratch)
    for command in peer.before:
        subprocess.run([python, *command], cwd=folder, env=environment, check=True)
    process = subprocess.Popen([python, *_server(peer, port)], cwd=folder, env=environment)
    try:
        wait_for(port, process)
        yield Serving(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _environment(peer: Peer, scratch: Path) -> dict[str, str]:
    pages, locales = scratch / "pages.json", scratch / "locales"
    complaint.write_pages(pages)
    _translations(locales)
    return {
        "PEER_DATABASE": str(scratch / f"{peer.packages}.sqlite"),
        "PEER_PAGES": str(pages),
        "PEER_LOCALES": str(locales),
        "DJANGO_SETTINGS_MODULE": peer.settings,
        "PYTHONPATH": ".",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _translations(locales: Path) -> None:
    """The product's own Spanish under the name by which Django looks for it."""
    for catalogue in (ROOT / "locales").glob("*/LC_MESSAGES/messages.mo"):
        folder = locales / catalogue.parent.relative_to(ROOT / "locales")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(catalogue, folder / "django.mo")


def _server(peer: Peer, port: int) -> list[str]:
    if peer.packages == "bare":
        return [*GRANIAN, *GRANIAN_WORKERS, "--host", HOST, "--port", str(port), peer.serves]
    return [*GUNICORN, "--bind", f"{HOST}:{port}", peer.serves]
