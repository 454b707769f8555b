"""Her papers beside those of the case data: letters of the staff, what became of each, and what she said yes to.

Only a confirmed account gets it. The papers themselves lie each in a row of its own (`bundles/documents.py`).
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from forms_app.bundles.details import Document

KIND = "papers"
WARNED = timedelta(days=30)  # before a paper goes, and so long one stays that the agency's system has no more
# What mailing a letter means, of those that may lie in an account in place of paper: they start or end no right. Then
# with those that counsel may add (agency/paper_mail.toml): for all others the law counts from the day of mailing.
IN_PLACE_OF_PAPER = frozenset({"noted"})
ALL_IN_PLACE_OF_PAPER = frozenset({"noted", "asks"})
# Of the words that she says yes to (account/settings/letter_words.py): other words, another number.
WORDING = 1
# What stands in the sample that she opens to show that she can read such a file: short, and without an accent.
SAMPLE_WORDS: dict[str, tuple[str, ...]] = {
    "en": ("river", "garden", "window", "orange", "bridge", "winter", "candle", "market"),
    "es": ("ventana", "naranja", "puente", "invierno", "camino", "mercado", "cocina", "zapato"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One that staff wrote about something that she sent. `what`: what mailing it means, as the letters' file says it.
    `title`: its heading, in its language. `answer_by`: the last day for what she may do about it."""

    doc_id: str
    what: str
    title: str
    dated: date
    language: str
    pages: int
    sha256: str
    answer_by: date | None
    paper_sent: bool


@dataclass(frozen=True, slots=True)
class Going:
    """A document that the agency's system has no more. It stays here until this day, that she can keep it."""

    document: Document
    last_on: date


@dataclass(frozen=True, slots=True)
class Known:
    """What the inside knows of one paper: that she opened it, and when it was mailed after all."""

    doc_id: str
    is_opened: bool
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class Consent:
    """To letters in the account in place of paper: to which words, and since when."""

    wording: str
    since: date


@dataclass(frozen=True, slots=True)
class Papers:
    """Letters and what is going: the oldest first. `consent`: None where she said none, or took it back."""

    letters: tuple[Letter, ...]
    going: tuple[Going, ...]
    known: tuple[Known, ...]
    consent: Consent | None


def wording(*, paper_goes_on: bool) -> str:
    """Which words she says yes to: what goes on paper all the same is a part of them."""
    return f"{WORDING}{'' if paper_goes_on else '-all'}"


def sample_word(key_id: bytes, language: str) -> str:
    """The word in the sample of these keys: the account prints it, and the inside asks for it, too."""
    words = SAMPLE_WORDS.get(language, SAMPLE_WORDS["en"])
    return words[hmac.digest(key_id, f"sample {language}".encode(), "sha256")[0] % len(words)]


def is_sample_word(key_id: bytes, language: str, typed: str) -> bool:
    """Capitals, accents and blanks do not matter."""
    plain = unicodedata.normalize("NFKD", typed).casefold()
    return "".join(sign for sign in plain if sign.isalpha()) == sample_word(key_id, language)
