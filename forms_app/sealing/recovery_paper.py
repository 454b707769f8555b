"""The recovery paper: 128 random bits in the 32 letters and digits that nobody takes for another (Crockford's).

It is copied from paper by hand, perhaps years later: case, spaces and dashes do not count, O is 0, and I and L are 1.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES, SYMBOLS, BITS, GROUP = 16, 26, 5, 4
TAKEN_FOR = str.maketrans("OIL", "011")


class NotAPaper(ValueError):
    """What was typed cannot be what stands on a recovery paper."""


def new() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def for_print(secret: bytes) -> str:
    """In groups of four."""
    number = int.from_bytes(secret)
    places = range((SYMBOLS - 1) * BITS, -1, -BITS)
    symbols = "".join(ALPHABET[number >> place & (1 << BITS) - 1] for place in places)
    return " ".join(symbols[place : place + GROUP] for place in range(0, SYMBOLS, GROUP))


def read(typed: str) -> bytes:
    """The inverse of for_print, however it was typed. Raises NotAPaper."""
    symbols = [one for one in typed.upper().translate(TAKEN_FOR) if one not in " -\t\n\r\u2010\u2011\u2013\u2014"]
    if len(symbols) != SYMBOLS or not set(symbols) <= set(ALPHABET):
        raise NotAPaper("not the letters and digits of a paper")
    number = 0
    for symbol in symbols:
        number = number << BITS | ALPHABET.index(symbol)
    try:
        return number.to_bytes(SECRET_BYTES)
    except OverflowError:
        raise NotAPaper("more than any paper holds") from None
