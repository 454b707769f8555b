"""What a delta says of a case: a payment on the last day, the month that it changes, and now and then a row dropped."""

from __future__ import annotations

from random import Random

from forms_app.case_data.many.calendar import ALL, DAY
from forms_app.case_data.many.families import Debt, Families, Family
from forms_app.case_data.many.ledger import Ledger, Standing, amounts_of, write_month
from forms_app.case_data.many.output import Output, Unwritten

EVERY, FIRST = 100, 50  # one case in a hundred, none of which shares its payer
MOST = 100_00
DROPPED = 10  # in one of so many


def write(families: Families, number: int, random: Random, output: Output) -> None:
    """The rows of one case. What it was before is drawn again, and not written."""
    family = families.draw(number, random, Unwritten())
    ledger = Ledger(family, random, Unwritten())
    ledger.write()
    debt = family.debts[0]
    before = ledger.last[debt.number]
    if cents := min(MOST, before[4]) if before[4] > 0 else 0:
        _pay(family, debt, before, cents, output)
    if number // EVERY % DROPPED == 0:
        output.drop("steps", f"{family.case_id}-1")


def _pay(family: Family, debt: Debt, before: tuple[int, ...], cents: int, output: Output) -> None:
    days, group = ALL[-1], ("", ALL[-1].month)
    opening = Standing(before[0], before[5], 0)
    amounts = amounts_of(opening, before[1], before[2] + cents, before[6], before[7])
    write_month(output, family, debt, days, amounts, county="")
    receipt_id, case_id = f"R{family.number}-later", family.case_id
    output.add("receipts", group, f"{receipt_id},{family.payer},,{DAY},{DAY},", (cents, 0), ",paid,posted,")
    output.add("applied", group, f"{receipt_id},{case_id},1,{debt.number},{days.month},arrears,", (cents,))
    if not debt.receiver:
        output.add("kept", group, f"{receipt_id},{case_id},1,{debt.number},aid,", (cents,), ",,")
        return
    sent_id = f"S{family.number}-later"
    output.add("sent", group, f"{sent_id},{debt.receiver},{case_id},{DAY},", (cents,), ",card,requested,")
    output.add("sent_of", group, f"{sent_id},{receipt_id},{case_id},{debt.number},", (cents,))
