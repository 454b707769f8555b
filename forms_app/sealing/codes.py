"""Codes that a person keeps and types again, on a keypad, a screen or paper: twenty digits, the last one a check.

A receipt code opens the status page, a pick-up code opens a draft. Nineteen random digits are 63 bits: nobody guesses
one; the Luhn digit finds every single mistyped digit, and nearly every swap of two neighbours.
"""

from __future__ import annotations

import secrets

from forms_app.text.cleaning import ascii_digits

RANDOM_DIGITS = 19
LENGTH = RANDOM_DIGITS + 1
GROUP = 4


class NotACode(ValueError):
    """What was typed cannot be a code. `digits` says how many digits it had."""

    def __init__(self, digits: int) -> None:
        super().__init__("not a code")
        self.digits = digits

    @property
    def mistyped(self) -> bool:
        """As long as a code, so one of its digits is wrong."""
        return self.digits == LENGTH


def new() -> str:
    """A new code: twenty digits without spaces."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return digits + _check_digit(digits)


def for_print(code: str) -> str:
    """In five groups of four, as it stands on a receipt."""
    return " ".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """The twenty digits of what a person typed: digits of any script, and anything between them. Raises NotACode."""
    digits = "".join(character for character in ascii_digits(typed) if character in "0123456789")
    if len(digits) != LENGTH or digits[-1] != _check_digit(digits[:-1]):
        raise NotACode(len(digits))
    return digits


def _check_digit(digits: str) -> str:
    """Luhn (ISO/IEC 7812-1, annex B): every second digit from the right counts double."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[::-2])
    plain = (int(digit) for digit in digits[-2::-2])
    return str(-(sum(doubled) + sum(plain)) % 10)
