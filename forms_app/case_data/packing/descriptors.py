"""datapackage.json: what the operator says of a package, each file with its hash, the schema, the signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from forms_app.case_data.checks import totals
from forms_app.case_data.checks.descriptor import FILE, signed_bytes
from forms_app.case_data.contract.contract import Contract, Table
from forms_app.case_data.packing.files import CannotPack, replacing

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORM = {"type": "table", "scheme": "file", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
OPERATION = {"name": "op", "type": "string", "constraints": {"required": True, "enum": ["put", "drop"]}}
OWN_TEXTS = ("description", "words")  # of the contract, which stay there


@dataclass(frozen=True)
class Said:
    """What the operator says of a package; None where the descriptor that is there already says it."""

    seq: int | None = None
    kind: str | None = None
    base_seq: int | None = None
    as_of: str | None = None
    system: str | None = None


def begin(earlier: Mapping[str, Any], said: Said, contract: Contract, now: datetime) -> dict[str, Any]:
    """The keys of the package itself. Raises CannotPack where neither the operator nor an earlier packing says one."""
    told = {name: value for name, value in vars(said).items() if value is not None}
    kept = {name: earlier.get(name) for name in vars(said)}
    whole: dict[str, Any] = {"kind": "full", **{name: value for name, value in kept.items() if value}, **told}
    for name in ("seq", "as_of", "system"):
        if name not in whole:
            raise CannotPack(FILE, 0, f"nobody says {name}", f"Give it with --{name.replace('_', '-')}.")
    whole["base_seq"] = whole.get("base_seq") if whole["kind"] == "delta" else None
    return {
        "$schema": PROFILE,
        "name": f"case-data-{whole['seq']}",
        **whole,
        "produced_at": now.isoformat(timespec="seconds"),
        "schema_version": contract.version,
    }


def resources(folder: Path, contract: Contract, *, operations: bool) -> Iterator[dict[str, Any]]:
    """One for each file that is there, totals last. `operations`: whether the rows begin with op."""
    for table in contract.tables.values():
        if (folder / table.path).is_file():
            yield {**_file(folder / table.path, table.name), **FORM, "schema": _schema(table, operations=operations)}
    fields = [{"name": name, "type": "string"} for name in totals.HEADER]
    yield {**_file(folder / totals.FILE, "totals"), **FORM, "schema": {"fields": fields}}


def _file(path: Path, name: str) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": name, "path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}


def _schema(table: Table, *, operations: bool) -> dict[str, Any]:
    """The contract's, so that any validator of Data Packages can judge the file. References lead out of a delta.

    One with several columns of which one may be empty is left out: validators do not agree on what that means.
    """
    fields = [{key: value for key, value in one.items() if key not in OWN_TEXTS} for one in table.schema["fields"]]
    if operations:
        return {"fields": [OPERATION, *_needed_in_a_drop(fields, table)], "primaryKey": list(table.key)}
    needed = {field.name for field in table.fields if field.required}
    keys = [one for one in table.schema["foreignKeys"] if len(one["fields"]) == 1 or set(one["fields"]) <= needed]
    return {**table.schema, "fields": fields, "foreignKeys": keys}


def _needed_in_a_drop(fields: list[dict[str, Any]], table: Table) -> Iterator[dict[str, Any]]:
    """A dropped row has its key only, so no other column can be required of every row."""
    for field in fields:
        rules = {name: rule for name, rule in field.get("constraints", {}).items() if name != "required"}
        yield field if field["name"] in table.key else {**field, "constraints": rules}


def sign(folder: Path, descriptor: dict[str, Any], earlier: Mapping[str, Any], key: Ed25519PrivateKey) -> None:
    """Writes it, unless what is there says the same but for the time, and is signed with this key."""
    if _says_the_same(descriptor, earlier) and _is_signed(earlier, key):
        return
    signature = key.sign(signed_bytes(descriptor)).hex()
    text = json.dumps({**descriptor, "signature": signature}, indent=1, ensure_ascii=False)
    with replacing(folder / FILE) as file:
        file.write(f"{text}\n".encode())


def _says_the_same(descriptor: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    passing = ("produced_at", "signature")
    one, other = ({key: said[key] for key in said if key not in passing} for said in (descriptor, earlier))
    return one == other


def _is_signed(earlier: Mapping[str, Any], key: Ed25519PrivateKey) -> bool:
    try:
        key.public_key().verify(bytes.fromhex(earlier["signature"]), signed_bytes(earlier))
    except (InvalidSignature, ValueError, TypeError, KeyError):
        return False
    return True
