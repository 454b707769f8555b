"""Lives of a payment, scripted: what became of it, and the exact sentences in which its reader is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms_app.bundles.money import Case, Kept, Part, Payment, Sending, SentPart

Said = tuple[str, str]  # in English, in Spanish
Life = tuple[Case, Payment, date, list[Said]]
FRIDAY, MONDAY, TUESDAY, LATER = date(2026, 10, 30), date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 20)
SUPPORT = (Part("2026-11", "current", 41200),)


def paid(**said: Any) -> Payment:
    """Received on the Friday before the first, and all of it for November."""
    usual: dict[str, Any] = {
        **{"received_on": FRIDAY, "posted_on": MONDAY, "withheld_on": None, "amount": 41200, "refunded": 0},
        **{"designation": "", "is_reversal": False, "reverses": None, "parts": SUPPORT, "sent": (), "kept": ()},
    }
    return Payment(**{**usual, **said})


def case(role: str, *sendings: Sending, before: Payment | None = None) -> Case:
    payments = (before,) if before else ()
    return Case("C1", "Kern", role, FRIDAY, None, "open", None, False, (), (), payments, sendings)


def sent(way: str, state: str, amount: int = 41200) -> tuple[Case, tuple[SentPart, ...]]:
    return case("receiver", Sending(TUESDAY, amount, way, state, "")), (SentPart(0, amount),)


def gone(way: str, state: str) -> tuple[Case, Payment]:
    of, parts = sent(way, state)
    kept = (Kept("hold", 41200, None, "review"),) if state in ("returned", "stopped") else ()
    return of, paid(sent=parts, kept=kept)


RECEIVED = "Received on Friday, October 30, 2026.", "Recibido el viernes 30 de octubre de 2026."
FOR_MONTH = (
    "$412.00 counts as the support of November 2026.",
    "$412.00 cuentan como la manutención de noviembre de 2026.",
)
HELD = (
    "$412.00 is held, because it may still change.",
    "$412.00 están retenidos porque la cantidad todavía puede cambiar.",
)
R = case("receiver")
P = case("payer")

LIVES: dict[str, tuple[Case, Payment, date, list[tuple[str, str]]]] = {
    "not gone out yet, in time: paid on the Friday before the first": (
        *(R, paid(), TUESDAY),
        [
            *(RECEIVED, FOR_MONTH),
            (
                "$412.00 has not gone out yet. It goes out within 2 business days: by Tuesday, November 3, 2026.",
                "$412.00 todavía no se han enviado. Se envían en un plazo de 2 días hábiles: a más tardar el martes "
                "3 de noviembre de 2026.",
            ),
        ],
    ),
    "not gone out, and late": (
        *(R, paid(), LATER),
        [
            *(RECEIVED, FOR_MONTH),
            (
                "$412.00 should have gone out by Tuesday, November 3, 2026. Call us and ask where it is.",
                "$412.00 debieron enviarse a más tardar el martes 3 de noviembre de 2026. "
                "Llámenos y pregunte dónde están.",
            ),
        ],
    ),
}
WENT = {
    ("card", "requested"): (
        "$412.00 is on its way to your card since Tuesday, November 3, 2026.",
        "$412.00 van en camino a su tarjeta desde el martes 3 de noviembre de 2026.",
    ),
    ("card", "sent"): (
        "$412.00 was sent to your card on Tuesday, November 3, 2026.",
        "$412.00 se enviaron a su tarjeta el martes 3 de noviembre de 2026.",
    ),
    ("card", "cashed"): (
        "$412.00 was paid to your card on Tuesday, November 3, 2026.",
        "$412.00 llegaron a su tarjeta el martes 3 de noviembre de 2026.",
    ),
    ("card", "returned"): (
        "$412.00 was sent to your card on Tuesday, November 3, 2026, and came back.",
        "$412.00 se enviaron a su tarjeta el martes 3 de noviembre de 2026 y fueron devueltos.",
    ),
    ("deposit", "cashed"): (
        "$412.00 was paid to your bank account on Tuesday, November 3, 2026.",
        "$412.00 llegaron a su cuenta de banco el martes 3 de noviembre de 2026.",
    ),
    ("deposit", "returned"): (
        "$412.00 was sent to your bank account on Tuesday, November 3, 2026, and came back.",
        "$412.00 se enviaron a su cuenta de banco el martes 3 de noviembre de 2026 y fueron devueltos.",
    ),
    ("check", "sent"): (
        "A check for $412.00 was mailed on Tuesday, November 3, 2026.",
        "El martes 3 de noviembre de 2026 se envió por correo un cheque por $412.00.",
    ),
    ("check", "cashed"): (
        "The check for $412.00 of Tuesday, November 3, 2026 was cashed.",
        "El cheque por $412.00 del martes 3 de noviembre de 2026 se cobró.",
    ),
    ("check", "returned"): (
        "The check for $412.00 of Tuesday, November 3, 2026 came back.",
        "El cheque por $412.00 del martes 3 de noviembre de 2026 fue devuelto.",
    ),
    ("check", "stopped"): (
        "The check for $412.00 of Tuesday, November 3, 2026 was stopped.",
        "El cheque por $412.00 del martes 3 de noviembre de 2026 se detuvo.",
    ),
}
for (way, state), said in WENT.items():
    back = [HELD] if state in ("returned", "stopped") else []
    LIVES[f"{way} {state}"] = (*gone(way, state), LATER, [RECEIVED, FOR_MONTH, said, *back])
KEPT = {
    "kept for aid": (
        Kept("aid", 41200, None, ""),
        "$412.00 was kept to pay back cash aid.",
        "$412.00 se retuvieron para reembolsar la ayuda en efectivo.",
    ),
    "kept as a fee": (
        Kept("fee", 41200, None, ""),
        "$412.00 was kept as a fee.",
        "$412.00 se retuvieron como cargo.",
    ),
    "held for want of an address": (
        Kept("hold", 41200, None, "address"),
        "$412.00 is held: we need your address. Call us to tell us where you live now.",
        "$412.00 están retenidos: nos falta su dirección. Llámenos para decirnos dónde vive ahora.",
    ),
    "held until we know who she is": (
        Kept("hold", 41200, None, "identity"),
        "$412.00 is held until we are sure who you are. Call us.",
        "$412.00 están retenidos hasta que confirmemos su identidad. Llámenos.",
    ),
    "held by the court": (
        Kept("hold", 41200, None, "court"),
        "$412.00 is held until the court decides.",
        "$412.00 están retenidos hasta que decida la corte.",
    ),
    "held until a day": (
        Kept("hold", 41200, date(2027, 4, 30), "review"),
        "$412.00 is held until Friday, April 30, 2027 at the latest, because it may still change.",
        "$412.00 están retenidos, a más tardar hasta el viernes 30 de abril de 2027, porque la cantidad todavía puede "
        "cambiar.",
    ),
    "held back for what had gone out too much": (
        Kept("recover", 41200, None, ""),
        "$412.00 was held back, because an earlier payment was taken back.",
        "$412.00 se descontaron porque se anuló un pago anterior.",
    ),
}
for name, (kept, english, spanish) in KEPT.items():
    LIVES[name] = (R, paid(kept=(kept,)), LATER, [RECEIVED, FOR_MONTH, (english, spanish)])
LIVES |= {
    "returned check after the money went out": (
        case("receiver", before=paid()),
        paid(
            is_reversal=True,
            reverses=0,
            amount=-41200,
            parts=(Part("2026-11", "current", -41200),),
            kept=(Kept("recover", -41200, None, "review"),),
        ),
        LATER,
        [
            (
                "$412.00 of the payment of Monday, November 2, 2026 was taken back.",
                "Se anularon $412.00 del pago del lunes 2 de noviembre de 2026.",
            ),
            (
                "$412.00 had gone out to you already. It may be held back from later payments.",
                "$412.00 ya se le habían enviado a usted. Es posible que se descuenten de pagos posteriores.",
            ),
        ],
    ),
    "less this time: a part to her, a part kept": (
        case("receiver", Sending(TUESDAY, 20000, "card", "cashed", "")),
        paid(sent=(SentPart(0, 20000),), kept=(Kept("aid", 21200, None, ""),)),
        LATER,
        [
            *(RECEIVED, FOR_MONTH),
            (
                "$200.00 was paid to your card on Tuesday, November 3, 2026.",
                "$200.00 llegaron a su tarjeta el martes 3 de noviembre de 2026.",
            ),
            (
                "$212.00 was kept to pay back cash aid.",
                "$212.00 se retuvieron para reembolsar la ayuda en efectivo.",
            ),
        ],
    ),
    "a payer's, withheld on Friday, split over two cases, a part given back": (
        *(P, paid(withheld_on=date(2026, 10, 23), amount=60000, refunded=800), LATER),
        [
            (
                "Taken from your pay on Friday, October 23, 2026.",
                "Descontado de su sueldo el viernes 23 de octubre de 2026.",
            ),
            *(RECEIVED, FOR_MONTH),
            ("$180.00 counts for another case of yours.", "$180.00 cuentan para otro caso suyo."),
            ("$8.00 was given back to you.", "$8.00 se le devolvieron a usted."),
        ],
    ),
    "a payer's, toward four things": (
        *(P,),
        paid(
            amount=10000,
            parts=(
                *(Part("2026-11", "arrears", 5000), Part("2026-11", "fee", 1000)),
                *(Part("2026-12", "future", 2500), Part("2026-11", "interest", 1500)),
            ),
        ),
        LATER,
        [
            RECEIVED,
            ("$50.00 counts toward past-due support.", "$50.00 se usaron para manutención atrasada."),
            ("$10.00 counts toward a fee.", "$10.00 se usaron para un cargo."),
            (
                "$25.00 counts for a later month: December 2026.",
                "$25.00 cuentan para un mes posterior: diciembre de 2026.",
            ),
            ("$15.00 counts toward interest.", "$15.00 se usaron para intereses."),
        ],
    ),
}
