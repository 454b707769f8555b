"""Codes that a person keeps and types again, on a keypad, a screen or paper: digits, the last one a check.

A receipt code opens the status page, a pick-up code opens a draft: nineteen random digits are 63 bits, nobody guesses
one. An activation code comes by mail, is tried by the inside alone and slowly: fifteen random digits. The Luhn digit
finds every single mistyped digit, and nearly every swap of two neighbours.
"""

from __future__ import annotations

import secrets

from forms_app.text.cleaning import ascii_digits

LENGTH = 20
ACTIVATION = 16  # the length of an activation code
GROUP = 4


class NotACode(ValueError):
    """What was typed cannot be a code. `digits` says how many it had, `mistyped` that they were as many as a code has:
    one of them is wrong."""

    def __init__(self, digits: int, length: int = LENGTH) -> None:
        super().__init__("not a code")
        self.digits = digits
        self.mistyped = digits == length


def new(length: int = LENGTH) -> str:
    """A new code: so many digits without spaces."""
    return _code(secrets.randbelow(10 ** (length - 1)), length)


def made_of(seed: bytes) -> str:
    """Of the same 32 random bytes the same code: they are so many that each one is as likely as any other."""
    return _code(int.from_bytes(seed) % 10 ** (LENGTH - 1), LENGTH)


def for_print(code: str) -> str:
    """In groups of four, as it stands on a receipt or in a letter."""
    return " ".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def read(typed: str, length: int = LENGTH) -> str:
    """The digits of what a person typed: digits of any script, and anything between them. Raises NotACode."""
    digits = "".join(character for character in ascii_digits(typed) if character in "0123456789")
    if len(digits) != length or digits[-1] != _check_digit(digits[:-1]):
        raise NotACode(len(digits), length)
    return digits


def _code(number: int, length: int) -> str:
    digits = f"{number:0{length - 1}d}"
    return digits + _check_digit(digits)


def _check_digit(digits: str) -> str:
    """Luhn (ISO/IEC 7812-1, annex B): every second digit from the right counts double."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[::-2])
    plain = (int(digit) for digit in digits[-2::-2])
    return str(-(sum(doubled) + sum(plain)) % 10)
