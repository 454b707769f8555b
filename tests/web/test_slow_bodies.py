"""Posts that come slowly, straight to the apps: whoever sends nothing is answered meanwhile, other posts are told."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from support.running import running

from forms_app.web import silence

SLOW = 60  # more than all threads of both workers
HEAD = "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def dribble(stack: ExitStack, port: int, path: str) -> None:
    """The beginning of a post whose rest never comes."""
    connection = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
    connection.sendall((HEAD.format(path=path, port=port) + "Content-Length: 1000\r\n\r\na=").encode())


def answered(address: str, posted: bytes | None = None) -> int:
    try:
        return int(urllib.request.urlopen(address, data=posted, timeout=5).status)  # noqa: S310 - loopback
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.parametrize("path", ["/forms/deadlines/"])
def test_slow_posts_stop_nobody_who_reads(tmp_path: Path, path: str) -> None:
    with running(tmp_path) as product, ExitStack() as stack:
        for _ in range(SLOW):
            dribble(stack, product.port, path)
            dribble(stack, product.staff_port, "/sign-in/")
        for address in (f"{product.url}/", f"{product.url}/healthz", f"{product.url}/forms/complaint/"):
            assert answered(address) == 200
        assert answered(f"{product.staff_url}/healthz") == 200
        assert answered(f"{product.url}{path}", b"month=1") == 503
        until = time.monotonic() + 3 * silence.SILENT_MS / 1000
        while (status := answered(f"{product.url}{path}", b"month=1")) == 503 and time.monotonic() < until:
            pass
        assert status == 422, "a post takes the place of one from which nothing comes any more"
