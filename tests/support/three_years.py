"""A case with thirty-six months and a payment in each of them: what a page of money can look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms_app.bundles.money import Case, Kept, Month, Part, Sending, SentPart
from support.payment_lives import case, paid

DAY = date(2026, 10, 31)
CASE_ID = "C1"


def month(name: str, kind: str = "child", owed_to: str = "family", interest: int | None = 250) -> Month:
    return Month(name, kind, owed_to, 1000, 41200, 41200, 0, 1000, interest, DAY)


def three_years(role: str = "receiver") -> Case:
    """Every month from November 2023 to October 2026 a payment on the fifth that went out; the last was kept."""
    names = [f"{number // 12}-{number % 12 + 1:02d}" for number in range(2023 * 12 + 10, 2026 * 12 + 10)]
    days = [date.fromisoformat(f"{name}-05") for name in names]
    payments = [
        paid(received_on=on, posted_on=on, parts=(Part(name, "current", 41200),), sent=(SentPart(0, 41200),))
        for name, on in zip(names, days, strict=True)
    ]
    payments[-1] = replace(payments[-1], sent=(), kept=(Kept("aid", 41200, None, ""),))
    sendings = (Sending(DAY, 41200, "card", "cashed", ""),)
    whole = case(role, *sendings)
    months = tuple(month(name) for name in names)
    return replace(whole, case_id=CASE_ID, payments=tuple(payments), months=months)
