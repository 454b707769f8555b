"""Whether a package agrees with itself: keys once, references that lead somewhere, rows for people of the case only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from forms_app.case_data.contract.contract import Contract, Reference, Table
from forms_app.case_data.contract.faults import Fault
from forms_app.sealing.seal import ENVELOPE

# Table, the person's column, the day's column ("" for any day). What a case has that names nobody's day is not here.
ON_THE_CASE = (
    ("events", "person_id", "starts_at"),
    ("documents", "person_id", "dated"),
    ("steps", "person_id", "on"),
    ("sent", "person_id", "on"),
    ("debts", "payer_id", ""),
    ("debts", "receiver_id", ""),
)
CONTEXT = -(10**12)  # rows at such a line and before it are only there for others to refer to, and are not examined
ROLES = {"payer_id": ("payer",), "receiver_id": ("receiver", "caretaker")}


def doubled(scratch: sqlite3.Connection, table: Table) -> Iterator[Fault]:
    """Every row whose key an earlier one has."""
    key = ", ".join(f'"{name}"' for name in table.key)
    twice = f'SELECT 1 FROM "{table.name}" GROUP BY {key} HAVING count(*) > 1 LIMIT 1'  # noqa: S608
    if not scratch.execute(twice).fetchone():
        return
    statement = f"""
        SELECT at_line, first FROM (SELECT at_line, min(at_line) OVER (PARTITION BY {key}) AS first FROM "{table.name}")
        WHERE at_line > first"""  # noqa: S608 - names of the contract
    for line, first in scratch.execute(statement):
        yield Fault(table.path, line, f"the key stands in line {first} already", "Write each once.")


def dangling(scratch: sqlite3.Connection, table: Table, contract: Contract) -> Iterator[Fault]:
    """Every row that names something the package does not hold."""
    for reference in table.references:
        for (line,) in scratch.execute(_dangling(table, reference, _implying(table, reference, contract))):
            names, path = " and ".join(reference.fields), contract.tables[reference.table].path
            if line > 0:
                remedy = f"Deliver that row of {path}, or leave this one out."
                yield Fault(table.path, line, f"{names} is not in {reference.table}", remedy)
            else:
                what = f"a row that was loaded before names, in {names}, what is dropped from {reference.table}"
                yield Fault(table.path, 0, what, f"Drop the row of {table.path} too, or keep that of {path}.")


def _implying(table: Table, reference: Reference, contract: Contract) -> set[str]:
    """Columns with which the same rows refer to rows that refer on: a debt that is there is one of a case that is."""
    return {
        name
        for wider in table.references
        if set(wider.fields) > set(reference.fields)
        and any(one.table == reference.table for one in contract.tables[wider.table].references)
        for name in wider.fields
    } - set(reference.fields)


def _dangling(table: Table, reference: Reference, implying: set[str]) -> str:
    not_implied = "".join(f' AND a."{name}" IS NULL' for name in implying)
    there = " AND ".join(f'a."{name}" IS NOT NULL' for name in reference.fields)
    pairs = zip(reference.target, reference.fields, strict=True)
    same = " AND ".join(f'b."{target}" = a."{name}"' for target, name in pairs)
    return f"""SELECT a.at_line FROM "{table.name}" a
        WHERE a.at_line > {CONTEXT} AND {there}{not_implied}
        AND NOT EXISTS (SELECT 1 FROM "{reference.table}" b WHERE {same})"""  # noqa: S608


def strangers(scratch: sqlite3.Connection, contract: Contract) -> Iterator[Fault]:
    """Rows for somebody who is not on the case on that day, both ends included; a debt's people on any day."""
    for table, person, day in ON_THE_CASE:
        when = (
            f"""AND p.since <= substr(a."{day}", 1, 10) AND (p.until IS NULL OR p.until >= substr(a."{day}", 1, 10))"""
        )
        roles = ", ".join(f"'{role}'" for role in ROLES.get(person, ()))
        statement = f"""SELECT a.at_line FROM "{table}" a WHERE a.at_line > {CONTEXT}
            AND a.case_id IS NOT NULL AND a."{person}" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = a.case_id AND p.person_id = a."{person}"
            {when if day else ""} {f"AND p.role IN ({roles})" if roles else ""})"""  # noqa: S608
        for (line,) in scratch.execute(statement):
            what = f"{person} is not on the case on that day" if day else f"{person} has no such role on the case"
            remedy = "Correct case_parties.csv, or leave the row out: it would be shown to the wrong person."
            yield Fault(contract.tables[table].path, max(line, 0), what, remedy)
    for (line,) in scratch.execute(_NOT_OF_THE_PAYER):
        what = "applied on a case on which the receipt's person was no payer then"
        yield Fault(
            "applied.csv", max(line, 0), what, "Correct case_parties.csv, or the case the money was applied to."
        )


# Then: any day from receiving to posting. Money may be taken back after its payer has left the case.
_NOT_OF_THE_PAYER = f"""SELECT a.at_line FROM applied a JOIN receipts r USING (receipt_id)
    WHERE a.at_line > {CONTEXT} AND NOT EXISTS (SELECT 1 FROM case_parties p WHERE p.case_id = a.case_id
    AND p.person_id = r.person_id AND p.role = 'payer' AND p.since <= r.posted_on
    AND (p.until IS NULL OR p.until >= r.received_on OR r.state = 'reversal'))"""  # noqa: S608


def addresses_of_restricted(scratch: sqlite3.Connection, *, operations: bool) -> Iterator[Fault]:
    """A protected person's address may not be in a package, sealed or not."""
    stays = "a.op IS NOT 'drop'" if operations else "true"
    statement = f"""SELECT a.at_line FROM addresses a JOIN people p USING (person_id)
        WHERE p.restricted = 'y' AND {stays}"""  # noqa: S608
    for (line,) in scratch.execute(statement):
        yield Fault("addresses.csv", max(line, 0), "an address of a restricted person", "Remove the row.")


def urgent_drops(scratch: sqlite3.Connection) -> Iterator[Fault]:
    """A person or a case that goes takes rows of other tables along, which an urgent package cannot name."""
    for table in ("people", "cases"):
        for (line,) in scratch.execute(f"SELECT at_line FROM {table} WHERE op = 'drop'"):  # noqa: S608
            yield Fault(f"{table}.csv", line, "an urgent package drops nothing", "Put the row, or drop it in a delta.")


def documents(scratch: sqlite3.Connection, folder: Path, *, operations: bool) -> Iterator[Fault]:
    """Each row that is not dropped has its sealed file, and each file its row."""
    place, listed = folder / "documents", set[str]()
    which = "WHERE op = 'put'" if operations else ""
    for line, doc_id in scratch.execute(f"SELECT at_line, doc_id FROM documents {which}"):  # noqa: S608
        listed.add(name := f"{doc_id}.pdf")
        try:
            with (place / name).open("rb") as file:
                sealed = file.read(1) == ENVELOPE
        except OSError:
            yield Fault("documents.csv", line, "its file is missing in documents/", "Deliver it, or leave the row out.")
            continue
        if not sealed:
            yield Fault("documents.csv", line, "its file is not sealed", "Pack the folder: no document leaves it open.")
    for entry in sorted(place.iterdir()) if place.is_dir() else ():
        if entry.name not in listed:
            yield Fault("documents", 0, "a file without a row in documents.csv", "Remove it, or add its row.")
