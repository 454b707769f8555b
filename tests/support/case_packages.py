"""A small package of case data that is right, written by its own means: what damages it shows what the check finds."""

from __future__ import annotations

import base64
import copy
import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Tables = dict[str, list[dict[str, str]]]
CONTRACT = json.loads((Path("forms_app") / "case_data" / "contract" / "contract.json").read_text("utf-8"))
COLUMNS = {one["name"]: [field["name"] for field in one["schema"]["fields"]] for one in CONTRACT["resources"]}
KEYS = {one["name"]: one["schema"]["primaryKey"] for one in CONTRACT["resources"]}
MONEY = {
    one["name"]: [field["name"] for field in one["schema"]["fields"] if field["type"] == "number"]
    for one in CONTRACT["resources"]
}
SEALED = base64.b64encode(b"\x01" + bytes(1300)).decode()
SIGNING_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def rows(table: str, *lines: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS[table], line.split(","), strict=True)) for line in lines]


_SMALL: dict[str, tuple[str, ...]] = {
    "people": (
        "P1,10001,Ana,Ruiz,90012,es,y,y,n,,n,active,",
        "P2,10002,Luis,O,93721,en,n,y,n,2026-01-05,n,active,",
        "P3,10003,Mei,Chen,,en,n,y,y,,n,active,",
    ),
    "cases": (
        "C1,Los Angeles,open,2020-01-01,,BF123,Downtown,Rosa Díaz,866-901-3212",
        "C2,Fresno,open,2021-01-01,,,,,",
    ),
    "case_parties": (
        *("C1,P1,receiver,2020-01-01,", "C1,P2,payer,2020-01-01,"),
        *("C2,P2,payer,2021-01-01,", "C2,P3,receiver,2021-01-01,"),
    ),
    "children": ("C1,1,Eva,2033-05-01,y", "C2,1,Jo,,y"),
    "orders": ("C1,1,1,child,300.00,month,1,2020-01-01,", "C2,1,1,child,100.00,month,1,2021-01-01,"),
    "debts": ("C1,1,1,P2,P1,child,family", "C2,1,1,P2,,child,aid"),
    "months": (
        "C1,1,2026-09,0.00,300.00,200.00,0.00,100.00,0.00,1.00,0.00,0.00,1.00,2026-09-30",
        "C1,1,2026-10,100.00,300.00,0.00,0.00,400.00,1.00,2.00,0.00,0.00,3.00,2026-10-31",
        "C2,1,2026-09,0.00,100.00,50.00,0.00,50.00,,,,,,2026-09-30",
    ),
    "receipts": (
        "R1,P2,2026-09-01,2026-09-03,2026-09-04,260.00,5.00,paid,posted,",
        "R2,P2,,2026-10-03,2026-10-04,80.00,0.00,collected,posted,",
        "R3,P2,,2026-10-08,2026-10-09,-80.00,0.00,collected,reversal,R2",
    ),
    "applied": (
        *("R1,C1,1,1,2026-09,current,200.00", "R1,C1,2,,2026-09,fee,5.00", "R1,C2,1,1,2026-09,current,50.00"),
        *("R2,C1,1,1,2026-10,current,80.00", "R3,C1,1,1,2026-10,current,-80.00"),
    ),
    "sent": (
        "S1,P1,C1,2026-09-05,200.00,card,cashed,1234",
        "S2,P1,C1,2026-10-06,80.00,check,sent,",
        "S3,P1,C1,2026-09-04,200.00,check,returned,",
    ),
    "sent_of": ("S1,R1,C1,1,200.00", "S2,R2,C1,1,80.00", "S3,R1,C1,1,200.00"),
    "kept": ("R1,C1,1,,fee,5.00,,", "R1,C2,1,1,aid,50.00,,", "R3,C1,1,1,recover,-80.00,,review"),
    "events": ("E1,P1,C1,court,2026-12-01T09:00:00-08:00,Room 5,in_person,photo_id,y,set,",),
    "documents": (f"D1,P1,C1,statement,2026-10-31,es,2,{'a' * 64},,y",),
    "steps": ("T1,P2,C1,withholding_sent,2026-09-01",),
    "addresses": (f"P1,{SEALED}",),
}


