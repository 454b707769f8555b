"""Settings: what the environment says, read once and typed, before anything else starts.

A default stands only where it is right on a loopback trial and fit to publish; a secret has none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, urlsplit

from forms_app.errors import CannotStart

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")  # our own health checks, and nginx in front
ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    *("DATABASE_URL", "CASE_DATABASE_URL", "DATA_DIR", "KEYS_DIR", "AGENCY_DIR"),
    *("PORT", "STAFF_PORT", "PUBLIC_URL", "SMTP_URL", "TRUSTED_HOSTS"),
    *("PHONE", "PHONE_PORT", "PHONE_URL", "PHONE_SOUNDS", "PHONE_RINGS_LOCAL", "PHONE_RINGS_SDU", "AGI_PORT"),
    *("PHONE_DATABASE_URL", "PHONE_HOSTED_ACCOUNT"),
    *("ACCOUNT_PORT", "ACCOUNT_URL", "ACCOUNT_DATABASE_URL", "CASE_DROP_DIR"),
)
ACCOUNT_DATABASE, PHONE_DATABASE = "ACCOUNT_DATABASE_URL", "PHONE_DATABASE_URL"
PORTS = {"PORT": "8000", "STAFF_PORT": "8001", "ACCOUNT_PORT": "8002", "PHONE_PORT": "8003", "AGI_PORT": "4573"}
NEAR = 0.85  # of the letters in common, in their order: one or two slips in a name
SHORT = 6  # letters; PORT is near to too many words that mean something else
T = TypeVar("T")


class SettingsError(CannotStart):
    """A setting is wrong; the message is the one line the operator reads."""


@dataclass(frozen=True)
class Addresses:
    """Where the apps are found."""

    port: int
    staff_port: int
    public_url: str
    account_port: int
    account_url: str

    @property
    def behind_tls(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def staff_url_here(self) -> str:
        """The staff side on this machine, under another name than the public site's: cookies know names and no ports,
        and the public app's would be sent the cookie of whoever is signed in."""
        public = urlsplit(self.public_url).hostname
        return f"http://{'127.0.0.1' if public == 'localhost' else 'localhost'}:{self.staff_port}"

    def is_site(self, host: str) -> bool:
        """Whether a browser that is at this host sends the public site the cookies it gets there; with or without a
        port, which makes no difference to it."""
        return urlsplit(f"//{host}").hostname == urlsplit(self.public_url).hostname


@dataclass(frozen=True)
class Settings(Addresses):
    """Everything the processes are told from outside. Paths are absolute. `has_phone`: whether telephone PINs are kept
    here; `has_line`: whether a line that takes them runs, too."""

    database_url: URL
    case_database_url: URL
    data_dir: Path
    keys_dir: Path
    agency_dir: Path
    build_dir: Path
    smtp_url: str | None
    trusted_hosts: tuple[str, ...]
    account_database_url: URL
    has_account: bool
    case_drop_dir: Path | None
    phone_database_url: URL
    has_phone: bool
    has_line: bool


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises SettingsError, naming the variable and the remedy."""
    if slip := _misspelt(environ):
        raise SettingsError(f"{slip[0]}: there is no such setting. Write {slip[1]}, or remove it.")
    found = addresses(environ)
    data_dir = _value(environ, "DATA_DIR", "var", _path)
    keys_dir = _value(environ, "KEYS_DIR", "keys", _path)
    if keys_dir.is_relative_to(data_dir):
        raise SettingsError(f"KEYS_DIR: {keys_dir} lies under DATA_DIR; a backup would hold the keys. Move it out.")
    database_url = _value(environ, "DATABASE_URL", f"sqlite:///{data_dir}/customer_connect.sqlite", _database_url)
    case_database_url = _value(environ, "CASE_DATABASE_URL", f"sqlite:///{ROOT}/inside/cases.sqlite", _database_url)
    _expect_apart(case_database_url, database_url, data_dir)
    return Settings(
        database_url=database_url,
        case_database_url=case_database_url,
        data_dir=data_dir,
        keys_dir=keys_dir,
        agency_dir=_value(environ, "AGENCY_DIR", "agency", _folder),
        build_dir=ROOT / "build",
        port=found.port,
        staff_port=found.staff_port,
        public_url=found.public_url,
        smtp_url=_value(environ, "SMTP_URL", "", _smtp_url),
        trusted_hosts=_value(environ, "TRUSTED_HOSTS", "", lambda text: _hosts(text, found.public_url)),
        account_port=found.account_port,
        has_account=has_account(environ),
        case_drop_dir=_value(environ, "CASE_DROP_DIR", "", lambda text: _folder(text) if text else None),
        account_url=found.account_url,
        account_database_url=_value(environ, ACCOUNT_DATABASE, f"sqlite:///{data_dir}/account.sqlite", _database_url),
        phone_database_url=_value(environ, PHONE_DATABASE, f"sqlite:///{data_dir}/phone.sqlite", _database_url),
        has_phone=has_phone(environ),
        has_line=has_phone(environ) and has_line(environ),
    )


def addresses(environ: Mapping[str, str] = os.environ) -> Addresses:
    """As much as is needed to say where everything is; nothing is loaded for it. Raises SettingsError."""
    ports = {name: port_of(name, environ) for name in PORTS}
    for name, other in (("STAFF_PORT", "PORT"), ("ACCOUNT_PORT", "PORT"), ("ACCOUNT_PORT", "STAFF_PORT")):
        if ports[name] == ports[other]:
            raise SettingsError(f"{name}: {ports[name]} is {other} already. Give each app a port of its own.")
    public_url = _value(environ, "PUBLIC_URL", f"http://127.0.0.1:{ports['PORT']}", _public_url)
    account_url = _value(environ, "ACCOUNT_URL", f"http://localhost:{ports['ACCOUNT_PORT']}", _public_url)
    _expect_own_host(account_url, public_url)
    return Addresses(ports["PORT"], ports["STAFF_PORT"], public_url, ports["ACCOUNT_PORT"], account_url)


def _expect_own_host(account_url: str, public_url: str) -> None:
    """Raises SettingsError where browsers would send the site the account's cookies, or an account stays on http."""
    if not public_url.startswith("https://"):
        return
    if urlsplit(account_url).hostname == urlsplit(public_url).hostname:
        raise SettingsError("ACCOUNT_URL: it is on the host of PUBLIC_URL. Give the account a host name of its own.")


