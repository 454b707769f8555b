"""Turns the three example exports into tables of the contract: python convert.py EXPORTS FOLDER DAY."""

from __future__ import annotations

import csv
import sys
from calendar import monthrange
from datetime import datetime
from pathlib import Path

# What the other system calls things, and what the contract calls them.
ROLES = {"CP": "receiver", "NCP": "payer"}
LANGUAGES = {"E": "en", "S": "es", "V": "vi"}
DESIGNATIONS = {"WAGE": "collected", "FTO": "collected", "CHECK": "paid"}  # never how: see the page
WAYS = {"EFT": "deposit", "CARD": "card", "CHK": "check"}

Row = dict[str, str]
Rows = dict[str, list[tuple[object, ...]]]


def day(text: str) -> str:
    """10/05/2026 is 2026-10-05; empty stays empty."""
    return datetime.strptime(text, "%m/%d/%Y").date().isoformat() if text else ""


def month(text: str) -> str:
    """10/2026 is 2026-10."""
    return datetime.strptime(text, "%m/%Y").strftime("%Y-%m")


def amount(text: str) -> str:
    """$1,250.00 is 1250.00, and ($25.00), as accountants write it, is -25.00."""
    digits = text.translate(str.maketrans("", "", "$,()"))
    return f"-{digits}" if text.startswith("(") else digits


def read(path: Path, delimiter: str) -> list[Row]:
    with path.open(encoding="cp1252", newline="") as file:  # as Windows writes; yours may be utf-8
        return list(csv.DictReader(file, delimiter=delimiter))


def convert_members(members: list[Row], out: Rows) -> None:
    adults = [row for row in members if row["Role"] in ROLES]
    for row in {row["Member"]: row for row in adults}.values():  # each person once, on however many cases
        protected = row["Protected"] == "Y"
        code = "" if protected else row["City and ZIP"][-5:]
        names = row["First name"], row["Last name"], code, LANGUAGES[row["Language"]]
        flags = "n", "y", "y" if protected else "n", "", "n", "active", ""
        out["people"].append((row["Member"], row["Participant ID"], *names, *flags))
        if not protected:
            out["addresses"].append((row["Member"], row["Address"], row["City and ZIP"]))
    for row in {row["Case"]: row for row in members}.values():  # each case once
        court = next(one["Court number"] for one in members if one["Case"] == row["Case"])
        county = row["County"].title()  # FRESNO is Fresno
        out["cases"].append((row["Case"], county, "open", day(row["Opened"]), "", court, "", "", ""))
    for row in adults:
        out["case_parties"].append((row["Case"], row["Member"], ROLES[row["Role"]], day(row["From"]), day(row["To"])))
    for number, row in enumerate((row for row in members if row["Role"] == "DP"), start=1):
        out["children"].append((row["Case"], number, row["First name"], day(row["To"]), "y"))


def convert_orders(members: list[Row], out: Rows) -> None:
    receivers = {row["Case"]: row["Member"] for row in members if row["Role"] == "CP"}
    for row in members:
        if row["Role"] == "NCP":
            case, opened = row["Case"], day(row["Opened"])
            out["orders"].append((case, 1, 1, "child", amount(row["Monthly order"]), "month", 1, opened, ""))
            on_aid = row["Aid"] == "Y"
            whose, to = ("", "aid") if on_aid else (receivers[case], "family")
            out["debts"].append((case, 1, 1, row["Member"], whose, "child", to))


def convert_ledger(ledger: list[Row], as_of: str, out: Rows) -> None:
    for row in ledger:
        principal = [amount(row[name]) for name in ("Begin", "Due", "Paid", "Adjusted", "End")]
        without_interest = [""] * 5
        its_month = month(row["Month"])
        # This ledger does not say when it was worked out. The day of the export would change every row every night.
        worked_out = min(as_of, f"{its_month}-{monthrange(*map(int, its_month.split('-')))[1]}")
        out["months"].append((row["Case"], 1, its_month, *principal, *without_interest, worked_out))


