"""A real SMTP server that a test opens, closes and tells what to answer."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"
TAKEN = "250 Taken"
Replies = Callable[[str], str]


class PostOffice:
    """`mails` is what it has taken, in order. `on_sender`, `on_recipient` and `on_data` give its answers, None
    means never."""

    def __init__(self, tls: ssl.SSLContext | None = None, offers_tls: bool = False, **smtp: Any) -> None:
        self.port = _free_port()
        self.mails: list[EmailMessage] = []
        self.greetings: list[str] = []
        self.senders: list[str] = []  # of each mail, to which it would come back
        self.recipients: list[str] = []
        self.on_sender: Replies = lambda _address: OK
        self.on_recipient: Replies = lambda _address: OK
        self.on_data: Callable[[], str | None] = lambda: TAKEN
        self._tls, self._smtp = tls, smtp | ({"tls_context": tls, "require_starttls": True} if offers_tls else {})
        self._implicit = tls is not None and not offers_tls
        self._controller: _Controller | None = None

    @property
    def url(self) -> str:
        return f"{'smtps' if self._implicit else 'smtp'}://localhost:{self.port}"

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    def open(self) -> None:
        context = self._tls if self._implicit else None
        known = {"hostname": "127.0.0.1", "port": self.port, "ssl_context": context, "server_hostname": "post.test"}
        self._controller = _Controller(self, **known, **self._smtp)
        self._controller.start()

    def close(self) -> None:
        if self._controller:
            asyncio.run_coroutine_threadsafe(self._controller.hang_up(), self._controller.loop).result()
            self._controller.stop(no_assert=True)
            self._controller = None

    def __enter__(self) -> PostOffice:
        self.open()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greetings.append(hostname)
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_sender(address)
        if answer == OK:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.on_recipient(address)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.on_data()
        if answer is None:
            await asyncio.Event().wait()
        if answer == TAKEN:
            self.senders.append(str(envelope.mail_from))
            self.recipients += envelope.rcpt_tos
            assert isinstance(envelope.content, bytes)
            self.mails.append(BytesParser(EmailMessage, policy=policy.default).parsebytes(envelope.content))
        return str(answer)


class _Controller(Controller):
    def __init__(self, *known: Any, **smtp: Any) -> None:
        super().__init__(*known, **smtp)
        self._talks: list[SMTP] = []

    def factory(self) -> SMTP:
        self._talks.append(super().factory())  # type: ignore[no-untyped-call]
        return self._talks[-1]

    async def hang_up(self) -> None:
        """End every conversation: aiosmtpd leaves open what a client has not ended when it stops."""
        for talk in self._talks:
            if talk.transport:
                talk.transport.close()
        await asyncio.sleep(0)  # a transport closes its socket a turn later

    def _trigger_server(self) -> None:
        """The first connection proves that it listens; over TLS aiosmtpd's own would check our certificate."""
        with socket.create_connection((self.hostname, self.port), timeout=10) as probe:
            if self.ssl_context is None:
                probe.recv(1024)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
