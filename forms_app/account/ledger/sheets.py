"""Payments and months as rows of a spreadsheet: days as 2026-09-30 and amounts as 1234.56, so that it can add them."""

from __future__ import annotations

from collections.abc import Iterator

from forms_app.account.ledger import life, months, names
from forms_app.account.ledger.life import Clock
from forms_app.account.ledger.span import EVERYTHING
from forms_app.bundles.money import Case, Payment
from forms_app.i18n.translation import gettext as _
from forms_app.text import dollars

Row = list[str]


def payments(case: Case, clock: Clock) -> tuple[Row, Iterator[Row]]:
    """Head and rows, the oldest first."""
    undoing = life.undoing(case)
    told = ((one, life.tell(case, one, clock, undoing.get(place))) for place, one in enumerate(case.payments))
    if case.role == "payer":
        return _payer_head(), (_paid(one, sentences) for one, sentences in told)
    return _receiver_head(), (_received(case, one, sentences) for one, sentences in told)


def of_months(case: Case) -> tuple[Row, Iterator[Row]]:
    """Head and rows, of one kind of debt after the other."""
    head = [_("Month"), _("Kind"), _("Owed before"), _("Ordered"), _("Paid"), _("Adjusted")]
    rows = (
        [row.month, names.debt(table.kind, table.owed_to)]
        + [dollars.plain(cents) for cents in (row.opening, row.charged, row.paid, row.adjusted, row.closing)]
        + [
            _("without interest") if row.interest is None else dollars.plain(row.interest),
            row.calculated_on.isoformat(),
        ]
        for table in months.tables(case, EVERYTHING)
        for row in table.rows
    )
    return [*head, _("Owed at the end"), _("Interest"), _("Calculated on")], rows


def _payer_head() -> Row:
    return [*_days_head(), _("Taken from your pay on"), *_counts_head(), _("Another case"), _("Given back"), _told()]


def _receiver_head() -> Row:
    kept = [_("Kept for cash aid"), _("Kept as a fee"), _("Held"), _("Held back for an earlier payment")]
    return [*_days_head(), *_counts_head(), _("Sent to you"), *kept, _told()]


def _days_head() -> Row:
    return [_("Received on"), _("Entered on"), _("Amount")]


def _counts_head() -> Row:
    return [_("Support of a month"), _("Past-due support"), _("Interest"), _("Fee"), _("For a later month")]


def _told() -> str:
    return _("What became of it")


def _paid(payment: Payment, sentences: list[str]) -> Row:
    withheld = payment.withheld_on.isoformat() if payment.withheld_on else ""
    elsewhere = [dollars.plain(life.other_case(payment)), dollars.plain(payment.refunded)]
    return [*_days(payment), withheld, *_counts(payment), *elsewhere, " ".join(sentences)]


def _received(case: Case, payment: Payment, sentences: list[str]) -> Row:
    kept = [sum(one.amount for one in payment.kept if one.why == why) for why in ("aid", "fee", "hold", "recover")]
    where = [dollars.plain(cents) for cents in (life.gone(case, payment), *kept)]
    return [*_days(payment), *_counts(payment), *where, " ".join(sentences)]


def _days(payment: Payment) -> Row:
    return [payment.received_on.isoformat(), payment.posted_on.isoformat(), dollars.plain(payment.amount)]


def _counts(payment: Payment) -> Row:
    toward = ("current", "arrears", "interest", "fee", "future")
    return [dollars.plain(sum(part.amount for part in payment.parts if part.to == one)) for one in toward]
