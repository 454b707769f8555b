"""A mail as it leaves the house: there is news, and here is the site. Nothing in it could betray anyone.

The words are in locales/mail/, for editors to change. What must not stand there is refused before anything is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from ipaddress import ip_address
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from forms_app.channels import Refused
from forms_app.facts.files import FactsError, read_text
from forms_app.facts.languages import BY_CODE, LANGUAGES
from forms_app.settings import SettingsError
from forms_app.text.cleaning import fold

# A subject or a sentence with one of these tells whoever opens the mailbox what it is about.
TELLING = re.compile(
    r"\b(child|children|support|complain\w*|hearing|enroll\w*|case|agency|pin|custody|parent\w*|court|form|receipt|"
    r"reference|code|hijos?|ninos?|menor\w*|manutencion|queja\w*|audiencia\w*|inscri\w*|caso|agencia|custodia|padre\w*|"
    r"madre\w*|corte|formulario\w*|comprobante\w*|referencia\w*|codigo\w*)\b|\d"
)


LOCAL = "localhost"


@dataclass(frozen=True)
class Wording:
    """One language's template. `body` names {home} or, of a mail that shows whose an address is, {number};
    `demonstration` names {phone}."""

    subject: str
    demonstration: str
    body: str


@dataclass(frozen=True)
class Sender:
    """What every mail of this site has in common. `phone` is empty where the site is no demonstration. `wordings` are
    of news, `numbers` of mails with a number to be typed in."""

    name: str
    address: str
    public_url: str
    phone: str
    wordings: dict[str, Wording]
    numbers: dict[str, Wording] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def load(folder: Path, name: str = "home") -> dict[str, Wording]:
    """The templates by language, whose bodies name what is given. Raises FactsError with file, line and remedy."""
    return {language: _wording(folder / f"{language}.txt", name) for language in LANGUAGES}


def sender_address(relay_sender: str, public_url: str) -> str:
    """What SMTP_URL says, else an address of the site's own host. Raises SettingsError."""
    host = urlsplit(public_url).hostname or LOCAL
    if not relay_sender and (host == LOCAL or _is_number(host)):
        return f"news@{LOCAL}"
    try:
        address = validate_email(relay_sender or f"news@{host}", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise SettingsError(
            f"PUBLIC_URL: no mail can come from {host}; write SMTP_URL=…?from=news@example.org"
        ) from None
    return str(address.ascii_email)


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def compose(
    sender: Sender, row_id: str, recipient: str, language: str, now: datetime, number: str = ""
) -> EmailMessage:
    """The mail of one outbox row; the same row always has the same Message-ID. Raises Refused."""
    wording = (sender.numbers if number else sender.wordings)[language]
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))  # as every mail server takes it
    mail["From"] = Address(sender.name, addr_spec=sender.address)
    mail["To"] = Address(addr_spec=_deliverable(recipient))
    mail["Subject"] = wording.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(row_id, sender.domain)
    mail["Auto-Submitted"] = "auto-generated"
    lines = [wording.demonstration.format(phone=sender.phone), ""] if sender.phone else []
    home = f"{sender.public_url}{BY_CODE[language].start}"
    mail.set_content("\n".join([*lines, wording.body.format(home=home, number=number)]))
    return mail


def message_id(row_id: str, domain: str) -> str:
    return f"<{row_id}@{domain}>"


def _deliverable(recipient: str) -> str:
    """The address as every mail server takes it: a domain in another script becomes its ASCII form."""
    try:
        plain = validate_email(recipient, check_deliverability=False).ascii_email
    except EmailNotValidError:
        plain = None
    if plain is None:
        raise Refused
    return plain


def _wording(path: Path, name: str) -> Wording:
    head, _, body = read_text(path).partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    for number, header in enumerate(("Subject", "Demonstration"), start=1):
        if not headers.get(header, "").strip():
            raise FactsError(path, number, f"no {header}", f'Begin the line with "{header}: ".')
    _check_names(path, headers["Subject"], set(), 1)
    _check_names(path, headers["Demonstration"], {"phone"}, 2)
    _check_names(path, body, {name}, head.count("\n") + 3)
    _check_silence(path, headers["Subject"], 1)
    _check_silence(path, body, head.count("\n") + 3)
    return Wording(headers["Subject"].strip(), headers["Demonstration"].strip(), body)


def _check_names(path: Path, text: str, expected: set[str], line: int) -> None:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        names = ["?"]
    if set(names) != expected or len(names) != len(expected):
        said = "{" + "".join(expected) + "} once" if expected else "no name"
        raise FactsError(path, line, "the names in braces are not right", f"Use {said}, and no other braces.")


def _check_silence(path: Path, text: str, first_line: int) -> None:
    """One sentence, and nothing in it that tells."""
    for line, words in enumerate(re.sub(r"\{\w+\}", "", text).splitlines(), start=first_line):
        if found := TELLING.search(fold(words)):
            remedy = "Whoever opens the mailbox must not learn what it is about: say it another way."
            raise FactsError(path, line, f"“{found[0]}” tells too much", remedy)