def small() -> Tables:
    """Two cases of two counties: one paid and sent, with a reversal and a fee, one of a restricted person, in aid."""
    return {table: rows(table, *lines) for table, lines in _SMALL.items()}


def change(tables: Tables, table: str, row: int, **cells: str) -> Tables:
    """The same with other cells in one row; `to_` and the like stand for columns that are words of Python."""
    changed = copy.deepcopy(tables)
    changed[table][row].update({name.rstrip("_"): value for name, value in cells.items()})
    return changed


def write(folder: Path, tables: Tables, *, edit: Callable[[Path], None] = lambda folder: None, **said: Any) -> Path:
    """The package in `folder`, its totals counted, `edit` done to the files, then hashed and signed. Gives the key."""
    folder.mkdir(parents=True)
    kind = said.get("kind", "full")
    for table in tables:
        _write_csv(folder / f"{table}.csv", tables[table], COLUMNS[table], op=kind != "full")
    _write_totals(folder / "totals.csv", tables)
    (folder / "documents").mkdir()
    for row in tables.get("documents", []):
        if row.get("op") == "drop":
            continue
        (folder / "documents" / f"{row['doc_id']}.pdf").write_bytes(b"\x01sealed")
    edit(folder)
    sign(folder, tables, **said)
    key = folder.parent / "package.pub"
    key.write_bytes(SIGNING_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return key


def sign(folder: Path, tables: Tables, **said: Any) -> None:
    resources = [_resource(folder / f"{name}.csv", name) for name in (*tables, "totals")]
    descriptor: dict[str, Any] = {
        **{"seq": 1, "kind": "full", "base_seq": None, "as_of": "2026-11-01", "system": "test", "schema_version": 1},
        **{"produced_at": "2026-11-01T20:00:00-08:00", "resources": resources},
        **said,
    }
    signed = json.dumps(descriptor, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    descriptor["signature"] = SIGNING_KEY.sign(signed.encode()).hex()
    (folder / "datapackage.json").write_text(json.dumps(descriptor, indent=1), "utf-8")


def _resource(path: Path, name: str) -> dict[str, Any]:
    data = path.read_bytes() if path.exists() else b""
    return {"name": name, "path": path.name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _write_csv(path: Path, rows: list[dict[str, str]], columns: list[str], *, op: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["op", *columns] if op else columns)
        for row in rows:
            cells = [row[column] for column in columns]
            writer.writerow([row.get("op", "put"), *cells] if op else cells)


def _write_totals(path: Path, tables: Tables) -> None:
    counties = {row["case_id"]: row["county"] for row in tables["cases"]}
    posted = {row["receipt_id"]: row["posted_on"][:7] for row in tables.get("receipts", [])}
    groups: dict[tuple[str, str, str, str], list[Decimal]] = defaultdict(list)
    for table, rows in tables.items():
        for row in rows:
            county = counties.get(row.get("case_id", ""), "")
            by_receipt = posted.get(row["receipt_id"], "") if "receipt_id" in row else ""
            month = {"months": row.get("month", ""), "sent": row.get("on", "")[:7]}.get(table, by_receipt)
            for column in MONEY[table]:
                groups[table, county, month, column].append(_amount(row[column]))
            if not MONEY[table]:
                groups[table, county, month, ""].append(Decimal())
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["table", "county", "month", "column", "rows", "sum"])
        for (table, county, month, column), amounts in groups.items():
            writer.writerow([table, county, month, column, len(amounts), f"{sum(amounts):.2f}" if column else ""])


def _amount(cell: str) -> Decimal:
    try:
        return Decimal(cell or "0.00")
    except ArithmeticError:
        return Decimal()  # a damaged cell; its total does not matter