def convert_payments(payments: list[Row], members: list[Row], out: Rows) -> None:
    payers = {row["Case"]: row["Member"] for row in members if row["Role"] == "NCP"}
    receivers = {row["Case"]: row["Member"] for row in members if row["Role"] == "CP"}
    for receipt in dict.fromkeys(row["Receipt"] for row in payments):  # a payment on two cases has two lines
        lines = [row for row in payments if row["Receipt"] == receipt]
        whole = sum(cents(row["Current"]) + cents(row["Arrears"]) for row in lines)
        one, posted = lines[0], day(lines[0]["Posted"])
        how = DESIGNATIONS[one["Source"]]
        days = "", day(one["Received"]), posted
        out["receipts"].append((receipt, payers[one["Case"]], *days, dollars(whole), "0.00", how, "posted", ""))
        for row in lines:
            convert_line(receipt, row, posted[:7], receivers[row["Case"]], out)


def convert_line(receipt: str, row: Row, counts_for: str, receiver: str, out: Rows) -> None:
    """What a payment did on one case: applied, and then sent, held, or kept for aid."""
    case, total = row["Case"], cents(row["Current"]) + cents(row["Arrears"])
    for number, (to, column) in enumerate((("current", "Current"), ("arrears", "Arrears")), start=1):
        if cents(row[column]):
            out["applied"].append((receipt, case, number, 1, counts_for, to, dollars(cents(row[column]))))
    if row["Status"] == "OUT":
        sent = f"{receipt}-{case}"
        way = WAYS[row["Out how"]]
        out["sent"].append((sent, receiver, case, day(row["Out on"]), dollars(total), way, "sent", ""))
        out["sent_of"].append((sent, receipt, case, 1, dollars(total)))
    else:
        why, reason = ("aid", "") if row["Status"] == "AID" else ("hold", "address")
        out["kept"].append((receipt, case, 1, 1, why, dollars(total), "", reason))


def cents(text: str) -> int:
    return int(amount(text).replace(".", ""))


def dollars(value: int) -> str:
    return f"{value // 100}.{value % 100:02d}"


HEADERS = {
    "people": "person_id,participant_id,given_names,family_names,zip,language,interpreter,may_post,restricted,"
    "address_changed_on,address_shared,state,merged_into",
    "cases": "case_id,county,status,opened_on,closed_on,court_number,office,caseworker_name,caseworker_phone",
    "case_parties": "case_id,person_id,role,since,until",
    "children": "case_id,child_no,first_name,ends_on,in_order",
    "orders": "case_id,order_no,line,kind,amount,every,due_day,from,until",
    "debts": "case_id,debt_no,order_no,payer_id,receiver_id,kind,owed_to",
    "months": "case_id,debt_no,month,opening_principal,charged,paid,adjusted,closing_principal,opening_interest,"
    "interest_charged,interest_paid,interest_adjusted,closing_interest,calculated_on",
    "receipts": "receipt_id,person_id,withheld_on,received_on,posted_on,amount,refunded,designation,state,reverses",
    "applied": "receipt_id,case_id,n,debt_no,month,to,amount",
    "sent": "sent_id,person_id,case_id,on,amount,way,state,reference_last4",
    "sent_of": "sent_id,receipt_id,case_id,debt_no,amount",
    "kept": "receipt_id,case_id,n,debt_no,why,amount,until,reason",
    "addresses": "person_id,line_1,line_2",
}


def main(exports: Path, folder: Path, as_of: str) -> None:
    out: Rows = {name: [] for name in HEADERS}
    members = read(exports / "members.csv", ";")
    convert_members(members, out)
    convert_orders(members, out)
    convert_ledger(read(exports / "ledger.csv", ","), as_of, out)
    convert_payments(read(exports / "payments.csv", ","), members, out)
    folder.mkdir(exist_ok=True)
    for name, rows in out.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADERS[name].split(","), *rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
