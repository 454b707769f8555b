"""Reads what a mail server sends back: does it say that a mail failed, and which mail of ours does it name?

Servers disagree about everything: the report's own headers may be broken, the returned mail cut, folded, encoded or
left out, its Message-ID replaced. So every trace counts wherever it stands, and what cannot be read is said to be so.
"""

from __future__ import annotations

import base64
import logging
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from enum import Enum

from flufl.bounce import all_failures

from forms_app.processes import logs

LARGEST = 4 * 1024 * 1024
ROW_ID = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])", re.IGNORECASE)
# RFC 3464, 2.3.3, also where the part that holds it is broken, encoded or quoted, and with a comment beside it.
ACTION = re.compile(r"^[>\s]*action\s*:\s*(?:\([^)]*\)\s*)*\"?([a-z]+)", re.IGNORECASE | re.MULTILINE)
STATUS = re.compile(r"^[>\s]*status\s*:\s*(?:\([^)]*\)\s*)*([245])\.\d+\.\d+", re.IGNORECASE | re.MULTILINE)
BASE64 = re.compile(rb"(?:^[A-Za-z0-9+/]{32,}={0,2}\r?\n?)+", re.MULTILINE)
HARMLESS = frozenset({"delayed", "delivered", "relayed", "expanded"})
DAEMON = re.compile(r"\b(mailer-?daemon|postmaster|mail-?daemon|mail delivery)\b", re.IGNORECASE)
# What mail servers write where they keep to no standard; believed only of a mail server.
NEVER = re.compile(
    r"^subject:.*(\(failure\)|undeliver|returned mail|failure notice|delivery (has )?failed|no se pudo entregar|"
    r"no (se ha )?entregado)|\b5\d\d[ -]#?5\.\d{1,3}\.\d{1,3}\b",
    re.IGNORECASE | re.MULTILINE,
)
DELAY = re.compile(r"^subject:.*(\(delay\)|delayed|retrasad|demorad)", re.IGNORECASE | re.MULTILINE)
AWAY = re.compile(
    r"out of (the )?office|auto(matic)?[- ]?(reply|response)|fuera de (la )?oficina|respuesta autom", re.I
)


class Verdict(Enum):
    """What a mail that came in says about one that went out."""

    FAILED = "it will never arrive"
    FINE = "it arrived, or is on its way, or its reader is away"
    UNCLEAR = "something came back that cannot be read"
    NO_REPORT = "a mail of another kind"


@dataclass(frozen=True)
class Report:
    """`text`: all that stands in it, as it came and decoded; never kept."""

    verdict: Verdict
    text: str

    @property
    def row_ids(self) -> set[str]:
        """What may be the ids of rows of ours, from a Message-ID; the report's own may look like one too."""
        return {found.lower() for found in ROW_ID.findall(self.text)}


def read(raw: bytes, recipient: str = "") -> Report:
    """`recipient`: the address that it came to, where the mail server tells."""
    message = message_from_bytes(raw)
    texts = [recipient, *_texts(raw, message)]
    text = "\n".join(texts)
    return Report(_verdict(raw, message, text), text)


def _texts(raw: bytes, message: Message) -> Iterator[str]:
    """As it came; with quoted-printable undone, wherever it stands; with folds undone; each part decoded."""
    yield raw.decode("latin-1")
    yield re.sub(r"\r?\n[ \t]+", " ", raw.decode("latin-1"))
    yield quopri.decodestring(raw).decode("latin-1")
    for part in message.walk():
        decoded = part.get_payload(decode=True)
        if isinstance(decoded, bytes):
            yield decoded.decode("latin-1")
            yield quopri.decodestring(decoded).decode("latin-1")
    for run in BASE64.findall(raw):  # also where the standard forbids it: of a part that is itself a mail
        yield base64.b64decode(run + b"=" * (-len(b"".join(run.split())) % 4)).decode("latin-1")


def _verdict(raw: bytes, message: Message, text: str) -> Verdict:
    if not raw.strip():
        return Verdict.NO_REPORT
    actions = {found.lower() for found in ACTION.findall(text)}
    classes = set(STATUS.findall(text))
    if "failed" in actions or message.get("X-Failed-Recipients") or ("5" in classes and not actions):
        return Verdict.FAILED
    if actions and actions <= HARMLESS:
        return Verdict.FINE
    return _guess(message) or _unlike_a_report(message, text)


def _guess(message: Message) -> Verdict | None:
    """What the collected experience of a mailing list manager says: reports from before there was a standard."""
    logging.getLogger("flufl.bounce").disabled = True  # it would write down what it reads
    try:
        delayed, failed = all_failures(message)
    except Exception as wrong:  # noqa: BLE001 - it expects a whole mail; what it cannot read is judged without it
        logs.failure(wrong, "mail bounce")
        return None
    return Verdict.FAILED if failed else Verdict.FINE if delayed else None


def _unlike_a_report(message: Message, text: str) -> Verdict:
    kind = str(message.get_param("report-type") or "").lower()
    if message.get_content_type() == "multipart/report" and kind in ("disposition-notification", "feedback-report"):
        return Verdict.FINE
    sent_by = " ".join(str(message.get(name, "")) for name in ("From", "Sender"))
    if DAEMON.search(sent_by):
        return Verdict.FINE if DELAY.search(text) else Verdict.FAILED if NEVER.search(text) else Verdict.UNCLEAR
    if _is_away(message):
        return Verdict.FINE
    if message.get_content_type() == "multipart/report" or _from_nobody(message):
        return Verdict.UNCLEAR
    answers = message.get("In-Reply-To") or message.get("References") or sent_by.strip()
    return Verdict.NO_REPORT if answers else Verdict.UNCLEAR


def _from_nobody(message: Message) -> bool:
    return str(message.get("Return-Path", "")).strip() == "<>"


def _is_away(message: Message) -> bool:
    """An answer by a machine of the reader's (RFC 3834), which got the mail."""
    replied = str(message.get("Auto-Submitted", "")).strip().lower().startswith("auto-replied")
    return replied or bool(AWAY.search(str(message.get("Subject", ""))))
