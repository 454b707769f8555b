"""Whether a database of case data holds one package whole, whatever ended the load of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support import case_killing
from support import case_packages as packages
from support.case_loading import Loader, many, opened
from support.case_packages import Tables

State = tuple[Any, ...]
BESIDE = ("freshness", "changes", "being_checked", "protections", "settled", "document_files")


def state(loader: Loader) -> State:
    """Everything that a load writes in one piece."""
    return (loader.view(), *map(loader.rows, BESIDE))


def before_and_after(copies: int) -> tuple[Tables, Tables]:
    """Two packages that differ in every table."""
    before = many(copies)
    after = many(copies + copies // 3 + 1)
    for table, column, value in (
        ("people", "given_names", "Eva"),
        ("cases", "office", "Uptown"),
        ("months", "calculated_on", "2026-11-01"),
        ("receipts", "designation", "collected"),
        ("documents", "sha256", "b" * 64),
    ):
        after[table] = [{**row, column: value} for row in after[table]]
    after["people"][1] = {**after["people"][1], "restricted": "y", "zip": ""}
    after["kept"][1] = {**after["kept"][1], "amount": "49.00"}
    after["steps"] = after["steps"][1:]
    return before, after


def kills(address: str, folder: Path, copies: int, times: int) -> Iterator[str]:
    """One line for each kill: empty where the view is the old one or the new one, whole, and a later load succeeds."""
    before, after = before_and_after(copies)
    loader = Loader(opened(address), folder)
    _back(loader, before)
    old = state(loader)
    key = packages.write(folder / "next", after, seq=2)
    last = case_killing.run(address, folder / "next", key)
    new, loader.seq = state(loader), 2
    for number in range(times):
        yield _verdict(loader, (old, new), (before, after), address, 1 + number * (last - 1) // max(times - 1, 1))
    loader.database.close()


def _verdict(loader: Loader, states: tuple[State, State], tables: tuple[Tables, Tables], address: str, at: int) -> str:
    _back(loader, tables[0])
    folder = loader.folder / f"next-{loader.seq}"
    key = packages.write(folder, tables[1], seq=loader.seq + 1)
    case_killing.run(address, folder, key, at)
    found = _numberless(state(loader))
    if found not in [_numberless(one) for one in states]:
        return f"killed at its statement {at}, it left a mixture"
    loader.seq += 1
    if not loader.load(tables[1]).loaded:
        return f"killed at its statement {at}, nothing could be loaded after it: {loader.told}"
    return "" if _numberless(state(loader)) == _numberless(states[1]) else f"after a kill at {at} the next load differs"


def _back(loader: Loader, tables: Tables) -> None:
    assert loader.load(tables).loaded, loader.told


def _numberless(found: State) -> State:
    """Without the numbers of packages, and without the protections that stand until staff lift them."""
    view, (fresh, *_), _changes, checked, _protections, _settled, files = found
    return view, fresh[2:], checked, files
