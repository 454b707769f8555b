"""A fault of a package: where it is, what it is, what to do. No value of a cell is repeated that could be personal."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One line for the operator. `line` is 0 where the fault is of the whole file."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what}. {self.remedy}"


class BeingChecked(NamedTuple):
    """A case whose money does not add up: its balances are not shown until a later package mends it."""

    case_id: str
    why: str

    def __str__(self) -> str:
        return f"being checked: case {self.case_id}: {self.why}"
