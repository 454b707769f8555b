"""Whether the money of each case adds up, by the rules of the contract. Amounts are cents.

Each rule is a statement that gives the cases that break it: case_id, and the two sums that should be the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from forms_app.case_data.contract.faults import BeingChecked
from forms_app.case_data.contract.money import write

REFUSED_ABOVE = 1_000  # one case in so many, and at least:
REFUSED_FROM = 25
COUNTING = "('requested', 'sent', 'cashed')"
_INTEREST = """CASE a."to" WHEN 'interest' THEN a.amount ELSE 0 END"""
_NUMBER = "substr({0}, 1, 4) * 12 + substr({0}, 6)"  # of a month, counted on from year to year

# What several rules ask, read once: only the rows that break one of them are left.
PREPARED = {
    "turns": f"""SELECT * FROM (SELECT case_id, month, closing_principal,
        coalesce(closing_interest, 0) AS closing_interest, lead(opening_principal) OVER debt AS next_principal,
        coalesce(lead(opening_interest) OVER debt, 0) AS next_interest, lead(month) OVER debt AS later
        FROM months WINDOW debt AS (PARTITION BY case_id, debt_no ORDER BY month))
        WHERE later IS NOT NULL AND (closing_principal <> next_principal OR closing_interest <> next_interest
        OR {_NUMBER.format("later")} <> {_NUMBER.format("month")} + 1)""",  # noqa: S608
    "payments": f"""SELECT case_id, sum(paid) AS paid, sum(applied) AS applied, sum(interest_paid) AS interest_paid,
        sum(interest_applied) AS interest_applied FROM (SELECT case_id, debt_no, month, paid, 0 AS applied,
        coalesce(interest_paid, 0) AS interest_paid, 0 AS interest_applied FROM months UNION ALL
        SELECT a.case_id, a.debt_no, CASE a."to" WHEN 'future' THEN a.month ELSE substr(r.posted_on, 1, 7) END, 0,
        a.amount - {_INTEREST}, 0, {_INTEREST} FROM applied a JOIN receipts r USING (receipt_id)
        WHERE a."to" IN ('current', 'arrears', 'interest') OR (a."to" = 'future' AND a.month <=
        (SELECT max(m.month) FROM months m WHERE m.case_id = a.case_id AND m.debt_no = a.debt_no)))
        GROUP BY case_id, debt_no, month
        HAVING sum(paid) <> sum(applied) OR sum(interest_paid) <> sum(interest_applied)""",  # noqa: S608
    "shares": """SELECT r.receipt_id, r.person_id, r.amount, r.refunded + coalesce(
        (SELECT sum(a.amount) FROM applied a WHERE a.receipt_id = r.receipt_id), 0) AS gone
        FROM receipts r WHERE r.amount <> gone""",
}
RULES: dict[str, str] = {
    "principal of a month": """SELECT case_id, opening_principal + charged - paid + adjusted, closing_principal
        FROM months""",
    "interest of a month": """SELECT case_id, opening_interest + interest_charged - interest_paid + interest_adjusted,
        closing_interest FROM months WHERE closing_interest IS NOT NULL""",
    "the five interest columns filled": """SELECT case_id, 500, 100 * ((opening_interest IS NOT NULL)
        + (interest_charged IS NOT NULL) + (interest_paid IS NOT NULL) + (interest_adjusted IS NOT NULL)
        + (closing_interest IS NOT NULL)) AS filled FROM months WHERE filled > 0""",
    "principal from month to month": "SELECT case_id, closing_principal, next_principal FROM turns",
    "interest from month to month": "SELECT case_id, closing_interest, next_interest FROM turns",
    "months without a gap (1.00: none missing)": f"""SELECT case_id, 100,
        100 * ({_NUMBER.format("later")} = {_NUMBER.format("month")} + 1) FROM turns""",  # noqa: S608
    "paid in a month and applied to the debt": "SELECT case_id, paid, applied FROM payments",
    "interest paid in a month and applied to it": "SELECT case_id, interest_paid, interest_applied FROM payments",
    "a receipt and what was applied and refunded": """SELECT c.case_id, s.amount, s.gone FROM shares s
        JOIN (SELECT DISTINCT receipt_id, case_id FROM applied WHERE receipt_id IN (SELECT receipt_id FROM shares)
        UNION SELECT receipt_id, p.case_id FROM shares JOIN case_parties p USING (person_id) WHERE p.role = 'payer'
        AND receipt_id NOT IN (SELECT receipt_id FROM applied)) c USING (receipt_id)""",
    "applied, and sent and kept": f"""SELECT case_id, sum(applied), sum(gone) FROM (
        SELECT receipt_id, case_id, debt_no, amount AS applied, 0 AS gone FROM applied UNION ALL
        SELECT o.receipt_id, o.case_id, o.debt_no, 0, o.amount FROM sent_of o JOIN sent s USING (sent_id)
        WHERE s.state IN {COUNTING} UNION ALL
        SELECT receipt_id, case_id, debt_no, 0, amount FROM kept) GROUP BY receipt_id, case_id, debt_no""",  # noqa: S608
    "a sending and what it is made of": """SELECT case_id, s.amount,
        coalesce((SELECT sum(o.amount) FROM sent_of o WHERE o.sent_id = s.sent_id), 0) FROM sent s""",
    "a reversal and the receipt it takes back": """SELECT a.case_id, r.amount,
        CASE WHEN o.person_id = r.person_id AND r.amount BETWEEN -o.amount AND -1 THEN r.amount END
        FROM receipts r JOIN applied a USING (receipt_id) LEFT JOIN receipts o ON o.receipt_id = r.reverses
        WHERE r.state = 'reversal'""",
}


def being_checked(scratch: sqlite3.Connection) -> Iterator[BeingChecked]:
    """One for each case that breaks a rule, with the first rule it breaks and the sums; cases in their order.

    Money applied to `future` counts as paid in the month that its row names, whichever day it came; until the debt's
    months reach that one, nowhere.
    """
    scratch.execute("CREATE TEMP TABLE broken (case_id TEXT PRIMARY KEY, rule TEXT, one INTEGER, other INTEGER)")
    for name, select in PREPARED.items():
        scratch.execute(f"CREATE TEMP TABLE {name} AS {select}")
    for rule, statement in RULES.items():
        scratch.execute(
            f"""INSERT OR IGNORE INTO broken WITH pairs (case_id, one, other) AS ({statement})
            SELECT case_id, ?, one, other FROM pairs WHERE one IS NOT other""",  # noqa: S608 - the rules above
            (rule,),
        )
    for case_id, rule, one, other in scratch.execute("SELECT * FROM broken ORDER BY case_id"):
        yield BeingChecked(case_id, f"{rule}: {_amount(one)} and {_amount(other)}")


def too_many(checked: int, cases: int) -> bool:
    """Whether so many cases do not add up that the whole package is refused: more than 0.1 %, and at least 25."""
    return checked >= REFUSED_FROM and checked * REFUSED_ABOVE > cases


def _amount(cents: int | None) -> str:
    return "nothing" if cents is None else write(cents)
