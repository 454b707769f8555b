"""Telephone numbers as people write them: read as they were meant, and never as another number.

A North American number is [2-9]xx [2-9]xx xxxx (North American Numbering Plan). What could be a number of two
countries is asked about; words are no digits, but in a number such as 1-800-FLOWERS.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import phonenumbers

from forms_app.text.cleaning import ascii_digits, fold

_KINDS = """
    tel telf telefono telefonos telephone phone fon numero num number nro cel celular cell cellphone mobile movil
    whatsapp wa fax casa home house hogar trabajo work oficina office job personal main principal sms
"""
_SMALL = "no n mi my mis es is the it el la su at de del of call llamar llame text a al me"
_LABELS = frozenset(f"{_KINDS} {_SMALL}".split())
# "No text" is no label: whoever writes what not to do must learn that nobody would read it there. "No. 213…" is one.
_FORBIDDEN = re.compile(
    r"(?<![^\W\d_])no(?![^\W\d_])(?:[^\w.]+(?:me|le|a|al)(?![^\W\d_]))*(?:[^\w.]+(?:call|text|sms|whatsapp|wa|fax|llam)|\W*$)"
)
_EXTENSION = re.compile(
    r"(?i)[\s,;(\[]*(?:(?<![^\W\d_])(?:ext(?:ensi[oó]n|n|e)?|x|int(?:erno)?|anexo|opci[oó]n|op(?:tion)?)(?![^\W\d_])|#)"
    r"[\s.:#=]*(\d{1,6})[()\[\].\s]*$"
)
_NO_EXTENSION = re.compile(r"(?i)(?<![^\W\d_])(?:ext(?:ensi[oó]n|n)?|x)[\s.:#]*$")  # that was begun and left blank
_PAUSE = re.compile(r"(?<=\d)\s*[,;]+\s*(\d{1,6})[()\[\].\s]*$")  # as telephones write one down
_WORD = re.compile(r"[^\W\d_]+")
_REFUSED = frozenset("*#+=@%&^$~|\\")
_NORTH_AMERICAN = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
_VANITY = re.compile(r"\W*(?:\+?1\W{0,3})?\(?(8(?:00|33|44|55|66|77|88))\)?((?:\W{0,2}[0-9A-Za-z]){7,12})\W*")
_AFTER_THE_CODE = re.compile(r"(?=[^a-z]{0,4}[a-z]{3})\d{0,4}[a-z]{3,}")
_RETIRED = re.compile(r"52(?:1|01|044|045)(\d{10})")  # Mexico dialled these before mobile numbers until 2019
_DIALLED_IN_MEXICO = re.compile(r"(?:01|044|045)?([2-9]\d{9})")
_MEXICO = re.compile(r"521?[2-9]\d{9}")  # with its code, but no + before it: too long for North America
_DIALLED = re.compile(r"(?:011|00)\W{0,2}(?=\d)")  # instead of +, here and in Mexico
NATIONAL, SHORTEST, AREA_CODE = 10, 7, 3


class Number(NamedTuple):
    """As it is stored: in the way in which its country writes it."""

    number: str
    extension: str


class NoNumber(ValueError):
    """It is none, or none that can be read in one way only."""


class Words(NoNumber):
    """A number with words that are none of it."""


class WithoutCountry(NoNumber):
    """Ten digits of which two stand apart: so Mexico writes them, and North America never."""


class OnlyMexico(NoNumber):
    """Ten digits that are no number here, but one of Mexico's, as it is dialled there."""


class TwoCountries(NoNumber):
    """A + before ten digits that are a number of North America and of another country."""


def read(typed: str) -> Number:
    """Raises NoNumber."""
    plain = ascii_digits(unicodedata.normalize("NFKC", typed))
    if _FORBIDDEN.search(fold(plain)):
        raise Words
    text, extension = _without_extension(plain)
    text = _WORD.sub(_without_label, _in_digits(text))
    if not extension:
        text, extension = _without_extension(text)
    text = _NO_EXTENSION.sub("", text)
    if _WORD.search(text):
        raise Words if len(_digits(text)) >= SHORTEST else NoNumber
    prefix, text = _prefix(text.strip(" \t.,:;-()[]#"))
    if _REFUSED.intersection(text) or not _digits(text):
        raise NoNumber
    return Number(_READERS[prefix](text), extension)


