"""The county as a package in a folder: written, its documents printed, packed and signed with a key for this once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms_app.case_data.contract.contract import Contract
from forms_app.case_data.contract.faults import Fault
from forms_app.case_data.county.build import SYSTEM, County, build
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Row
from forms_app.case_data.packing import addresses, documents, pack, signing
from forms_app.case_data.packing.descriptors import Said
from forms_app.case_data.packing.files import write_rows
from forms_app.case_data.packing.sealer import Sealer
from forms_app.deadlines import clock
from forms_app.facts.case_words import Words

Print = Callable[[Row, Person], bytes]  # a row of documents.csv and whose it is; the PDF


class CountyError(Exception):
    """The county is not a valid package; that is a fault of ours, or of the agency's words."""


def write(
    folder: Path, today: date, contract: Contract, words: Words, keys: tuple[Sealer, Sealer], printed: Print
) -> Path:
    """The packed county of a day in `folder`, numbered by the day. `keys`: for addresses, for documents.

    Gives the public key that checks it. It is no agency's: its private half is gone when this returns.
    """
    county = build(today, contract, words)
    folder.mkdir(mode=0o700, parents=True)
    _write_tables(folder, county, contract)
    _print_documents(folder, county, printed)
    signing_key = Ed25519PrivateKey.generate()
    said = Said(seq=today.toordinal(), kind="full", as_of=today.isoformat(), system=SYSTEM)
    its_keys = pack.Keys(signing_key, *keys)
    for finding in pack.pack(folder, contract, words, said, its_keys, _produced(today)):
        if isinstance(finding, Fault):
            raise CountyError(str(finding))
    public = folder.with_name(f"{folder.name}.pub")
    public.write_bytes(signing.public_pem(signing_key))
    return public


def _produced(today: date) -> datetime:
    """Now, or the beginning of that day where it is still to come."""
    now = clock.utc_now()
    return max(now, datetime.combine(today, time(), now.tzinfo))


def _write_tables(folder: Path, county: County, contract: Contract) -> None:
    for table in contract.tables.values():
        columns = table.columns if table.name != "addresses" else ("person_id", *addresses.LINES[:3])
        rows = county.tables.get(table.name, [])
        write_rows(folder / table.path, columns, ([row.get(name, "") for name in columns] for row in rows))


def _print_documents(folder: Path, county: County, printed: Print) -> None:
    people = {person.person_id: person for told in county.stories for person in told.people}
    (folder / documents.PLACE).mkdir()
    for row in county.tables["documents"]:
        path = folder / documents.PLACE / f"{row['doc_id']}.pdf"
        path.write_bytes(printed(row, people[row["person_id"]]))
