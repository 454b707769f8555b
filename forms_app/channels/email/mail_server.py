"""The mail server that SMTP_URL names: smtp[s]://user:password@host:port?from=news@example.org&bounces=back@example.org

What cannot be meant is refused by name; nothing is guessed, and nothing is passed over in silence.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

import idna
from email_validator import EmailNotValidError, validate_email

from forms_app.settings import SettingsError

PORTS = {"smtp": 587, "smtps": 465}
KNOWN = ("from", "bounces")
NO_BOUNCES = "none"
ENCODE = "In user and password write %23 for #, %2F for /, %3F for ?, %40 for @ and %25 for %."


@dataclass(frozen=True)
class Relay:
    """One mail server. `sender` and `bounces` are empty where SMTP_URL says nothing about them."""

    tls: bool
    host: str
    port: int
    user: str
    password: str
    sender: str
    bounces: str = ""

    @classmethod
    def of(cls, url: str) -> Relay:
        """Raises SettingsError. A user or a password with special characters is percent-encoded."""
        try:
            parts = urlsplit(url)
            port = PORTS[parts.scheme] if parts.port is None else parts.port
        except (ValueError, KeyError):
            raise _wrong("must look like smtps://user:password@mail.example.org:465") from None
        if parts.path not in ("", "/") or parts.fragment or port == 0:
            raise _wrong(f"after the server may stand its port and ?from=, nothing else. {ENCODE}")
        if parts.scheme == "smtp" and port == PORTS["smtps"]:
            raise _wrong("port 465 is encrypted from the first byte; write smtps://, or another port")
        said = _parameters(parts.query)
        user, password = _credentials(parts)
        return cls(
            tls=parts.scheme == "smtps",
            host=_host(parts.hostname or ""),
            port=port,
            user=user,
            password=password,
            sender=_address("from", said["from"]) if "from" in said else "",
            bounces=_bounces(said.get("bounces", "")),
        )

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


def _wrong(words: str) -> SettingsError:
    return SettingsError(f"SMTP_URL: {words}")


def _host(host: str) -> str:
    """As the name is looked up; a name of another script becomes its ASCII form."""
    if not host:
        raise _wrong("names no mail server; write smtps://mail.example.org")
    if any(sign in host for sign in ", ;"):
        raise _wrong("names more than one mail server; name one, which knows the others")
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise _wrong("the mail server's name is none") from None


def _credentials(parts: SplitResult) -> tuple[str, str]:
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise _wrong("user and password must be plain ASCII, percent-encoded where needed")
    if bool(user) != bool(password):
        missing = "password" if user else "user"
        raise _wrong(f"there is no {missing}; write user:password@, or neither. {ENCODE}")
    return user, password


def _parameters(query: str) -> dict[str, str]:
    """The parameters by name. A plus is a plus: this is no form."""
    said: dict[str, str] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        if name not in KNOWN:
            raise _wrong(f"there is no ?{name}=; it knows {' and '.join(f'{one}=' for one in KNOWN)}, in small letters")
        if name in said or not value:
            raise _wrong(f"{name}= must stand once and name an address")
        said[name] = unquote(value)
    return said


def _address(name: str, typed: str) -> str:
    """As every mail server takes it: a domain in another script becomes its ASCII form."""
    try:
        plain = validate_email(typed, check_deliverability=False, test_environment=True).ascii_email
    except EmailNotValidError:
        plain = None
    if plain is None:
        raise _wrong(f"{name}= is not an e-mail address in plain letters; write ?{name}=news@example.org")
    return plain


def _bounces(typed: str) -> str:
    return typed if typed in ("", NO_BOUNCES) else _address("bounces", typed)
