"""The life of a payment in sentences: for a receiver where each part of it is, for a payer what it counts for.

Each sentence is whole and says one thing. "Within 2 business days" is how long the State Disbursement Unit has to send
what it has received (42 U.S.C. 654b(c)(1)); the day is counted by the clock of the deadlines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from forms_app.account.words import day, money, month
from forms_app.bundles.money import Case, Kept, Part, Payment, Sending
from forms_app.deadlines import Rules
from forms_app.i18n.translation import gettext as _

SENDS_WITHIN = 2  # business days
ENTERED_LATE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Clock:
    """By what a life is told: today and the agency's closed days. They are in no bundle."""

    today: date
    rules: Rules


def tell(case: Case, payment: Payment, clock: Clock, undone: Payment | None = None) -> list[str]:
    """What became of it, in the order in which it happened. `undone`: the one that takes it back, if one does."""
    told = _paid(case, payment) if case.role == "payer" else _received(case, payment, clock, undone)
    return [*told, *([_undone(payment, undone)] if undone else [])]


def unsettled(case: Case, payment: Payment, clock: Clock, undone: Payment | None = None) -> list[str]:
    """That it was taken back; of a receiver's what has not gone out yet, is on its way or is held."""
    if undone:
        return [_undone(payment, undone)]
    if case.role == "payer":
        return []
    sent = ((case.sendings[part.sending], part.amount) for part in payment.sent)
    on_its_way = [_went(sending, amount) for sending, amount in sent if sending.state == "requested"]
    held = [stayed(kept) for kept in payment.kept if kept.why == "hold" and kept.amount > 0]
    left = _left(case, payment)
    return [*on_its_way, *held, *([_not_yet(payment, left, clock)] if left > 0 else [])]


def undoing(case: Case) -> Mapping[int, Payment]:
    """By the place of a payment, the one that takes it back; the last where several do."""
    return {one.reverses: one for one in case.payments if one.reverses is not None}


def _paid(case: Case, payment: Payment) -> Iterator[str]:
    if payment.is_reversal:
        yield _taken_back(case, payment)
    if payment.withheld_on:
        yield _("Taken from your pay on %(day)s.", day=day(payment.withheld_on))
    if not payment.is_reversal:
        yield from _came(payment)
    yield from map(counts, payment.parts)
    if elsewhere := other_case(payment):
        values = {"amount": money(abs(elsewhere))}
        one_more = _("%(amount)s counts for another case of yours.", **values)
        yield one_more if elsewhere > 0 else _("%(amount)s no longer counts for another case of yours.", **values)
    if payment.refunded:
        yield _("%(amount)s was given back to you.", amount=money(payment.refunded))


def other_case(payment: Payment) -> int:
    """How much of a payer's payment was for another case of his."""
    return payment.amount - payment.refunded - sum(part.amount for part in payment.parts)


def _received(case: Case, payment: Payment, clock: Clock, undone: Payment | None) -> Iterator[str]:
    if payment.is_reversal:
        yield _taken_back(case, payment)
    else:
        yield from _came(payment)
        yield from map(counts, payment.parts)
    for part in payment.sent:
        yield _went(case.sendings[part.sending], part.amount)
    for kept in payment.kept:
        if not (undone and kept.why == "hold"):  # what was taken back is held no more
            yield stayed(kept)
    left = _left(case, payment)
    if left > 0 and not undone:
        yield _not_yet(payment, left, clock)


def _left(case: Case, payment: Payment) -> int:
    """Neither sent nor kept."""
    return payment.amount - gone(case, payment) - sum(kept.amount for kept in payment.kept)


def gone(case: Case, payment: Payment) -> int:
    """How much of it went out to her and did not come back."""
    return sum(part.amount for part in payment.sent if _is_out(case.sendings[part.sending]))


def _came(payment: Payment) -> Iterator[str]:
    yield _("Received on %(day)s.", day=day(payment.received_on))
    if payment.posted_on - payment.received_on >= ENTERED_LATE:
        yield _("Entered in your case on %(day)s.", day=day(payment.posted_on))


def _taken_back(case: Case, payment: Payment) -> str:
    if payment.reverses is None:
        return _("%(amount)s of an earlier payment was taken back.", amount=money(-payment.amount))
    first = case.payments[payment.reverses]
    values = {"amount": money(-payment.amount), "day": day(first.posted_on)}
    return _("%(amount)s of the payment of %(day)s was taken back.", **values)


def _undone(payment: Payment, undone: Payment) -> str:
    values = {"amount": money(-undone.amount), "day": day(undone.posted_on)}
    if -undone.amount < payment.amount:
        return _("%(amount)s of it was taken back on %(day)s.", **values)
    return _("All of it was taken back on %(day)s.", **values)


def counts(part: Part) -> str:
    """One sentence for each of the things toward which money is applied."""
    if part.amount < 0:
        return _counts_no_more(part)
    values = {"amount": money(part.amount), "month": month(part.month)}
    if part.to == "current":
        return _("%(amount)s counts as the support of %(month)s.", **values)
    if part.to == "arrears":
        return _("%(amount)s counts toward past-due support.", **values)
    if part.to == "interest":
        return _("%(amount)s counts toward interest.", **values)
    if part.to == "fee":
        return _("%(amount)s counts toward a fee.", **values)
    return _("%(amount)s counts for a later month: %(month)s.", **values)


