"""One folding for what is indexed, what is searched for and whose name it is: as people type it at any keyboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from forms_app.text.cleaning import ascii_digits

JOINED = 4  # words that are also written as one: Delacruz is "de la Cruz", McDonald "Mc Donald"
# Letters only to Unicode: apostrophes as names are written with them (Hawaiian, Arabic in Latin letters, Mixtec).
_APOSTROPHES = re.compile("[\u02b0-\u02ff\u0241\u0242\u0294\ua78b\ua78c]")
# What nobody sees between two letters, and the line that only makes an Arabic word longer.
_UNSEEN = re.compile("[\u00ad\u034f\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Letters that are more than a letter with a mark, which Unicode's names tell of.
_LETTERS = {"æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n", "ı": "i", "ȷ": "j", "ĸ": "k", "ɛ": "e", "ɔ": "o"}
_LETTERS |= {"ə": "e", "ǝ": "e", "ʋ": "v", "ɣ": "g", "ʃ": "s", "ʒ": "z", "ɩ": "i"}
# One letter in Arabic, Persian, Urdu and Egyptian keyboards; the hamza alone is mostly left out.
_LETTERS |= dict.fromkeys("یىېےۍێ", "ي") | dict.fromkeys("کڪ", "ك") | dict.fromkeys("ہھەةۃ", "ه")
_LETTERS |= {"ٱ": "ا", "ء": ""}
# How the same name is written where the keyboard lacks the letter: Müller is Mueller, Đoković is Djokovic.
_LONG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj", "ə": "a", "ŋ": "ng"})
_MARKED = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH ")


def words(text: str) -> list[str]:
    """The words and the numbers in it, each by itself; their letters still carry their marks."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = _APOSTROPHES.sub(" ", _UNSEEN.sub("", ascii_digits(plain)))
    return ["".join(run) for kind, run in groupby(plain, _kind) if kind]


def spellings(word: str) -> frozenset[str]:
    """Under what a word, or several joined to one, is kept and looked for; what shares one of these is the same."""
    composed = unicodedata.normalize("NFC", word)
    return frozenset({_plain(composed), _plain(composed.translate(_LONG))})


def joined(parts: Sequence[str], most: int = JOINED) -> Iterator[tuple[int, int]]:
    """From where to where words that stand together may be one: (0, 1), (0, 2) …"""
    for start in range(len(parts)):
        yield from ((start, end) for end in range(start + 1, min(start + most, len(parts)) + 1))


def number(text: str) -> str:
    """A number as it is compared: no blanks, hyphens or capitals, and no zeros before a figure."""
    plain = "".join(_plain(word) for word in words(text))
    return plain.lstrip("0") or "0" if plain.isdigit() else plain


def digits(text: str) -> str:
    return "".join(one for one in ascii_digits(text) if one.isdigit() and one.isascii())


def name_spellings(name: str) -> frozenset[str]:
    """Every way in which one or more words of a name are written as one."""
    parts = words(name)
    return frozenset(one for start, end in joined(parts) for one in spellings("".join(parts[start:end])))


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    return "letter" if category[0] in "LM" else "digit" if category == "Nd" else ""


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(_letter(one) for one in decomposed if not unicodedata.combining(one))


@lru_cache(maxsize=4000)
def _letter(letter: str) -> str:
    """Without the stroke, hook or tail that Unicode takes for a part of it: đ, ø, ł, ħ, ɓ."""
    if letter.isascii() or letter in _LETTERS:
        return _LETTERS.get(letter, letter)
    marked = _MARKED.match(unicodedata.name(letter, ""))
    return marked[1].lower() if marked else letter
