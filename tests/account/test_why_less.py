"""Why it is less this time: told where something is missing or did not go out, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from support.payment_lives import case, paid

from forms_app.account.ledger.why import why_less
from forms_app.bundles.money import Case, Kept, Month, Part, Payment, Sending, SentPart
from forms_app.i18n import translation

AS_OF = date(2026, 11, 28)
LATER = date(2026, 12, 2)
CARD = Sending(date(2026, 11, 3), 30000, "card", "cashed", "")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    app = Flask("words")
    translation.install(app)
    with app.test_request_context("/"):
        yield


def month(name: str, charged: int = 41200, owed_to: str = "family") -> Month:
    return Month(name, "child", owed_to, 0, charged, 0, 0, charged, 0, AS_OF)


def received(*payments: Payment, months: tuple[Month, ...] = (month("2026-11"),), **said: object) -> Case:
    return replace(case("receiver", CARD), payments=payments, months=months, **said)  # type: ignore[arg-type]


def part(amount: int, name: str = "2026-11", to: str = "current") -> Part:
    return Part(name, to, amount)


LESS = paid(amount=30000, parts=(part(30000),), sent=(SentPart(0, 30000),))
FULL = paid(parts=(part(41200),), sent=(SentPart(0, 30000),))
STILL = "$112.00 has not come in by Saturday, November 28, 2026. The month is not over."
HERS: dict[str, tuple[Case, date, list[str]]] = {
    "less came in, and the month goes on": (
        *(received(LESS), AS_OF),
        [
            *("Ordered for November 2026: $412.00.", "Came in for it: $300.00.", STILL),
            "$300.00 of these payments went out to you.",
        ],
    ),
    "less came in, and the month is over": (
        *(received(LESS), LATER),
        [
            *("Ordered for November 2026: $412.00.", "Came in for it: $300.00.", "$112.00 has not come in."),
            "$300.00 of these payments went out to you.",
        ],
    ),
    "all came in, a part was kept for aid": (
        *(received(replace(FULL, kept=(Kept("aid", 11200, None, ""),))), AS_OF),
        [
            *("Ordered for November 2026: $412.00.", "All of it came in."),
            *("$112.00 was kept to pay back cash aid.", "$300.00 of these payments went out to you."),
        ],
    ),
    "two payments, each partly held": (
        received(
            paid(
                amount=20600,
                parts=(part(20600),),
                sent=(SentPart(0, 15000),),
                kept=(Kept("hold", 5600, None, "court"),),
            ),
            paid(
                amount=20600,
                parts=(part(20600),),
                sent=(SentPart(0, 15000),),
                kept=(Kept("hold", 5600, None, "court"),),
            ),
        ),
        AS_OF,
        [
            *("Ordered for November 2026: $412.00.", "All of it came in."),
            *("$112.00 is held until the court decides.", "$300.00 of these payments went out to you."),
        ],
    ),
    "a payment was taken back, and what was held is held no more": (
        received(
            paid(parts=(part(41200),), kept=(Kept("hold", 41200, None, "review"),)),
            paid(amount=-41200, is_reversal=True, parts=(part(-41200),), kept=(Kept("hold", -41200, None, "review"),)),
        ),
        LATER,
        [
            *("Ordered for November 2026: $412.00.", "Came in for it: $0.00.", "$412.00 has not come in."),
            "None of it went out to you.",
        ],
    ),
    "nothing ever came": (
        *(received(), AS_OF),
        [
            "Ordered for November 2026: $412.00.",
            "Nothing has come in for it by Saturday, November 28, 2026. The month is not over.",
        ],
    ),
    "October was whole, November has nothing": (
        received(
            paid(parts=(part(41200, "2026-10"),), sent=(SentPart(0, 41200),)),
            months=(month("2026-10"), month("2026-11")),
        ),
        LATER,
        ["Ordered for November 2026: $412.00.", "Nothing has come in for it."],
    ),
    "paid ahead counts": (*(received(replace(FULL, parts=(part(41200, to="future"),))), AS_OF), []),
    "all came and went": (*(received(FULL), AS_OF), []),
    "nothing is ordered": (*(received(LESS, months=(month("2026-11", 0),)), AS_OF), []),
    "her part has ended": (*(received(LESS, until=date(2026, 11, 1)), AS_OF), []),
}


def told(of: Case, as_of: date) -> list[str]:
    return [sentence for said in why_less(of, as_of) for sentence in said]


@pytest.mark.parametrize("name", HERS)
def test_a_receiver_reads_why(name: str) -> None:
    of, as_of, said = HERS[name]

    assert told(of, as_of) == said


def test_a_payer_reads_where_the_rest_of_his_payment_counts() -> None:
    parts = (part(30000), part(5000, to="arrears"), part(1000, "2026-12", "future"))
    his = replace(case("payer"), payments=(paid(amount=40000, refunded=500, parts=parts),), months=(month("2026-11"),))

    assert told(his, LATER) == [
        "Ordered for November 2026: $412.00.",
        "$300.00 of your payments counts for it.",
        "$112.00 has not come in.",
        "$50.00 counts toward past-due support.",
        "$10.00 counts for a later month: December 2026.",
        "$35.00 counts for another case of yours.",
        "$5.00 was given back to you.",
    ]


def test_a_payer_who_paid_it_all_reads_nothing() -> None:
    his = replace(case("payer"), payments=(paid(parts=(part(41200),)),), months=(month("2026-11"),))

    assert told(his, AS_OF) == []
