"""The payments of one case as a payer and as a receiver may know them: two ways of reading the same rows.

A payer sees what came in from him and which months of his it counts for. A receiver sees what was applied to debts
that are owed to her, and where each part of it is; of the payment around it she learns the days, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from forms_app.bundles.money import Kept, Part, Payment, Sending, SentPart
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay, by, day

NOT_HIS_TO_KNOW = ""  # how money came in is the payer's; a receiver's payments have no designation


def payments_of(
    rows: PersonRows, stay: Stay, debts: Mapping[int, Row]
) -> tuple[tuple[Payment, ...], tuple[Sending, ...]]:
    """Her payments of this case and what went out to her of it, the oldest first."""
    applied = by((row for row in rows.of("applied") if row["case_id"] == stay.case_id), "receipt_id")
    receipts = sorted(rows.of("receipts"), key=lambda row: (row["posted_on"], row["receipt_id"]))
    if stay.role == "payer":
        found = [(row, _paid(row, applied.get((row["receipt_id"],), ()), debts)) for row in receipts]
        mine = [(row, made) for row, made in found if row["person_id"] == rows.person_id and made.parts]
        return _linked([one for one in mine if stay.holds(one[1].posted_on)]), ()
    sendings = _sent_rows(rows, stay)
    received = _Received(rows, stay, debts, sendings)
    parts = [(row, received.payment(row, applied.get((row["receipt_id"],), ()))) for row in receipts]
    return _linked([(row, made) for row, made in parts if made]), tuple(_sending(row) for row in sendings)


def _paid(receipt: Row, applied: Sequence[Row], debts: Mapping[int, Row]) -> Payment:
    own = [row for row in applied if row["debt_no"] is None or row["debt_no"] in debts]
    return _payment(
        receipt,
        amount=receipt["amount"],
        refunded=receipt["refunded"],
        withheld_on=day(receipt["withheld_on"]),
        designation=receipt["designation"],
        parts=_parts(own),
    )


class _Received:
    """What a receiver's rows say of each receipt: how much of it was hers, and where that is."""

    def __init__(self, rows: PersonRows, stay: Stay, debts: Mapping[int, Row], sendings: Sequence[Row]) -> None:
        self._debts, self._stay = debts, stay
        places = {row["sent_id"]: place for place, row in enumerate(sendings)}
        self._sent: dict[str, list[SentPart]] = defaultdict(list)
        for row in rows.of("sent_of"):
            if row["sent_id"] in places and row["case_id"] == stay.case_id and row["debt_no"] in debts:
                self._sent[row["receipt_id"]].append(SentPart(places[row["sent_id"]], row["amount"]))
        of_case = (row for row in rows.of("kept") if row["case_id"] == stay.case_id and row["debt_no"] in debts)
        self._kept = by(of_case, "receipt_id")

    def payment(self, receipt: Row, applied: Sequence[Row]) -> Payment | None:
        """None where nothing of it was hers, or it came in while she had no part in the case."""
        own = [row for row in applied if row["debt_no"] in self._debts]
        if not own or not self._stay.holds(date.fromisoformat(receipt["posted_on"])):
            return None
        return _payment(
            receipt,
            amount=sum(row["amount"] for row in own),
            refunded=0,
            withheld_on=None,
            designation=NOT_HIS_TO_KNOW,
            parts=_parts(own),
            sent=tuple(sorted(self._sent[receipt["receipt_id"]], key=lambda part: (part.sending, part.amount))),
            kept=_kept(self._kept.get((receipt["receipt_id"],), ())),
        )


def _payment(
    receipt: Row,
    *,
    amount: int,
    refunded: int,
    withheld_on: date | None,
    designation: str,
    parts: tuple[Part, ...],
    sent: tuple[SentPart, ...] = (),
    kept: tuple[Kept, ...] = (),
) -> Payment:
    return Payment(
        received_on=date.fromisoformat(receipt["received_on"]),
        posted_on=date.fromisoformat(receipt["posted_on"]),
        withheld_on=withheld_on,
        amount=amount,
        refunded=refunded,
        designation=designation,
        is_reversal=receipt["state"] == "reversal",
        reverses=None,
        parts=parts,
        sent=sent,
        kept=kept,
    )


def _parts(applied: Iterable[Row]) -> tuple[Part, ...]:
    """All that counts for one month toward one thing is one part: debts that differ in whom they are owed to are not
    told apart."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in applied:
        sums[row["month"], row["to"]] += row["amount"]
    return tuple(Part(month, to, amount) for (month, to), amount in sorted(sums.items()))


def _kept(kept: Iterable[Row]) -> tuple[Kept, ...]:
    each = (Kept(row["why"], row["amount"], day(row["until"]), row["reason"] or "") for row in kept)
    return tuple(sorted(each, key=lambda one: (one.why, one.until or date.max, one.reason, one.amount)))


def _linked(payments: Sequence[tuple[Row, Payment]]) -> tuple[Payment, ...]:
    """Each reversal knows the place of what it takes back."""
    places = {row["receipt_id"]: place for place, (row, _) in enumerate(payments)}
    return tuple(replace(made, reverses=places.get(row["reverses"])) for row, made in payments)


def _sent_rows(rows: PersonRows, stay: Stay) -> Sequence[Row]:
    own = (row for row in rows.of("sent") if row["person_id"] == rows.person_id and row["case_id"] == stay.case_id)
    return sorted(own, key=lambda row: (row["on"], row["sent_id"]))


def _sending(row: Row) -> Sending:
    on = date.fromisoformat(row["on"])
    return Sending(on, row["amount"], row["way"], row["state"], row["reference_last4"] or "")
