"""More lives of a payment: taken back, come in late, divided. The last of each is what took it back, or None."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms_app.bundles.money import Case, Kept, Part, Payment, Sending, SentPart
from support.payment_lives import FOR_MONTH, HELD, LATER, RECEIVED, TUESDAY, P, R, Said, case, paid

Undone = tuple[Case, Payment, date, list[Said], Payment | None]
THURSDAY = date(2026, 11, 19)
TAKEN_BACK = (
    "$412.00 of the payment of Monday, November 2, 2026 was taken back.",
    "Se anularon $412.00 del pago del lunes 2 de noviembre de 2026.",
)
ENTERED = (
    "Entered in your case on Friday, November 20, 2026.",
    "Se anotó en su caso el viernes 20 de noviembre de 2026.",
)
ALL_UNDONE = (
    "All of it was taken back on Thursday, November 19, 2026.",
    "Este pago se anuló por completo el jueves 19 de noviembre de 2026.",
)
ON_CARD = (
    "$412.00 was paid to your card on Tuesday, November 3, 2026.",
    "$412.00 llegaron a su tarjeta el martes 3 de noviembre de 2026.",
)
FROM_PAY = (
    "Taken from your pay on Friday, October 23, 2026.",
    "Descontado de su sueldo el viernes 23 de octubre de 2026.",
)
CARD = Sending(TUESDAY, 41200, "card", "cashed", "")


def back(amount: int = -41200, **said: object) -> Payment:
    """What takes a payment back, or a part of it."""
    parts = (Part("2026-11", "current", amount),)
    usual = {"posted_on": THURSDAY, "amount": amount, "is_reversal": True, "reverses": 0, "parts": parts}
    return paid(**{**usual, **said})


def went(state: str, **said: object) -> tuple[Case, Payment]:
    return case("receiver", replace(CARD, state=state)), paid(sent=(SentPart(0, 41200),), **said)


def dollars(amount: str, english: str, spanish: str) -> Said:
    return f"${amount} {english}", f"${amount} {spanish}"


MORE: dict[str, Undone] = {
    "a receiver's, entered three weeks after it came": (
        *(R, paid(posted_on=LATER, kept=(Kept("hold", 41200, None, "review"),)), LATER),
        [RECEIVED, ENTERED, FOR_MONTH, HELD],
        None,
    ),
    "a payer's, entered three weeks after it came": (
        *(P, paid(posted_on=LATER, withheld_on=date(2026, 10, 23)), LATER),
        [FROM_PAY, RECEIVED, ENTERED, FOR_MONTH],
        None,
    ),
    "a receiver's, of an earlier payment that stands nowhere": (
        *(R, back(reverses=None, kept=(Kept("recover", -41200, None, ""),)), LATER),
        [
            ("$412.00 of an earlier payment was taken back.", "Se anularon $412.00 de un pago anterior."),
            (
                "$412.00 had gone out to you already. It may be held back from later payments.",
                "$412.00 ya se le habían enviado a usted. Es posible que se descuenten de pagos posteriores.",
            ),
        ],
        None,
    ),
    "a receiver's, taken back while it was held": (
        *(case("receiver", before=paid()), back(kept=(Kept("hold", -41200, None, "review"),)), LATER),
        [TAKEN_BACK, ("$412.00 of that had not gone out to you.", "De eso, $412.00 no se le habían enviado a usted.")],
        None,
    ),
    "a receiver's that was held, and is no more because it was taken back": (
        *(R, paid(kept=(Kept("hold", 41200, None, "review"),)), LATER),
        [RECEIVED, FOR_MONTH, ALL_UNDONE],
        back(kept=(Kept("hold", -41200, None, "review"),)),
    ),
    "a receiver's that went out, and was taken back": (
        *(*went("cashed"), LATER),
        [RECEIVED, FOR_MONTH, ON_CARD, ALL_UNDONE],
        back(),
    ),
    "a receiver's that went out, and a part of it was taken back": (
        *(*went("cashed"), LATER),
        [
            *(RECEIVED, FOR_MONTH, ON_CARD),
            (
                "$12.00 of it was taken back on Thursday, November 19, 2026.",
                "De este pago se anularon $12.00 el jueves 19 de noviembre de 2026.",
            ),
        ],
        back(-1200),
    ),
    "a payer's, taken back": (
        *(case("payer", before=paid()), back(), LATER),
        [
            TAKEN_BACK,
            dollars(
                "412.00",
                "no longer counts as the support of November 2026.",
                "ya no cuentan como la manutención de noviembre de 2026.",
            ),
        ],
        None,
    ),
    "a payer's of two cases, taken back": (
        *(case("payer", before=paid(amount=60000)), back(amount=-60000, parts=back().parts), LATER),
        [
            (
                "$600.00 of the payment of Monday, November 2, 2026 was taken back.",
                "Se anularon $600.00 del pago del lunes 2 de noviembre de 2026.",
            ),
            dollars(
                "412.00",
                "no longer counts as the support of November 2026.",
                "ya no cuentan como la manutención de noviembre de 2026.",
            ),
            dollars("188.00", "no longer counts for another case of yours.", "ya no cuentan para otro caso suyo."),
        ],
        None,
    ),
    "a payer's toward four things, taken back": (
        *(P,),
        back(
            -10000,
            reverses=None,
            parts=(
                *(Part("2026-11", "arrears", -5000), Part("2026-11", "fee", -1000)),
                *(Part("2026-12", "future", -2500), Part("2026-11", "interest", -1500)),
            ),
        ),
        LATER,
        [
            ("$100.00 of an earlier payment was taken back.", "Se anularon $100.00 de un pago anterior."),
            dollars("50.00", "no longer counts toward past-due support.", "ya no cuentan para manutención atrasada."),
            dollars("10.00", "no longer counts toward a fee.", "ya no cuentan para un cargo."),
            dollars(
                "25.00",
                "no longer counts for a later month: December 2026.",
                "ya no cuentan para un mes posterior: diciembre de 2026.",
            ),
            dollars("15.00", "no longer counts toward interest.", "ya no cuentan para intereses."),
        ],
        None,
    ),
    "a payer's that was taken back later": (
        *(P, paid(), LATER),
        [RECEIVED, FOR_MONTH, ALL_UNDONE],
        back(),
    ),
    "a payer's, nearly all of it given back": (
        *(P, paid(amount=50000, refunded=49000, parts=(Part("2026-11", "interest", 1000),)), LATER),
        [
            RECEIVED,
            ("$10.00 counts toward interest.", "$10.00 se usaron para intereses."),
            ("$490.00 was given back to you.", "$490.00 se le devolvieron a usted."),
        ],
        None,
    ),
    "a payer's, for two months at once": (
        *(P,),
        paid(amount=82400, parts=(Part("2026-10", "current", 41200), Part("2026-11", "current", 41200))),
        LATER,
        [
            RECEIVED,
            dollars(
                "412.00",
                "counts as the support of October 2026.",
                "cuentan como la manutención de octubre de 2026.",
            ),
            FOR_MONTH,
        ],
        None,
    ),
    "a deposit that was stopped and sent again to a card": (
        case("receiver", replace(CARD, way="deposit", state="stopped"), replace(CARD, state="sent")),
        paid(sent=(SentPart(0, 41200), SentPart(1, 41200))),
        LATER,
        [
            *(RECEIVED, FOR_MONTH),
            (
                "$412.00 for your bank account was stopped; it was sent on Tuesday, November 3, 2026.",
                "Se detuvo el envío de $412.00 a su cuenta de banco; "
                "se había enviado el martes 3 de noviembre de 2026.",
            ),
            dollars(
                "412.00",
                "was sent to your card on Tuesday, November 3, 2026.",
                "se enviaron a su tarjeta el martes 3 de noviembre de 2026.",
            ),
        ],
        None,
    ),
    "aid and a fee kept, the rest to a card": (
        case("receiver", replace(CARD, amount=20000)),
        paid(sent=(SentPart(0, 20000),), kept=(Kept("aid", 17700, None, ""), Kept("fee", 3500, None, ""))),
        LATER,
        [
            *(RECEIVED, FOR_MONTH),
            dollars(
                "200.00",
                "was paid to your card on Tuesday, November 3, 2026.",
                "llegaron a su tarjeta el martes 3 de noviembre de 2026.",
            ),
            dollars(
                "177.00",
                "was kept to pay back cash aid.",
                "se retuvieron para reembolsar la ayuda en efectivo.",
            ),
            dollars("35.00", "was kept as a fee.", "se retuvieron como cargo."),
        ],
        None,
    ),
    "half gone out, half not yet": (
        case("receiver", replace(CARD, amount=20600)),
        paid(sent=(SentPart(0, 20600),)),
        TUESDAY,
        [
            *(RECEIVED, FOR_MONTH),
            dollars(
                "206.00",
                "was paid to your card on Tuesday, November 3, 2026.",
                "llegaron a su tarjeta el martes 3 de noviembre de 2026.",
            ),
            dollars(
                "206.00",
                "has not gone out yet. It goes out within 2 business days: by Tuesday, November 3, 2026.",
                "todavía no se han enviado. Se envían en un plazo de 2 días hábiles: a más tardar el martes 3 de "
                "noviembre de 2026.",
            ),
        ],
        None,
    ),
    "come in the day before Thanksgiving": (
        *(R, paid(received_on=date(2026, 11, 25), posted_on=date(2026, 11, 25)), date(2026, 11, 28)),
        [
            ("Received on Wednesday, November 25, 2026.", "Recibido el miércoles 25 de noviembre de 2026."),
            FOR_MONTH,
            dollars(
                "412.00",
                "has not gone out yet. It goes out within 2 business days: by Tuesday, December 1, 2026.",
                "todavía no se han enviado. Se envían en un plazo de 2 días hábiles: a más tardar el martes 1 de "
                "diciembre de 2026.",
            ),
        ],
        None,
    ),
    "a caretaker's, on its way": (
        replace(went("requested")[0], role="caretaker"),
        went("requested")[1],
        LATER,
        [
            *(RECEIVED, FOR_MONTH),
            dollars(
                "412.00",
                "is on its way to your card since Tuesday, November 3, 2026.",
                "van en camino a su tarjeta desde el martes 3 de noviembre de 2026.",
            ),
        ],
        None,
    ),
    "a receiver's, paid ahead and toward interest": (
        case("receiver", CARD),
        paid(
            sent=(SentPart(0, 41200),),
            parts=(Part("2026-12", "future", 40000), Part("2026-11", "interest", 1200)),
        ),
        LATER,
        [
            RECEIVED,
            dollars(
                "400.00",
                "counts for a later month: December 2026.",
                "cuentan para un mes posterior: diciembre de 2026.",
            ),
            ("$12.00 counts toward interest.", "$12.00 se usaron para intereses."),
            ON_CARD,
        ],
        None,
    ),
    "a receiver's, part of it held back for what had gone out too much": (
        case("receiver", replace(CARD, amount=31200)),
        paid(sent=(SentPart(0, 31200),), kept=(Kept("recover", 10000, None, ""),)),
        LATER,
        [
            *(RECEIVED, FOR_MONTH),
            dollars(
                "312.00",
                "was paid to your card on Tuesday, November 3, 2026.",
                "llegaron a su tarjeta el martes 3 de noviembre de 2026.",
            ),
            dollars(
                "100.00",
                "was held back, because an earlier payment was taken back.",
                "se descontaron porque se anuló un pago anterior.",
            ),
        ],
        None,
    ),
}
