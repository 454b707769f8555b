"""The values of a calculation as JSON, each taken by its key and refused in a sentence where it cannot be right."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

MOST = 10**12  # dollars a month; far above anybody's, far below what would take long
NO_LEAST = -MOST


class Given:
    """An object of the input; its methods raise ValueError with the key and what it must be."""

    def __init__(self, values: object, name: str) -> None:
        if not isinstance(values, Mapping):
            raise ValueError(f"{name} must be an object")
        self._values: Mapping[str, Any] = values
        self._name = name

    def has(self, key: str) -> bool:
        """Whether the key is there with something other than null."""
        return self._values.get(key) is not None

    def names(self, key: str) -> bool:
        """Whether the key is there, be it with null."""
        return key in self._values

    def number(self, key: str, least: int = NO_LEAST, most: int = MOST, absent: int | None = None) -> Fraction:
        """Exact, as it was written: 0.1 is one tenth. `absent`: what it is where it is missing or null."""
        if absent is not None and not self.has(key):
            return Fraction(absent)
        return _number(self._at(key), key, least, most)

    def numbers(self, key: str, least: int = NO_LEAST, most: int = MOST) -> tuple[Fraction, ...]:
        """One number, or a list of at least one."""
        value = self._at(key)
        values = value if isinstance(value, list) else [value]
        if not values:
            raise ValueError(f"{key} must not be empty")
        return tuple(_number(one, key, least, most) for one in values)

    def whole(self, key: str, least: int, most: int, absent: int | None = None) -> int:
        found = self.number(key, least, most, absent)
        if found.denominator != 1:
            raise ValueError(f"{key} must be a whole number")
        return int(found)

    def choice(self, key: str, *allowed: str) -> str | None:
        """One of these, or None where it is missing or null."""
        value = self._values.get(key)
        if value is not None and value not in allowed:
            raise ValueError(f"{key} must be one of {', '.join(allowed)}, or null")
        return value

    def flag(self, key: str) -> bool:
        """True only where it is written; 0 and 1 do as well."""
        value = self._values.get(key)
        if value not in (None, False, True):
            raise ValueError(f"{key} must be true or false")
        return bool(value)

    def inner(self, key: str) -> Given:
        return Given(self._at(key), key)

    def _at(self, key: str) -> object:
        if key not in self._values:
            raise ValueError(f"{self._name} lacks {key}")
        return self._values[key]


def _number(value: object, key: str, least: int, most: int) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{key} must be a number")
    if not least <= value <= most:  # neither is NaN
        raise ValueError(f"{key} must be a number from {least} to {most}")
    return Fraction(str(value))
