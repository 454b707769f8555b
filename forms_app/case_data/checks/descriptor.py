"""datapackage.json: what a package says of itself, and whether its files are the ones that were signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from forms_app.case_data.contract.contract import KINDS, URGENT, Contract
from forms_app.case_data.contract.faults import Fault

FILE = "datapackage.json"
TOTALS = "totals.csv"
PUBLIC_KEY = Path("case-data") / "package.pub"  # of the agency, under KEYS_DIR
LARGEST = 2**20  # bytes; the descriptor of all tables has some 30,000
KEYS = ("seq", "kind", "base_seq", "as_of", "produced_at", "system", "schema_version", "signature", "resources")
ALSO_ALLOWED = ("$schema", "name", "created")


class Unreadable(ValueError):
    """The descriptor cannot be read at all; `fault` says why."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.fault = Fault(FILE, 0, what, remedy)


def read(folder: Path) -> dict[str, Any]:
    """Raises Unreadable."""
    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable("larger than a megabyte", "Leave out everything but the keys of the contract.")
        descriptor = json.loads(path.read_text("utf-8"))
    except OSError:
        raise Unreadable("is missing or cannot be read", "Give the folder of a package that was packed.") from None
    except (ValueError, RecursionError):
        raise Unreadable("is not JSON", "Pack the folder again.") from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise Unreadable("has no list of resources", "Pack the folder again.")
    return descriptor


def signed_bytes(descriptor: Mapping[str, Any]) -> bytes:
    """What the signature covers: sorted keys, no blanks between, UTF-8, without the signature itself."""
    unsigned = {key: value for key, value in descriptor.items() if key != "signature"}
    return json.dumps(unsigned, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def faults(folder: Path, descriptor: Mapping[str, Any], contract: Contract, key: Path) -> Iterator[Fault]:
    """Keys, signature, and each file against its hash and length."""
    yield from faults_of_keys(descriptor, contract)
    yield from _faults_of_signature(descriptor, key)
    yield from faults_of_files(folder, descriptor, contract)


def faults_of_keys(descriptor: Mapping[str, Any], contract: Contract) -> Iterator[Fault]:
    for name in descriptor.keys() - set(KEYS) - set(ALSO_ALLOWED):
        yield Fault(FILE, 0, f"unknown key {name!r}", "Remove it.")
    for name in KEYS:
        if name not in descriptor:
            yield Fault(FILE, 0, f"no {name}", "Pack the folder again.")
    kind, seq, base = (descriptor.get(name) for name in ("kind", "seq", "base_seq"))
    if kind not in KINDS:
        yield Fault(FILE, 0, "kind is unknown", f"Write one of: {', '.join(KINDS)}.")
    if type(seq) is not int or seq < 1:
        yield Fault(FILE, 0, "seq is not a whole number above 0", "Count the packages of this system from 1.")
    elif kind == "delta" and (type(base) is not int or not 0 < base < seq):
        yield Fault(FILE, 0, "base_seq is not the number of an earlier package", "Name the package this one changes.")
    if kind != "delta" and base is not None:
        yield Fault(FILE, 0, f"a package of kind {kind} has a base_seq", "Write null.")
    if descriptor.get("schema_version") != contract.version:
        yield Fault(FILE, 0, "another schema_version", f"This product reads version {contract.version}.")
    if not isinstance(descriptor.get("system"), str) or not descriptor.get("system"):
        yield Fault(FILE, 0, "system is empty", "Name the system that the data comes from.")
    yield from _faults_of_times(descriptor)


def _faults_of_times(descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        as_of = date.fromisoformat(descriptor.get("as_of") or "")
        if as_of.isoformat() != descriptor["as_of"]:
            raise ValueError("another spelling")
    except (ValueError, TypeError):
        yield Fault(FILE, 0, "as_of is not a date", "Write the day the data is of, such as 2026-11-28.")
        return
    try:
        produced_at = datetime.fromisoformat(descriptor.get("produced_at") or "")
        if produced_at.tzinfo is None:
            raise ValueError("no offset")
    except (ValueError, TypeError):
        yield Fault(FILE, 0, "produced_at is not a time with its offset", "Write it as 2026-11-28T04:00:00-08:00.")
        return
    if produced_at.date() < as_of:
        yield Fault(FILE, 0, "produced_at is before as_of", "Correct the one that is wrong.")


def _faults_of_signature(descriptor: Mapping[str, Any], key: Path) -> Iterator[Fault]:
    try:
        public = load_pem_public_key(key.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm):
        public = None
    if not isinstance(public, Ed25519PublicKey):
        remedy = f"Put the agency's Ed25519 public key (PEM) at {key}, or name its file with --key."
        yield Fault(FILE, 0, "there is no key to check the signature with", remedy)
        return
    try:
        public.verify(bytes.fromhex(descriptor.get("signature") or ""), signed_bytes(descriptor))
    except (InvalidSignature, ValueError, TypeError):
        yield Fault(FILE, 0, "wrong signature", "Take the package again from the agency's system; do not mend it.")


def faults_of_files(folder: Path, descriptor: Mapping[str, Any], contract: Contract) -> Iterator[Fault]:
    allowed = {table.path: table.name for table in contract.tables.values()} | {TOTALS: "totals"}
    needed = {table.path for table in contract.tables.values() if descriptor.get("kind") != "urgent"}
    needed |= {contract.tables[name].path for name in URGENT} | {TOTALS}
    seen = set[str]()
    for resource in descriptor["resources"]:
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str) or path not in allowed or path in seen:
            yield Fault(FILE, 0, "a resource that is no table of the contract, or stands twice", "Remove it.")
            continue
        seen.add(path)
        if resource.get("name") != allowed[path]:
            yield Fault(FILE, 0, f"the resource {path} has another name", f"Call it {allowed[path]}.")
        yield from _faults_of_file(folder / path, resource)
    for path in sorted(needed - seen):
        yield Fault(FILE, 0, f"no resource {path}", "Deliver every table, also an empty one with its header.")
    for path in sorted(seen - needed):
        yield Fault(FILE, 0, f"an urgent package with {path}", f"It carries {' and '.join(URGENT)} only.")
    present = {entry.name for entry in folder.iterdir()} - {"documents", FILE}
    for name in sorted(present - seen):
        yield Fault(name, 0, "a file that the descriptor does not name", "Remove it from the folder, or pack again.")


def _faults_of_file(path: Path, resource: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        yield Fault(path.name, 0, "is missing or cannot be read", "Take the whole package again.")
        return
    if resource.get("bytes") != path.stat().st_size:
        yield Fault(path.name, 0, "has another length than the descriptor says", "Take the whole package again.")
    if resource.get("hash") != f"sha256:{digest}":
        yield Fault(path.name, 0, "is not the file that was signed (hash)", "Take the whole package again.")
