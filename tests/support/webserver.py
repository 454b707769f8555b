"""A real nginx with deploy/nginx.conf as it stands, but for its addresses, its certificate and where the build lies."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from support.running import HOST, ROOT, free_ports

CONF = ROOT / "deploy" / "nginx.conf"
PHONE_CONF = ROOT / "deploy" / "nginx-phone.conf"
MISSING = "nginx is not here and cannot be installed. On Debian: sudo apt-get install nginx-light"
FRAME = """daemon off; pid {folder}/pid; error_log {folder}/main.log warn; worker_processes 1;
{user}
events {{ worker_connections 768; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
    include {folder}/phone.conf;
}}
"""


class Server(NamedTuple):
    """Where it listens: plain, for loads; with TLS, as people meet it. What it wrote lies in its folder. `phone_port`:
    plain, for a carrier; `phone_app`: where the webhooks behind it would listen."""

    port: int
    tls_port: int
    phone_port: int
    phone_app: int
    folder: Path

    def written(self) -> str:
        """Everything in every log."""
        return "".join(path.read_text("utf-8", "replace") for path in self.folder.glob("*.log"))


def program() -> str:
    """nginx from Debian's packages, installed if root may; else the test says what it lacks."""
    if found := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        line = "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes nginx-light"
        subprocess.run(["sh", "-c", line], capture_output=True, check=False, timeout=180)
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    return found or pytest.skip(
        "nginx is not here and cannot be installed. On Debian: sudo apt-get install nginx-light"
    )


@contextmanager
def serving(folder: Path, app_port: int) -> Iterator[Server]:
    """nginx in front of an app that listens, or not, on this port."""
    nginx = program()
    server = Server(*free_ports(), *free_ports(), folder)
    _certificate(folder)
    (folder / "site.conf").write_text(_site(server, app_port), "utf-8")
    (folder / "phone.conf").write_text(_phone(server), "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, user=user), "utf-8")
    with subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as process:
        try:
            _wait(server.port, process)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _site(server: Server, app_port: int) -> str:
    changes = {
        "listen 80;": f"listen {HOST}:{free_ports()[0]};",
        "listen 443 ssl http2;": f"listen {HOST}:{server.tls_port} ssl http2; listen {HOST}:{server.port};",
        "/etc/ssl/support.example.org": f"{server.folder}/site",
        "/srv/customer-connect": str(ROOT),
        "127.0.0.1:8000": f"127.0.0.1:{app_port}",
    }
    return _changed(CONF, changes)


def _phone(server: Server) -> str:
    changes = {
        "listen 443 ssl http2;": f"listen {HOST}:{server.phone_port};",
        "/etc/ssl/phone.example.org": f"{server.folder}/site",
        "127.0.0.1:8003": f"127.0.0.1:{server.phone_app}",
    }
    return _changed(PHONE_CONF, changes)


def _changed(conf: Path, changes: Mapping[str, str]) -> str:
    text = conf.read_text("utf-8")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def _certificate(folder: Path) -> None:
    line = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=support.example.org",
    ]
    files = ["-keyout", str(folder / "site.key"), "-out", str(folder / "site.pem")]
    subprocess.run([*line, *files], capture_output=True, check=True, timeout=60)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection((HOST, port)).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("nginx did not start")
