"""An app served from the test's own process, where the test sets its clock as well as the browser's."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from flask import Flask

from support.ground import SetClock
from support.person import Person


@dataclass
class InProcess:
    """Where it answers."""

    url: str


class Server(ThreadingMixIn, WSGIServer):
    """Closes an answer once it is written, as a server of a real site does; what an app does then is done."""


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so by the library
        """Says nothing."""


@contextmanager
def serving(app: Flask) -> Iterator[InProcess]:
    server = Server(("127.0.0.1", 0), Quiet)
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield InProcess(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Sitting:
    """A person for whom time passes in browser and server alike."""

    def __init__(self, person: Person, clock: SetClock) -> None:
        self.person, self.clock = person, clock
        person.page.clock.install()

    def wait(self, minutes: float) -> None:
        """Time passes while nobody does anything; the page looks at its clock at the end."""
        self.clock.forward(minutes=minutes)
        self.person.page.clock.fast_forward(int(minutes * 60_000))

    @property
    def warning(self) -> bool:
        return self.person.page.locator("#idle").is_visible()

    def must_be_warned(self) -> None:
        self.person.page.locator("#idle").wait_for(state="visible")
        assert self.person.page.evaluate("document.activeElement.matches('#idle button')"), "nobody hears it"
