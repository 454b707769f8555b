"""The money of one made-up case, month by month: what fell due, came in, was applied, went out or was kept."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from forms_app.case_data.many.calendar import ALL, MONTHS, MonthDays
from forms_app.case_data.many.families import Debt, Family
from forms_app.case_data.many.output import Output

FEE = 35_00
REASONS = ("address", "identity", "court", "review")
WAYS = ("card", "card", "card", "deposit", "check")


class Standing(NamedTuple):
    """Of a debt at the end of a month, in cents."""

    principal: int
    interest: int
    ahead: int  # applied to the month to come


class Ledger:
    """Writes the rows of one case. `last`: the amounts of each debt's newest month."""

    def __init__(self, family: Family, random: Random, output: Output) -> None:
        self._family, self._random, self._output = family, random, output
        self._standing = {debt.number: Standing(random.randrange(0, 4_000_00), 0, 0) for debt in family.debts}
        self.last: dict[int, tuple[int, ...]] = {}

    def write(self) -> None:
        for place in range(self._family.first, MONTHS):
            self._write_month(place)

    def _write_month(self, place: int) -> None:
        days = ALL[place]
        paid = {debt.number: [0, 0] for debt in self._family.debts}
        ahead = {debt.number: 0 for debt in self._family.debts}
        if self._random.random() < self._family.paying:
            Receipt(self, place).write(paid, ahead)
        for debt in self._family.debts:
            before = self._standing[debt.number]
            charged_interest = before.principal // 120 if debt.interest and before.principal > 0 else 0
            principal, interest = paid[debt.number]
            amounts = amounts_of(before, debt.monthly, principal + before.ahead, charged_interest, interest)
            self._standing[debt.number] = Standing(amounts[4], amounts[9], ahead[debt.number])
            self.last[debt.number] = amounts
            write_month(self._output, self._family, debt, days, amounts, self._family.county)

    def due(self, debt: Debt) -> tuple[int, int, int]:
        """What can be paid now: current, arrears, interest."""
        before = self._standing[debt.number]
        return max(debt.monthly - before.ahead, 0), max(before.principal, 0), max(before.interest, 0)

    @property
    def parts(self) -> tuple[Family, Random, Output]:
        return self._family, self._random, self._output


def amounts_of(before: Standing, charged: int, paid: int, charged_interest: int, interest: int) -> tuple[int, ...]:
    """The ten amounts of a row of months."""
    closing = before.principal + charged - paid
    closing_interest = before.interest + charged_interest - interest
    return (
        before.principal,
        charged,
        paid,
        0,
        closing,
        before.interest,
        charged_interest,
        interest,
        0,
        closing_interest,
    )


def write_month(
    output: Output, family: Family, debt: Debt, days: MonthDays, amounts: tuple[int, ...], county: str
) -> None:
    before = f"{family.case_id},{debt.number},{days.month},"
    hidden = 0 if debt.interest else 5
    output.add("months", (county, days.month), before, amounts, f",{days.last}", hidden=hidden)


