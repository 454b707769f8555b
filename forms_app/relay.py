"""The mail server that SMTP_URL names: takes a mail off the outbox worker's hands, or says why it did not."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from forms_app.settings import SettingsError

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}


class NotNow(Exception):
    """It could not be delivered just now; a later try may do it. Its text is a kind of error, never what was said."""


class Unreachable(NotNow):
    """The mail server itself did not answer as it should, so no other mail would get through either."""


class Refused(Exception):
    """The mail server will never take this mail for this recipient."""


@dataclass(frozen=True)
class Relay:
    """The mail server that SMTP_URL names: smtp[s]://user:password@host:port?from=name@example.org"""

    tls: bool
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, url: str) -> Relay:
        """Raises SettingsError. A user or a password with special characters is percent-encoded."""
        try:
            parts = urlsplit(url)
            port = parts.port or PORTS[parts.scheme]
            sender = parse_qs(parts.query).get("from", [""])[0]
        except (ValueError, KeyError):
            raise SettingsError("SMTP_URL: must look like smtps://user:password@mail.example.org:465") from None
        if not parts.hostname:
            raise SettingsError("SMTP_URL: names no mail server; write smtps://mail.example.org")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if not (user + password).isascii():
            raise SettingsError("SMTP_URL: user and password must be plain ASCII, percent-encoded where needed")
        return cls(parts.scheme == "smtps", parts.hostname, port, user, password, _checked(sender))

    @cached_property
    def trust(self) -> ssl.SSLContext:
        """Checks certificates and names; made once, for reading the machine's certificates takes a while."""
        return ssl.create_default_context()

    @property
    def on_this_machine(self) -> bool:
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def _checked(sender: str) -> str:
    """The address that mail comes from, or "" where none is named."""
    try:
        return sender and validate_email(sender, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise SettingsError("SMTP_URL: from= is not an e-mail address; write ?from=news@example.org") from None


def deliver(relay: Relay, mail: EmailMessage, own_name: str) -> None:
    """Hand the mail to the server: when this returns, the server has it. Raises NotNow or Refused.

    `own_name` is what we greet it with; the machine's own name would end up in the mail.
    """
    try:
        server = _connected(relay, own_name)
    except (OSError, smtplib.SMTPException) as wrong:
        raise Unreachable(type(wrong).__name__) from None
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as wrong:
        raise _refusal([code for code, _ in wrong.recipients.values()]) from None
    except smtplib.SMTPDataError as wrong:
        raise _refusal([wrong.smtp_code]) from None
    except smtplib.SMTPNotSupportedError:  # of this one mail: nothing about the server
        raise Refused from None
    except (OSError, smtplib.SMTPException) as wrong:
        raise Unreachable(type(wrong).__name__) from None
    finally:
        _hang_up(server)


def _connected(relay: Relay, own_name: str) -> smtplib.SMTP:
    """Over TLS with a checked certificate; without TLS only to a server on this machine."""
    if relay.tls:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            relay.host, relay.port, local_hostname=own_name, timeout=TIMEOUT_SECONDS, context=relay.trust
        )
    else:
        server = smtplib.SMTP(relay.host, relay.port, local_hostname=own_name, timeout=TIMEOUT_SECONDS)
    try:
        if not relay.tls:
            _secure(server, relay)
        if relay.user:
            server.login(relay.user, relay.password)
    except BaseException:
        server.close()
        raise
    return server


def _secure(server: smtplib.SMTP, relay: Relay) -> None:
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=relay.trust)
    elif not relay.on_this_machine:
        raise smtplib.SMTPNotSupportedError("no TLS")


def _hang_up(server: smtplib.SMTP) -> None:
    """Whatever happens now, the mail was taken or was not: a fault here must not send it twice."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def _refusal(codes: list[int]) -> Exception:
    return Refused() if all(500 <= code < 600 for code in codes) else NotNow()
