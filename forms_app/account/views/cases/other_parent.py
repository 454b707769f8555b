"""What the other parent can see, said of every field that a bundle can hold: a field without a line fails a test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms_app.account.pages import draw
from forms_app.account.views.opened import opened
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l

PAYER, RECEIVER = "payer", "receiver"


@dataclass(frozen=True, slots=True)
class Line:
    """`fields`: of the bundles, as Class.field, or Class for all of it; of the history with its module before it.
    `role`: for whom the line is; empty for all.
    """

    fields: tuple[str, ...]
    words: LazyString
    role: str = ""


BOTH = (
    Line(
        ("Case.county", "Case.status", "Case.closed_on", "CaseDetails.opened_on", "Case.is_being_checked"),
        _l("The county, and whether the case is open, closed or being checked."),
    ),
    Line(("CaseDetails.court_number",), _l("The number that the court gave the case.")),
    Line(
        ("Case.orders", "OrderLine"),
        _l("What the court ordered: how much, how often, from when and until when."),
    ),
    Line(
        ("CaseDetails.children", "Child"),
        _l("The first names of the children, and when support for each one ends."),
    ),
    Line(
        ("CaseDetails.office", "CaseDetails.caseworker_name", "CaseDetails.caseworker_phone"),
        _l("The office and the caseworker of the case, with the telephone number."),
    ),
    Line(
        ("Case.payments", "Payment.received_on", "Payment.posted_on", "Payment.amount", "Payment.parts", "Part"),
        _l("Of each payment of yours: the part that counts for the other parent, on which day and for which month."),
        PAYER,
    ),
    Line(
        ("Payment.is_reversal", "Payment.reverses"),
        _l("That a payment of yours was taken back."),
        PAYER,
    ),
    Line(
        ("Case.payments", "Payment.received_on", "Payment.posted_on", "Payment.amount", "Payment.parts", "Part"),
        _l("The whole of each payment that the other parent made, and for which month it counts."),
        RECEIVER,
    ),
    Line(
        ("Case.months", "Month.month", "Month.kind", "Month.opening", "Month.charged", "Month.paid", "Month.adjusted")
        + ("Month.closing", "Month.interest", "Month.calculated_on"),
        _l("What is owed, month by month, with interest if there is any."),
    ),
)
ALONE = (
    Line(
        ("Payment.withheld_on", "Payment.refunded", "Payment.designation"),
        _l("How your payments came in, when they were taken from your pay, and what was given back to you."),
        PAYER,
    ),
    Line(
        ("Case.sendings", "Sending", "Payment.sent", "SentPart", "Payment.kept", "Kept"),
        _l("Where your money went: to a card, a bank account or by check; what was held or kept, and why."),
        RECEIVER,
    ),
    Line(("Month.owed_to",), _l("What is kept to pay back cash aid."), RECEIVER),
    Line(
        ("Details.events", "Event"),
        _l("Your dates: when, where, how you take part, and what you bring."),
    ),
    Line(
        ("Details.documents", "Document", "Papers", "Letter", "Going", "Known", "Consent"),
        _l("Your documents and letters, and what you did with them."),
    ),
    Line((), _l("What you write to the agency from here, and what it answers you.")),  # in no bundle
    Line(("Details.steps", "Step"), _l("What the agency did that is only about you.")),
    Line(("Details.language", "Details.interpreter"), _l("Your language, and whether you need an interpreter.")),
    Line(("Case.role", "Case.since", "Case.until"), _l("Since when you are in the case.")),
    Line(
        ("history.History", "history.Event"), _l("That you have this account, when you sign in, and what you do here.")
    ),
)
LINES = BOTH + ALONE
# By what the account finds things, and what holds the rest; shown to nobody.
SHOWN_TO_NOBODY = frozenset(
    {
        *("Case.case_id", "CaseDetails.case_id", "Event.case_id", "Document.case_id", "Step.case_id"),
        *("Event.event_id", "Document.doc_id", "Document.sha256", "Money.cases", "Details.cases"),
    }
)


def other_parent() -> str:
    money = opened().money
    roles = {PAYER if case.role == PAYER else RECEIVER for case in money.cases} if money else set()
    return draw("account/other_parent.html", both=_for(BOTH, roles), alone=_for(ALONE, roles))


def _for(lines: Iterable[Line], roles: set[str]) -> list[Line]:
    """Her own roles; all where none is known."""
    return [line for line in lines if not line.role or not roles or line.role in roles]