class Receipt:
    """The one payment of a month, spread over the debts of the case."""

    def __init__(self, ledger: Ledger, place: int) -> None:
        self._ledger, self._place, self._days = ledger, place, ALL[place]
        self._family, self._random, self._output = ledger.parts
        self.receipt_id = f"R{self._family.number}-{place}"
        self._group = (self._family.county, self._days.month)
        self._applied: list[tuple[str, int, str, str]] = []  # debt_no, cents, month, to

    def write(self, paid: dict[int, list[int]], ahead: dict[int, int]) -> None:
        """Adds to `paid` (principal, interest) and `ahead` what it applied to each debt."""
        out: dict[str, list[tuple[Debt, int]]] = {}
        for debt in self._family.debts:
            if cents := self._apply(debt, paid, ahead):
                out.setdefault(debt.receiver, []).append((debt, cents))
        if not out:
            return
        chance = self._random.random()
        if chance < 0.005:
            self._add_applied("", FEE, self._days.month, "fee")
            self._keep("", "fee", FEE)
        self._write_rows(self.receipt_id, "posted", "")
        for receiver, parts in out.items():
            self._pass_on(receiver, parts)
        if chance > 0.993 and not any(ahead.values()):
            self._take_back(paid, out)

    def _apply(self, debt: Debt, paid: dict[int, list[int]], ahead: dict[int, int]) -> int:
        current, arrears, interest = self._ledger.due(debt)
        whole = debt.monthly * self._random.choice((2, 4, 4, 4, 4, 5)) // 4
        number, month = str(debt.number), self._days.month
        current = min(whole, current)
        arrears = min(whole - current, arrears)
        interest = min(whole - current - arrears, interest)
        rest = whole - current - arrears - interest if self._place + 1 < MONTHS else 0
        for to, cents in (("current", current), ("arrears", arrears), ("interest", interest)):
            if cents:
                self._add_applied(number, cents, month, to)
        if rest:
            self._add_applied(number, rest, ALL[self._place + 1].month, "future")
        paid[debt.number][0] += current + arrears
        paid[debt.number][1] += interest
        ahead[debt.number] = rest
        return current + arrears + interest + rest

    def _add_applied(self, debt_no: str, cents: int, month: str, to: str) -> None:
        self._applied.append((debt_no, cents, month, to))

    def _write_rows(self, receipt_id: str, state: str, reverses: str, sign: int = 1) -> None:
        days, amount = self._days, sum(cents for _, cents, _, _ in self._applied)
        when = f"{days.withheld},{days.received},{days.posted}" if sign > 0 else f",{days.sent},{days.reversed}"
        how = "collected" if self._family.number % 3 else "paid"
        before = f"{receipt_id},{self._family.payer},{when},"
        self._output.add("receipts", ("", days.month), before, (sign * amount, 0), f",{how},{state},{reverses}")
        for n, (debt_no, cents, month, to) in enumerate(self._applied, start=1):
            row = f"{receipt_id},{self._family.case_id},{n},{debt_no},{month},{to},"
            self._output.add("applied", self._group, row, (sign * cents,))

    def _pass_on(self, receiver: str, parts: list[tuple[Debt, int]]) -> None:
        chance = self._random.random()
        if not receiver:
            for debt, cents in parts:
                self._keep(str(debt.number), "aid", cents)
            return
        if chance < 0.02:  # what came back, or never went out, is held
            reason = "address" if chance < 0.01 else self._random.choice(REASONS)
            for debt, cents in parts:
                self._keep(str(debt.number), "hold", cents, reason)
        if chance < 0.01:
            self._send(receiver, parts, "returned")
        elif chance >= 0.02:
            self._send(receiver, parts, "cashed" if self._place + 1 < MONTHS else "sent")

    def _send(self, receiver: str, parts: list[tuple[Debt, int]], state: str) -> None:
        sent_id = f"S{self.receipt_id[1:]}"
        before = f"{sent_id},{receiver},{self._family.case_id},{self._days.sent},"
        after = f",{self._random.choice(WAYS)},{state},{self._random.randrange(10_000):04d}"
        self._output.add("sent", self._group, before, (sum(cents for _, cents in parts),), after)
        for debt, cents in parts:
            row = f"{sent_id},{self.receipt_id},{self._family.case_id},{debt.number},"
            self._output.add("sent_of", self._group, row, (cents,))

    def _keep(self, debt_no: str, why: str, cents: int, reason: str = "", receipt_id: str = "") -> None:
        row = f"{receipt_id or self.receipt_id},{self._family.case_id},{debt_no or 0},{debt_no},{why},"
        self._output.add("kept", self._group, row, (cents,), f",,{reason}")

    def _take_back(self, paid: dict[int, list[int]], out: dict[str, list[tuple[Debt, int]]]) -> None:
        """The bank takes the whole receipt back in the same month; what went out is to be recovered."""
        back = f"V{self.receipt_id[1:]}"
        self._write_rows(back, "reversal", self.receipt_id, sign=-1)
        for debt, cents in (part for parts in out.values() for part in parts):
            self._keep(str(debt.number), "recover", -cents, receipt_id=back)
            paid[debt.number] = [0, 0]