def _counts_no_more(part: Part) -> str:
    values = {"amount": money(-part.amount), "month": month(part.month)}
    if part.to == "current":
        return _("%(amount)s no longer counts as the support of %(month)s.", **values)
    if part.to == "arrears":
        return _("%(amount)s no longer counts toward past-due support.", **values)
    if part.to == "interest":
        return _("%(amount)s no longer counts toward interest.", **values)
    if part.to == "fee":
        return _("%(amount)s no longer counts toward a fee.", **values)
    return _("%(amount)s no longer counts for a later month: %(month)s.", **values)


def _is_out(sending: Sending) -> bool:
    """Whether it counts as sent: what came back or was stopped is told again among what is kept."""
    return sending.state in ("requested", "sent", "cashed")


def _went(sending: Sending, amount: int) -> str:
    return _SENT[sending.way, sending.state](money(amount), day(sending.on))


_SENT: dict[tuple[str, str], Callable[[str, str], str]] = {
    ("card", "requested"): lambda a, d: _("%(a)s is on its way to your card since %(d)s.", a=a, d=d),
    ("card", "sent"): lambda a, d: _("%(a)s was sent to your card on %(d)s.", a=a, d=d),
    ("card", "cashed"): lambda a, d: _("%(a)s was paid to your card on %(d)s.", a=a, d=d),
    ("card", "returned"): lambda a, d: _("%(a)s was sent to your card on %(d)s, and came back.", a=a, d=d),
    ("card", "stopped"): lambda a, d: _("%(a)s for your card was stopped; it was sent on %(d)s.", a=a, d=d),
    ("deposit", "requested"): lambda a, d: _("%(a)s is on its way to your bank account since %(d)s.", a=a, d=d),
    ("deposit", "sent"): lambda a, d: _("%(a)s was sent to your bank account on %(d)s.", a=a, d=d),
    ("deposit", "cashed"): lambda a, d: _("%(a)s was paid to your bank account on %(d)s.", a=a, d=d),
    ("deposit", "returned"): lambda a, d: _("%(a)s was sent to your bank account on %(d)s, and came back.", a=a, d=d),
    ("deposit", "stopped"): lambda a, d: _("%(a)s for your bank account was stopped; it was sent on %(d)s.", a=a, d=d),
    ("check", "requested"): lambda a, d: _("A check for %(a)s was ordered on %(d)s.", a=a, d=d),
    ("check", "sent"): lambda a, d: _("A check for %(a)s was mailed on %(d)s.", a=a, d=d),
    ("check", "cashed"): lambda a, d: _("The check for %(a)s of %(d)s was cashed.", a=a, d=d),
    ("check", "returned"): lambda a, d: _("The check for %(a)s of %(d)s came back.", a=a, d=d),
    ("check", "stopped"): lambda a, d: _("The check for %(a)s of %(d)s was stopped.", a=a, d=d),
}


def stayed(kept: Kept) -> str:
    """What did not go out, and why."""
    amount = money(abs(kept.amount))
    if kept.amount < 0 and kept.why != "recover":
        return _("%(amount)s of that had not gone out to you.", amount=amount)
    if kept.why == "aid":
        return _("%(amount)s was kept to pay back cash aid.", amount=amount)
    if kept.why == "fee":
        return _("%(amount)s was kept as a fee.", amount=amount)
    if kept.why == "recover":
        return _recovered(kept, amount)
    return _held(kept, amount)


def _recovered(kept: Kept, amount: str) -> str:
    if kept.amount < 0:
        return _("%(amount)s had gone out to you already. It may be held back from later payments.", amount=amount)
    return _("%(amount)s was held back, because an earlier payment was taken back.", amount=amount)


def _held(kept: Kept, amount: str) -> str:
    """The reason, and until when if a day is set; where something is to be done, what."""
    values = {"amount": amount, "day": day(kept.until) if kept.until else ""}
    if kept.reason == "address":
        return _("%(amount)s is held: we need your address. Call us to tell us where you live now.", **values)
    if kept.reason == "identity":
        return _("%(amount)s is held until we are sure who you are. Call us.", **values)
    if kept.reason == "court":
        return _("%(amount)s is held until the court decides.", **values)
    if kept.until:
        return _("%(amount)s is held until %(day)s at the latest, because it may still change.", **values)
    return _("%(amount)s is held, because it may still change.", **values)


def _not_yet(payment: Payment, left: int, clock: Clock) -> str:
    by = clock.rules.add_business_days(payment.received_on, SENDS_WITHIN)
    values = {"amount": money(left), "day": day(by)}
    if clock.today > by:
        return _("%(amount)s should have gone out by %(day)s. Call us and ask where it is.", **values)
    return _("%(amount)s has not gone out yet. It goes out within 2 business days: by %(day)s.", **values)
