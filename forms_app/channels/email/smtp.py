"""Hands one mail to the mail server and says what became of it: taken, not now, never, or perhaps.

It waits as long as RFC 5321, 4.5.3.2 wants a client to wait: a server that checks a mail before it answers is slow,
and whoever hangs up on it too early sends the same mail again and again.
"""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from forms_app.channels import NotNow, Perhaps, Refused, SenderRefused, Unreachable
from forms_app.channels.email.mail_server import Relay

# Of this site, not of one mail: it must encrypt, or sign in, or its password is wrong (RFC 4954, RFC 3207).
OURS_TO_MEND = frozenset({530, 534, 535, 538})


@dataclass(frozen=True)
class Timeouts:
    """How long a server may take to answer each step, in seconds (RFC 5321, 4.5.3.2)."""

    connecting: float = 60
    greeting: float = 300
    command: float = 300
    data: float = 120
    block: float = 180
    end: float = 600
    leaving: float = 5  # ours: by then the mail was taken or was not


def deliver(
    relay: Relay, mail: EmailMessage, own_name: str, envelope_from: str = "", timeouts: Timeouts = Timeouts()
) -> None:
    """When this returns, the server has it. Raises NotNow, Refused or Perhaps.

    `own_name` is what we greet it with; the machine's own name would end up in the mail. `envelope_from` is where the
    mail comes back to if it cannot be delivered.
    """
    with _unreachable():
        server = _connect(relay, own_name, timeouts)
    try:
        with _unreachable():
            _address(server, mail, envelope_from)
            _hand_over(server, mail, timeouts)
        _end(server, timeouts)
    finally:
        _hang_up(server, timeouts)


@contextmanager
def _unreachable() -> Iterator[None]:
    """Whatever goes wrong before the end of the mail is sent: nothing was taken."""
    try:
        yield
    except (OSError, smtplib.SMTPException) as wrong:
        raise Unreachable(type(wrong).__name__) from None


def _connect(relay: Relay, own_name: str, timeouts: Timeouts) -> smtplib.SMTP:
    """Over TLS with a checked certificate; without TLS only to a server on this machine."""
    options = {"local_hostname": own_name, "timeout": timeouts.connecting}
    if relay.tls:
        server: smtplib.SMTP = _Encrypted(timeouts.greeting, relay.host, relay.port, context=relay.trust, **options)
    else:
        server = _Plain(timeouts.greeting, relay.host, relay.port, **options)
    try:
        _wait(server, timeouts.command)
        if not relay.tls:
            _secure(server, relay)
        server.ehlo_or_helo_if_needed()
        if relay.user:
            server.login(relay.user, relay.password)
    except BaseException:
        server.close()
        raise
    return server


class _Plain(smtplib.SMTP):
    """Once it is connected, it waits for the greeting as long as that may take."""

    def __init__(self, greeting: float, *args: Any, **more: Any) -> None:
        self._greeting = greeting
        super().__init__(*args, **more)

    def _get_socket(self, *args: Any) -> socket.socket:
        made: socket.socket = super()._get_socket(*args)  # type: ignore[misc]
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # the end of a mail goes out by itself
        made.settimeout(self._greeting)
        return made


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def _secure(server: smtplib.SMTP, relay: Relay) -> None:
    server.ehlo_or_helo_if_needed()
    if server.has_extn("starttls"):
        server.starttls(context=relay.trust)
    elif not relay.on_this_machine:
        raise smtplib.SMTPNotSupportedError("no TLS")


def _address(server: smtplib.SMTP, mail: EmailMessage, envelope_from: str) -> None:
    """Sender and recipient. Where the server knows how, only headers are to come back, and only of what failed."""
    reports = server.has_extn("dsn")
    code, _ = server.mail(envelope_from or _plain(mail, "From"), ["RET=HDRS"] if reports else [])
    if not 200 <= code < 300:
        raise _refusal(code, SenderRefused)
    code, _ = server.rcpt(_plain(mail, "To"), ["NOTIFY=FAILURE"] if reports else [])
    if not 200 <= code < 300:
        raise _refusal(code, Refused)


def _hand_over(server: smtplib.SMTP, mail: EmailMessage, timeouts: Timeouts) -> None:
    """All of the mail and the dot that ends it. Where this raises, the dot never left."""
    _wait(server, timeouts.data)
    code, _ = server.docmd("DATA")
    if code != 354:
        raise _refusal(code, Refused)
    _wait(server, timeouts.block)
    lines = mail.as_bytes(policy=SMTP).removesuffix(b"\r\n").split(b"\r\n")
    server.send(b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines))
    server.send(b"\r\n.\r\n")


def _end(server: smtplib.SMTP, timeouts: Timeouts) -> None:
    """The server may have taken it, whatever happens to the line."""
    try:
        _wait(server, timeouts.end)
        code, _ = server.getreply()
    except (OSError, smtplib.SMTPException):
        raise Perhaps from None
    if 400 <= code < 600:
        raise _refusal(code, Refused)
    if not 200 <= code < 300:
        raise Perhaps


def _refusal(code: int, for_good: type[Refused]) -> Exception:
    if 500 <= code < 600:
        return Unreachable(str(code)) if code in OURS_TO_MEND else for_good()
    return NotNow() if 400 <= code < 500 else Unreachable(str(code))


def _hang_up(server: smtplib.SMTP, timeouts: Timeouts) -> None:
    """Whatever happens now, the mail was taken or was not: a fault here must not send it twice."""
    with suppress(OSError, smtplib.SMTPException):
        _wait(server, timeouts.leaving)
        server.quit()
    server.close()


def _wait(server: smtplib.SMTP, seconds: float) -> None:
    if server.sock is not None:
        server.sock.settimeout(seconds)


def _plain(mail: EmailMessage, name: str) -> str:
    """The address of a header, without its name."""
    (one,) = mail[name].addresses
    return str(one.addr_spec)