def _at_home(text: str) -> str:
    digits = _digits(text)
    if len(digits) == NATIONAL and len(_first_group(text)) < AREA_CODE:
        raise WithoutCountry
    if _MEXICO.fullmatch(digits) and _first_group(text) in ("52", "521", digits):
        return _abroad(text)
    if _is_mexican_alone(digits):
        raise OnlyMexico
    return _north_american(digits[1:] if len(digits) > NATIONAL and digits[0] == "1" else digits)


def _is_mexican_alone(digits: str) -> bool:
    dialled = _DIALLED_IN_MEXICO.fullmatch(digits)
    if not dialled or _NORTH_AMERICAN.fullmatch(digits):
        return False
    number = _international(f"52{dialled[1]}")
    return number is not None and phonenumbers.is_valid_number(number)


def _behind_plus(text: str) -> str:
    """A number of another country; or of this one, whose 1 was forgotten."""
    digits, first = _digits(text), _first_group(text)
    if not _is_known_at_home(digits) or len(first) < AREA_CODE:
        return _abroad(text)
    number = _international(digits)
    if number is None or not phonenumbers.is_valid_number(number):
        return _north_american(digits)
    if len(first) == NATIONAL or first == str(number.country_code):
        raise TwoCountries
    return _north_american(digits)  # it is grouped as one of North America


def _abroad(text: str) -> str:
    digits = _digits(text)
    if digits.startswith("1"):
        return _north_american(digits[1:])
    return _parse(_international(_RETIRED.sub(r"52\1", digits) if _RETIRED.fullmatch(digits) else digits))


def _is_known_at_home(digits: str) -> bool:
    """Ten digits with an area code of North America."""
    at_home = phonenumbers.PhoneNumber(country_code=1, national_number=int(digits))
    return bool(_NORTH_AMERICAN.fullmatch(digits)) and phonenumbers.is_valid_number(at_home)


def _north_american(digits: str) -> str:
    if not _NORTH_AMERICAN.fullmatch(digits) or len(set(digits)) == 1:
        raise NoNumber
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"


def _international(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None


def _parse(number: phonenumbers.PhoneNumber | None) -> str:
    if number is None or not phonenumbers.is_possible_number(number) or len(set(str(number.national_number))) == 1:
        raise NoNumber
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _in_digits(text: str) -> str:
    """1-800-FLOWERS in digits; unchanged where letters are words about a number."""
    vanity = _VANITY.fullmatch(text)
    if not vanity or any(fold(word) in _KINDS.split() for word in _WORD.findall(vanity[2])):
        return text
    after = re.sub(r"\W", "", vanity[2]).lower()
    is_whole = len(after) == SHORTEST or (len(after) > SHORTEST and after.isalpha())
    if not is_whole or not _AFTER_THE_CODE.fullmatch(after):
        return text
    return vanity[1] + str(phonenumbers.convert_alpha_characters_in_number(after[:SHORTEST]))


def _without_label(word: re.Match[str]) -> str:
    return " " if fold(word[0]) in _LABELS else word[0]


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    if not found and len(_digits(text)) > NATIONAL:
        found = _PAUSE.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _prefix(text: str) -> tuple[str, str]:
    """How it names its country, if it does, and what follows."""
    if text.startswith("+"):
        return "+", text[1:]
    dialled = _DIALLED.match(text)
    return ("dialled", text[dialled.end() :]) if dialled and len(_digits(text)) > NATIONAL + 1 else ("", text)


def _first_group(text: str) -> str:
    return str(re.findall(r"\d+", text)[0])


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


_READERS = {"": _at_home, "+": _behind_plus, "dialled": _abroad}
