"""Before a server listens: nobody else does. Two that share a port would answer each other's visitors in silence."""

from __future__ import annotations

import socket
import sys

from forms_app.settings import SettingsError

HOST = "127.0.0.1"


def expect_free(name: str, port: int) -> None:
    """Raises SettingsError, naming the setting, if somebody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that linger are no listeners
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SettingsError(f"{name}: only root may listen on {port}. Choose a port above 1023.") from None
        except OSError:
            raise _port_taken(name, port) from None


def hold(name: str, port: int) -> socket.socket | None:
    """Keep the port for this process until it ends; to be kept as long as it serves. Raises SettingsError.

    Granian's workers share a port (SO_REUSEPORT), and so would a second server of the same user. Linux knows names
    that end with their process: one for each port tells two servers apart that start in the same moment.
    """
    expect_free(name, port)
    if sys.platform != "linux":
        return None
    flag = socket.socket(socket.AF_UNIX)
    try:
        flag.bind(f"\0customer-connect-{port}")
    except OSError:
        flag.close()
        raise _port_taken(name, port) from None
    return flag


def _port_taken(name: str, port: int) -> SettingsError:
    return SettingsError(
        f"{name}: another program listens on {HOST}:{port} already. Stop it, or give {name} another number."
    )
