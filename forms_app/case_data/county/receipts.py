"""Money that came in: what it was applied to, what of it went out, and what was kept. A receipt always adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from forms_app.case_data.contract.money import write
from forms_app.case_data.county.debts import Debt
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.rows import Month, Row, Rows, month_of, month_text, working_days_after

SENT_WITHIN = 2  # working days after posting
CASHED_AFTER = 4  # days
Part = tuple[Debt, int]


@dataclass
class Receipt:
    """One receipt of a payer. Amounts are cents; what is given for one column fills the others."""

    rows: Rows
    payer: Person
    received_on: date
    posted_on: date
    designation: str
    withheld_on: date | None
    reverses: Receipt | None = None
    refunded: int = 0
    applied: list[tuple[Debt, str, int, Month]] = field(default_factory=list)
    receipt_id: str = ""

    def __post_init__(self) -> None:
        day = f"{self.payer.person_id}-{self.received_on:%Y%m%d}"
        self.receipt_id = f"{day}-{self.rows.count(day)}"

    @property
    def month(self) -> Month:
        return month_of(self.posted_on)

    @property
    def amount(self) -> int:
        return sum(cents for _, _, cents, _ in self.applied) + self.refunded

    def apply(self, debt: Debt, to: str, cents: int, month: Month | None = None) -> Receipt:
        """`to`: current, arrears, interest, fee or future. Nothing is written for nothing."""
        month = self.month if month is None else month
        if not cents:
            return self
        self.applied.append((debt, to, cents, month))
        if to == "interest":
            debt.interest_paid[self.month] += cents
        elif to != "fee":
            debt.paid[month if to == "future" else self.month] += cents
        number = self.rows.count(f"{self.receipt_id} {debt.case_id} applied")
        row = {"receipt_id": self.receipt_id, "case_id": debt.case_id, "n": number}
        debt_no = None if to == "fee" else debt.debt_no
        self.rows.add(
            "applied", {**row, "debt_no": debt_no, "month": month_text(month), "to": to, "amount": write(cents)}
        )
        return self

    def spread(self, debt: Debt, cents: int) -> Receipt:
        """As the agency would: what is due this month, arrears, interest, and the rest for the month to come."""
        now = debt.in_month(self.month)
        due = max(now.charged - now.paid, 0)
        current = min(cents, due)
        arrears = min(cents - current, max(now.closing - due, 0))
        interest = min(cents - current - arrears, max(now.interest_closing, 0))
        self.apply(debt, "current", current).apply(debt, "arrears", arrears).apply(debt, "interest", interest)
        return self.apply(debt, "future", cents - current - arrears - interest, self.month + 1)

    def send(self, debt: Debt, cents: int, way: str = "card", state: str = "", on: date | None = None) -> Row:
        """Money out to the debt's receiver; without a state the one that its age makes likely."""
        assert debt.receiver is not None  # noqa: S101 - a debt to aid goes to no person
        on = on or working_days_after(self.posted_on, SENT_WITHIN)
        state = state or ("requested" if on > self.rows.today else self._likely(on))
        sent_id = f"{self.receipt_id}-s{self.rows.count(f'{self.receipt_id} sent')}"
        self.rows.add(
            "sent",
            {
                **{"sent_id": sent_id, "person_id": debt.receiver.person_id, "case_id": debt.case_id},
                **{"on": min(on, self.rows.today), "amount": write(cents), "way": way, "state": state},
                "reference_last4": None if way == "check" else f"{self.rows.count('reference') % 10_000:04d}",
            },
        )
        part = {"sent_id": sent_id, "receipt_id": self.receipt_id, "case_id": debt.case_id}
        return self.rows.add("sent_of", {**part, "debt_no": debt.debt_no, "amount": write(cents)})

    def _likely(self, on: date) -> str:
        return "cashed" if (self.rows.today - on).days >= CASHED_AFTER else "sent"

    def keep(self, debt: Debt, why: str, cents: int, reason: str | None = None, until: date | None = None) -> Receipt:
        """`why`: aid, fee, hold or recover."""
        number = self.rows.count(f"{self.receipt_id} {debt.case_id} kept")
        row = {"receipt_id": self.receipt_id, "case_id": debt.case_id, "n": number}
        debt_no = None if why == "fee" else debt.debt_no
        more = {"amount": write(cents), "until": until, "reason": reason}
        self.rows.add("kept", {**row, "debt_no": debt_no, "why": why, **more})
        return self

    def take_fee(self, debt: Debt, cents: int) -> Receipt:
        return self.apply(debt, "fee", cents).keep(debt, "fee", cents)

    def pass_on(self, debt: Debt, way: str = "card") -> Receipt:
        """All that was applied to this debt goes out, or stays for aid."""
        cents = sum(each for other, to, each, _ in self.applied if other is debt and to != "fee")
        if debt.owed_to == "aid":
            return self.keep(debt, "aid", cents)
        self.send(debt, cents, way)
        return self

    def write(self) -> None:
        """Its row, once everything is applied."""
        days = {"withheld_on": self.withheld_on, "received_on": self.received_on, "posted_on": self.posted_on}
        self.rows.add(
            "receipts",
            {
                **{"receipt_id": self.receipt_id, "person_id": self.payer.person_id, **days},
                **{"amount": write(self.amount), "refunded": write(self.refunded), "designation": self.designation},
                "state": "reversal" if self.reverses else "posted",
                "reverses": self.reverses.receipt_id if self.reverses else None,
            },
        )


@dataclass
class Till:
    """All receipts of the county."""

    rows: Rows
    receipts: list[Receipt] = field(default_factory=list)

    def receive(
        self, payer: Person, on: date, designation: str = "collected", *, posted: date | None = None
    ) -> Receipt:
        """An empty receipt. What is withheld from wages was withheld four days earlier."""
        withheld_on = date.fromordinal(on.toordinal() - 4) if designation == "collected" else None
        posted = min(posted or working_days_after(on, 1), self.rows.today)
        self.receipts.append(Receipt(self.rows, payer, on, posted, designation, withheld_on))
        return self.receipts[-1]

    def pay(self, on: date, *parts: Part, designation: str = "collected", way: str = "card") -> Receipt | None:
        """A receipt spread over debts of one payer and passed on; None, and nothing happens, if the day is to come."""
        if on > self.rows.today:
            return None
        receipt = self.receive(parts[0][0].payer, on, designation)
        for debt, cents in parts:
            receipt.spread(debt, cents).pass_on(debt, way)
        return receipt

    def pay_monthly(
        self, first: int, last: int, *parts: Part, day: int = 5, designation: str = "collected", way: str = "card"
    ) -> None:
        """The same amount each month, from so many months ago to so many."""
        for ago in range(first, last - 1, -1):
            self.pay(self.rows.months(-ago, day), *parts, designation=designation, way=way)

    def reverse(self, receipt: Receipt, on: date) -> Receipt:
        """The bank takes it back after it had gone out: what was sent is to be recovered."""
        back = Receipt(self.rows, receipt.payer, on, on, receipt.designation, None, reverses=receipt)
        self.receipts.append(back)
        for debt, to, cents, _ in list(receipt.applied):
            back.apply(debt, to, -cents).keep(debt, "recover", -cents)
        return back

    def write(self) -> None:
        for receipt in self.receipts:
            receipt.write()
