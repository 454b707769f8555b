"""Amounts of money as people type them, in the habits of both languages: $1,234.50, 1.234,50, 1 234, 1234 dólares."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from forms_app.guideline.inputs.mistakes import InputError

MOST = Decimal(1_000_000_000)
LONGEST = 40  # characters; nobody's pay is longer
CENTS, FINEST, THOUSAND = 2, 6, 3  # digits after the mark: of dollars, of a rate an hour or hours, of a thousand
_UNITS = re.compile(r"us\$|\$|\b(usd|d[oó]lar(es)?|dollars?|dls|dlls)\b", re.IGNORECASE)
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)['’\s](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d*([.,]\d+)*")
_MINUS = re.compile(r"^[-−–]|^\(.*\)$")


def amount(typed: str, *, fine: bool = False) -> Decimal:
    """Dollars and cents. Raises InputError.

    A mark with three digits after it groups thousands, since no amount of dollars has three digits of cents. `fine`:
    for a rate an hour, or hours, whose point may have more digits after it (17.375).
    """
    whole, part = _split(_bare(typed), fine)
    if len(part.rstrip("0")) > (FINEST if fine else CENTS):
        raise InputError("too_fine")
    found = Decimal(f"{whole or '0'}.{part or '0'}")
    if found > MOST:
        raise InputError("too_large")
    return found


def _bare(typed: str) -> str:
    """Digits and marks alone: without $, the word dollars, or spaces between thousands."""
    if not typed.strip():
        raise InputError("empty")
    if len(typed) > LONGEST or any(one.isdigit() and not one.isdecimal() for one in typed):  # such as 10²
        raise InputError("not_a_number")
    text = _UNITS.sub(" ", unicodedata.normalize("NFKC", typed)).strip()
    text = "".join(str(unicodedata.decimal(one, one)) for one in text)  # digits of other scripts
    if _MINUS.search(text) and re.search(r"\d", text):
        raise InputError("negative")
    text = _BETWEEN_THOUSANDS.sub("", text).rstrip(".,")
    if not _NUMBER.fullmatch(text) or not re.search(r"\d", text):
        raise InputError("not_a_number")
    return text


def _split(text: str, fine: bool) -> tuple[str, str]:
    """The digits before and after the decimal mark."""
    marks = [one for one in text if one in ".,"]
    if not marks:
        return text, ""
    whole, _, part = text.rpartition(marks[-1])
    if len(marks) > 1:
        return (_ungrouped(text, marks[0]), "") if len(set(marks)) == 1 else (_ungrouped(whole, marks[0]), part)
    grouped = len(part) == THOUSAND and len(whole) <= THOUSAND and whole.strip("0") and not (fine and marks == ["."])
    return (whole + part, "") if grouped else (whole, part)


def _ungrouped(text: str, mark: str) -> str:
    """The digits without the mark between thousands; it must stand at every third digit and be the only one."""
    if not re.fullmatch(rf"\d{{1,3}}({re.escape(mark)}\d{{3}})+", text):
        raise InputError("unclear")
    return text.replace(mark, "")
