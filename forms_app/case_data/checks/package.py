"""Checks a package: every fault as it is found, and the cases whose money does not add up.

What refers to other rows is only looked at in a full package whose rows are all right: a delta leans on an earlier
package, and behind one damaged row others would look wrong that are not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from forms_app.case_data.checks import descriptor, references, scratch, sums, totals
from forms_app.case_data.checks.rows import Rows
from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.contract import Contract
from forms_app.case_data.contract.faults import BeingChecked, Fault
from forms_app.facts.case_words import Words

Finding = Fault | BeingChecked
URGENT = "urgent"


def check(folder: Path, contract: Contract, words: Words, key: Path) -> Iterator[Finding]:
    """What is wrong with the package in `folder`: it is refused for any Fault. `key`: the agency's public key."""
    try:
        said = descriptor.read(folder)
    except descriptor.Unreadable as wrong:
        yield wrong.fault
        return
    yield from descriptor.faults(folder, said, contract, key)
    with scratch.create(contract, operations=said.get("kind") != "full") as aside:
        yield from contents(folder, contract, words, aside)
        if said.get("kind") == URGENT:
            yield from references.urgent_drops(aside.connection)


def contents(folder: Path, contract: Contract, words: Words, aside: Scratch) -> Iterator[Finding]:
    """What is wrong with the rows, which are put into the scratch on the way."""
    damaged = False
    for fault in read_rows(folder, contract, words, aside):
        damaged = True
        yield fault
    if not damaged:
        scratch.index(aside, contract)
        yield from compare(folder, contract, aside.connection, is_full=not aside.operations)


def read_rows(folder: Path, contract: Contract, words: Words, aside: Scratch) -> Iterator[Fault]:
    for table in contract.tables.values():
        if (folder / table.path).is_file():
            rows = Rows(folder / table.path, table, words, operations=aside.operations)
            scratch.fill(aside, table, rows)
            yield from rows.faults


def compare(folder: Path, contract: Contract, aside: sqlite3.Connection, *, is_full: bool) -> Iterator[Finding]:
    for table in contract.tables.values():
        yield from references.doubled(aside, table)
        if is_full:
            yield from references.dangling(aside, table, contract)
    yield from references.addresses_of_restricted(aside, operations=not is_full)
    yield from totals.differences(aside, contract, folder / totals.FILE)
    yield from references.documents(aside, folder, operations=not is_full)
    if is_full:
        yield from references.strangers(aside, contract)
        yield from _cases_that_do_not_add_up(aside)


def _cases_that_do_not_add_up(aside: sqlite3.Connection) -> Iterator[Finding]:
    count = 0
    for count, case in enumerate(sums.being_checked(aside), start=1):  # noqa: B007 - counted for afterwards
        yield case
    (cases,) = aside.execute("SELECT count(*) FROM cases").fetchone()
    if sums.too_many(count, cases):
        yield too_many(count, cases)


def too_many(count: int, cases: int) -> Fault:
    remedy = "More than one case in a thousand: correct the export, then send the package anew."
    return Fault("cases.csv", 0, f"{count} of {cases} cases do not add up", remedy)
