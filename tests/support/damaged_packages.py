"""Packages that are wrong in one place each, and the line that says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]


def replace(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return edit


def append(file: str, data: bytes) -> Edit:
    def edit(folder: Path) -> None:
        with (folder / file).open("ab") as opened:
            opened.write(data)

    return edit


CELLS = [
    ("people", 0, {"person_id": "P 1"}, "people.csv, line 2: person_id is not in the form"),
    ("people", 0, {"person_id": "123-45-6789"}, "people.csv, line 2: three, two and four digits"),
    ("people", 1, {"family_names": "123456789"}, "people.csv, line 3: family_names holds nine digits"),
    ("people", 1, {"given_names": "Ana 123 45 6789"}, "people.csv, line 3: three, two and four digits"),
    ("people", 0, {"given_names": ""}, "people.csv, line 2: given_names is empty"),
    ("people", 0, {"given_names": " Ana"}, "people.csv, line 2: given_names begins with a blank"),
    ("people", 0, {"given_names": "Ana\nRuiz"}, "people.csv, line 3: given_names holds a control character"),
    ("people", 0, {"may_post": "yes"}, "people.csv, line 2: may_post is neither y nor n"),
    ("people", 0, {"state": "gone"}, "people.csv, line 2: state is an unknown code"),
    ("people", 2, {"zip": "90012"}, "people.csv, line 4: a restricted person with a zip"),
    ("people", 0, {"merged_into": "P9"}, "people.csv, line 2: merged_into is not in people"),
    ("people", 0, {"merged_into": "P1"}, "people.csv, line 2: a person merged into herself"),
    ("people", 1, {"address_changed_on": "2026-02-30"}, "people.csv, line 3: address_changed_on is no day"),
    ("people", 1, {"address_changed_on": "02/03/2026"}, "people.csv, line 3: address_changed_on is not a date"),
    ("cases", 0, {"county": "Springfield"}, "cases.csv, line 2: county is unknown"),
    ("cases", 0, {"closed_on": "2019-01-01"}, "cases.csv, line 2: closed_on is before opened_on"),
    ("cases", 0, {"court_number": "BF 123456789"}, "cases.csv, line 2: court_number holds nine digits"),
    ("case_parties", 0, {"role": "friend"}, "case_parties.csv, line 2: role is an unknown code"),
    ("case_parties", 0, {"person_id": "P9"}, "case_parties.csv, line 2: person_id is not in people"),
    ("case_parties", 0, {"until": "2019-01-01"}, "case_parties.csv, line 2: until is before since"),
    ("children", 0, {"case_id": "C9"}, "children.csv, line 2: case_id is not in cases"),
    ("children", 0, {"child_no": "-1"}, "children.csv, line 2: child_no is not a whole number"),
    ("orders", 0, {"amount": "1,300.00"}, "orders.csv, line 2: amount is not an amount"),
    ("orders", 0, {"until": "2019-01-01"}, "orders.csv, line 2: until is before from"),
    ("debts", 0, {"payer_id": "P1"}, "debts.csv, line 2: payer_id has no such role on the case"),
    ("debts", 0, {"receiver_id": "P3"}, "debts.csv, line 2: receiver_id has no such role on the case"),
    ("months", 0, {"month": "2026-13"}, "months.csv, line 2: month is not in the form"),
    ("months", 0, {"debt_no": "7"}, "months.csv, line 2: case_id and debt_no is not in debts"),
    ("receipts", 0, {"designation": "FTO"}, "receipts.csv, line 2: designation names a tax offset"),
    ("receipts", 0, {"designation": "IRS tax offset"}, "receipts.csv, line 2: designation names a tax offset"),
    ("receipts", 0, {"designation": "voluntary"}, "receipts.csv, line 2: designation is an unknown code"),
    ("receipts", 2, {"reverses": "R9"}, "receipts.csv, line 4: reverses is not in receipts"),
    ("receipts", 2, {"reverses": ""}, "receipts.csv, line 4: a reversal that does not say what it reverses"),
    ("receipts", 0, {"reverses": "R2"}, "receipts.csv, line 2: a posted receipt that reverses another"),
    ("applied", 0, {"receipt_id": "R9"}, "applied.csv, line 2: receipt_id is not in receipts"),
    (
        "case_parties",
        1,
        {"until": "2026-09-02"},
        "applied.csv, line 2: applied on a case on which the receipt's person",
    ),
    (
        "case_parties",
        1,
        {"since": "2026-10-05"},
        "applied.csv, line 2: applied on a case on which the receipt's person",
    ),
    ("receipts", 0, {"person_id": "P1"}, "applied.csv, line 2: applied on a case on which the receipt's person"),
    ("sent", 0, {"person_id": "P3"}, "sent.csv, line 2: person_id is not on the case on that day"),
    ("sent", 0, {"on": "2019-12-31"}, "sent.csv, line 2: person_id is not on the case on that day"),
    ("sent", 0, {"reference_last4": "123456"}, "sent.csv, line 2: reference_last4 is not in the form"),
    ("sent_of", 0, {"sent_id": "S9"}, "sent_of.csv, line 2: sent_id is not in sent"),
    ("kept", 1, {"reason": "because"}, "kept.csv, line 3: reason is an unknown code"),
    ("events", 0, {"starts_at": "2026-12-01T09:00"}, "events.csv, line 2: starts_at is not a time with its offset"),
    ("events", 0, {"starts_at": "2026-12-41T09:00:00Z"}, "events.csv, line 2: starts_at is no time of the calendar"),
    ("events", 0, {"attend": "by_owl"}, "events.csv, line 2: attend is an unknown code"),
    ("events", 0, {"person_id": "P3"}, "events.csv, line 2: person_id is not on the case on that day"),
    ("documents", 0, {"title_code": "novel"}, "documents.csv, line 2: title_code is an unknown code"),
    ("documents", 0, {"sha256": "A" * 64}, "documents.csv, line 2: sha256 is not in the form"),
    ("steps", 0, {"person_id": "P3"}, "steps.csv, line 2: person_id is not on the case on that day"),
    ("addresses", 0, {"person_id": "P3"}, "addresses.csv, line 2: an address of a restricted person"),
    ("addresses", 0, {"sealed": "1 Main Street"}, "addresses.csv, line 2: sealed is not sealed"),
]

FILES: list[tuple[Edit, str]] = [
    (append("people.csv", b"P4,1\n"), "people.csv, line 5: 2 cells where the header has 13"),
    (append("people.csv", b'P4,"1\n'), "people.csv, line 5: is not CSV"),
    (append("people.csv", b"P4,\xff\n"), "people.csv, line 5: is not UTF-8"),
    (append("people.csv", b"P" * 70_000 + b"\n"), "people.csv, line 5: longer than 65,536 bytes"),
    (append("steps.csv", b"T1,P2,C1,withholding_sent,2026-09-01\n"), "steps.csv, line 3: the key stands in line 2"),
    (replace("people.csv", "person_id,", "person_id,ssn,"), "people.csv, line 1: column 2 is not in the contract"),
    (replace("people.csv", "person_id,", "\ufeffperson_id,"), "people.csv, line 1: begins with a byte order mark"),
    (
        replace("steps.csv", "step_id,person_id", "person_id,step_id"),
        "steps.csv, line 1: the columns stand in another",
    ),
    (replace("steps.csv", ",on", ""), "steps.csv, line 1: column on is missing"),
    (replace("totals.csv", "300.00", "300.01"), "totals.csv, line"),
    (replace("totals.csv", "people,,,,3,", "people,,,,4,"), "totals.csv, line 2: the total says 4 rows, there are 3"),
    (replace("totals.csv", "people,,,,3,\n", ""), "totals.csv: no total for people"),
    (append("totals.csv", b"people,,,,3,\n"), "totals.csv, line"),
    (append("totals.csv", b"people,Kern,,,3,\n"), "totals.csv, line"),
    (replace("totals.csv", "table,", "tables,"), "totals.csv, line 1: another header"),
    (lambda folder: (folder / "bank.csv").touch(), "bank.csv: a file that the descriptor does not name"),
    (lambda folder: (folder / "steps.csv").unlink(), "steps.csv: is missing or cannot be read"),
    (lambda folder: (folder / "documents" / "D1.pdf").unlink(), "documents.csv, line 2: its file is missing"),
    (
        lambda folder: overwrite(folder / "documents" / "D1.pdf", b"%PDF"),
        "documents.csv, line 2: its file is not sealed",
    ),
    (lambda folder: overwrite(folder / "documents" / "D2.pdf", b"\x01"), "documents: a file without a row"),
]


def overwrite(path: Path, data: bytes) -> None:
    path.write_bytes(data)
