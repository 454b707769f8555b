"""Connections from which nothing comes any more: ended when what they hold is needed by somebody else.

Granian waits for a body for as long as its sender likes, and does not say by which connection a request came. But the
system knows which ones are silent: a post that never comes whole, or a browser that has all its answers and will
connect anew. Only Linux tells; elsewhere nothing is ended.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SILENT_MS = 10_000  # longer than anybody here waits for an answer
_ESTABLISHED = 1
_SPAN, _FIRST = struct.Struct("=I4xI"), 44  # of tcp_info: milliseconds since anything was sent, and since it came


def end_silent(port: int) -> None:
    """Whoever still reads from one of them reads its end."""
    if sys.platform != "linux":
        return
    for connection in _sockets():
        with connection, suppress(OSError):  # it may end at this moment by itself
            if _is_silent(connection, port):
                connection.shutdown(socket.SHUT_RDWR)


def _sockets() -> Iterator[socket.socket]:
    """Each of this process, as a copy that cannot become another one's while it is looked at."""
    for place in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            copy = os.dup(int(place.name))
            try:
                yield socket.socket(fileno=copy)
            except OSError:  # a file
                os.close(copy)


def _is_silent(connection: socket.socket, port: int) -> bool:
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or connection.type != socket.SOCK_STREAM:
        return False
    info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _FIRST + _SPAN.size)
    if info[0] != _ESTABLISHED or connection.getsockname()[1] != port:
        return False
    return bool(min(_SPAN.unpack_from(info, _FIRST)) >= SILENT_MS)
