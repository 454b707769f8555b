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
_NEXT = "strftime('%Y-%m', month || '-01', '+1 month')"

RULES: dict[str, str] = {
    "principal of a month": """SELECT case_id, opening_principal + charged - paid + adjusted, closing_principal
        FROM months""",
    "interest of a month": """SELECT case_id, opening_interest + interest_charged - interest_paid + interest_adjusted,
        closing_interest FROM months WHERE closing_interest IS NOT NULL""",
    "the five interest columns filled": """SELECT case_id, 500, 100 * ((opening_interest IS NOT NULL)
        + (interest_charged IS NOT NULL) + (interest_paid IS NOT NULL) + (interest_adjusted IS NOT NULL)
        + (closing_interest IS NOT NULL)) AS filled FROM months WHERE filled > 0""",
    "principal from month to month": """SELECT case_id, closing_principal, following FROM (SELECT *,
        lead(opening_principal) OVER debt AS following FROM months
        WINDOW debt AS (PARTITION BY case_id, debt_no ORDER BY month)) WHERE following IS NOT NULL""",
    "interest from month to month": """SELECT case_id, coalesce(closing_interest, 0), coalesce(following, 0) FROM
        (SELECT *, lead(opening_interest) OVER debt AS following, lead(month) OVER debt AS later FROM months
        WINDOW debt AS (PARTITION BY case_id, debt_no ORDER BY month)) WHERE later IS NOT NULL""",
    "months without a gap (1.00: none missing)": f"""SELECT case_id, 100, 100 * (later = {_NEXT}) FROM (SELECT *,
        lead(month) OVER debt AS later FROM months
        WINDOW debt AS (PARTITION BY case_id, debt_no ORDER BY month)) WHERE later IS NOT NULL""",  # noqa: S608
    "paid in a month and applied to the debt": """SELECT case_id, sum(paid), sum(applied) FROM (
        SELECT case_id, debt_no, month, paid, 0 AS applied FROM months UNION ALL
        SELECT a.case_id, a.debt_no, substr(r.posted_on, 1, 7), 0, a.amount FROM applied a JOIN receipts r
        USING (receipt_id) WHERE a."to" IN ('current', 'arrears') UNION ALL
        SELECT a.case_id, a.debt_no, a.month, 0, a.amount FROM applied a WHERE a."to" = 'future' AND a.month <=
        (SELECT max(m.month) FROM months m WHERE m.case_id = a.case_id AND m.debt_no = a.debt_no))
        GROUP BY case_id, debt_no, month""",
    "interest paid in a month and applied to it": """SELECT case_id, sum(paid), sum(applied) FROM (
        SELECT case_id, debt_no, month, coalesce(interest_paid, 0) AS paid, 0 AS applied FROM months UNION ALL
        SELECT a.case_id, a.debt_no, substr(r.posted_on, 1, 7), 0, a.amount FROM applied a JOIN receipts r
        USING (receipt_id) WHERE a."to" = 'interest') GROUP BY case_id, debt_no, month""",
    "a receipt and what was applied and refunded": """SELECT c.case_id, r.amount, r.refunded + coalesce(s.applied, 0)
        FROM receipts r LEFT JOIN (SELECT receipt_id, sum(amount) AS applied FROM applied GROUP BY receipt_id) s
        USING (receipt_id) JOIN (SELECT receipt_id, case_id FROM applied UNION SELECT receipt_id, p.case_id
        FROM receipts JOIN case_parties p USING (person_id) WHERE p.role = 'payer' AND receipt_id NOT IN
        (SELECT receipt_id FROM applied)) c USING (receipt_id)""",
    "applied, and sent and kept": f"""SELECT case_id, sum(applied), sum(gone) FROM (
        SELECT receipt_id, case_id, debt_no, amount AS applied, 0 AS gone FROM applied UNION ALL
        SELECT o.receipt_id, o.case_id, o.debt_no, 0, o.amount FROM sent_of o JOIN sent s USING (sent_id)
        WHERE s.state IN {COUNTING} UNION ALL
        SELECT receipt_id, case_id, debt_no, 0, amount FROM kept) GROUP BY receipt_id, case_id, debt_no""",  # noqa: S608
    "a sending and what it is made of": """SELECT case_id, s.amount, coalesce(o.amount, 0) FROM sent s LEFT JOIN
        (SELECT sent_id, sum(amount) AS amount FROM sent_of GROUP BY sent_id) o USING (sent_id)""",
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