def has_account(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the account and the case data run here: with https only on PostgreSQL, where each process has a role of
    its own. On SQLite whoever breaks into one process reads what all of them keep."""
    if not environ.get("PUBLIC_URL", "").strip().startswith("https://"):
        return True
    return all(environ.get(name, "").strip().startswith("postgres") for name in ("CASE_DATABASE_URL", ACCOUNT_DATABASE))


def has_phone(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether telephone PINs are kept here: beside an account, and with https only on PostgreSQL, as the account is."""
    if not environ.get("PUBLIC_URL", "").strip().startswith("https://"):
        return True
    return has_account(environ) and environ.get(PHONE_DATABASE, "").strip().startswith("postgres")


def has_line(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the telephone line runs here."""
    return environ.get("PHONE", "").strip() == "1"


def port_of(name: str, environ: Mapping[str, str] = os.environ) -> int:
    """The port that this setting names. Raises SettingsError."""
    return _value(environ, name, PORTS[name], _port)


def agency_dir(root: Path = ROOT, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the agency's facts lie for the pages of a checkout and their checks: where the forms read theirs."""
    return root / _value(environ, "AGENCY_DIR", "agency", str)


def _value(environ: Mapping[str, str], name: str, default: str, read_as: Callable[[str], T]) -> T:
    try:
        return read_as(environ.get(name, "").strip() or default)
    except ValueError as wrong:
        raise SettingsError(f"{name}: {wrong}") from None


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise ValueError("must be a port number from 1 to 65535.")


def _path(text: str) -> Path:
    return (ROOT / text).resolve()


def _folder(text: str) -> Path:
    path = _path(text)
    if not path.is_dir():
        raise ValueError(f"there is no folder {path}.")
    return path


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    named = parts.scheme in ("http", "https") and parts.hostname and _has_port(parts)
    if not named or parts.path not in ("", "/") or parts.query:
        raise ValueError("must be the site's address without a path, such as https://support.example.org")
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("an address that is not on this machine needs https.")
    return _in_ascii(text.rstrip("/"), parts.hostname or "")


def _in_ascii(url: str, host: str) -> str:
    """As browsers send the name and as mail carries it: señal.example.org is xn--seal-hqa.example.org to them."""
    if host.isascii():
        return url
    import idna  # few need it, and every process reads its settings first

    try:
        return url.casefold().replace(host, idna.encode(host, uts46=True).decode("ascii"))
    except idna.IDNAError:
        raise ValueError(f"{host} is no host name.") from None


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _database_url(text: str) -> URL:
    from sqlalchemy.engine import make_url  # only here: a server's parent process asks for its port alone
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError("is not a database address; use sqlite:///path or postgresql://user@host/name") from None
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise ValueError("only sqlite:///path and postgresql://user@host/name are supported.")


def _expect_apart(cases: URL, public: URL, data_dir: Path) -> None:
    """Raises SettingsError where whoever reaches what the public app keeps would reach the case data."""
    if cases == public:
        raise SettingsError("CASE_DATABASE_URL: this is DATABASE_URL. Give the case data a database of its own.")
    if cases.get_backend_name() == "sqlite" and _path(cases.database or "").is_relative_to(data_dir):
        raise SettingsError(
            f"CASE_DATABASE_URL: {cases.database} lies under DATA_DIR; a backup of what the public app keeps would "
            "hold the case data. Move it out."
        )


def _smtp_url(text: str) -> str | None:
    if text and urlsplit(text).scheme not in ("smtp", "smtps"):
        raise ValueError("must begin with smtp:// or smtps://")
    return text or None


def _hosts(text: str, public_url: str) -> tuple[str, ...]:
    named = [host.strip() for host in text.split(",") if host.strip()]
    if any("/" in host or " " in host for host in named):
        raise ValueError("must be host names separated by commas, such as support.example.org")
    own = urlsplit(public_url).hostname or ""
    if not any(_names(host, own) for host in (*named, *LOOPBACK)) and named:
        raise ValueError(f"{own}, the host of PUBLIC_URL, is not among them: nobody could open the site. Add it.")
    return (*(named or [own]), *LOOPBACK)


def _names(trusted: str, host: str) -> bool:
    """As the server compares them: without a port, and with a dot in front for all names below."""
    trusted = trusted.lower().rpartition(":")[0] if trusted.rpartition(":")[2].isdigit() else trusted.lower()
    return host == trusted.strip("[]") or (trusted.startswith(".") and f".{host}".endswith(trusted))


def _misspelt(given: Iterable[str]) -> tuple[str, str] | None:
    """The first name that is nearly one of ours, and ours: passed over, DATBASE_URL would begin an empty database."""
    ours = {_letters(name): name for name in NAMES}
    for name in sorted(set(given) - set(ours.values())):
        letters = _letters(name)
        near = get_close_matches(letters, ours, 1, NEAR) if len(letters) >= SHORT else [letters]
        if near and near[0] in ours:
            return name, ours[near[0]]
    return None


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.upper()))
