"""What stands on the statement of a case: what is owed now, and what was ordered and paid in each month."""

from __future__ import annotations

from datetime import date

from forms_app.account.ledger import balance, months, names
from forms_app.account.ledger.span import EVERYTHING
from forms_app.bundles.money import Case
from forms_app.pdf import Debt, Statement


def of(case: Case, as_of: date) -> Statement:
    """In the language of the request."""
    pairs = zip(months.tables(case, EVERYTHING), balance.owed(case, as_of), strict=True)
    debts = [Debt(names.debt(table.kind, table.owed_to), list(owed.lines()), table.rows) for table, owed in pairs]
    return Statement(case.county, case.case_id, names.role(case.role), as_of, debts)
