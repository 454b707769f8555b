"""A measured figure beside its limit."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """`unit` follows the number; `detail` says what it was made of. A limit is the most, or the least it shall be."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok  " if self.holds else "LESS" if self.at_least else "OVER"
        numbers = f"{self.value:8.2f}{self.unit} (limit {self.limit:g}{self.unit})"
        return f"{verdict} {self.name:<32} {numbers:<32} {self.detail}".rstrip()
