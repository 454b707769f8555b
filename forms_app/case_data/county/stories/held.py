"""Stories of money that came in and did not simply go out: returned, stopped, held, taken back, refunded, a fee."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="A check bounced after the money had gone out. It is owed again, and held back from the next payments.",
    es="Un cheque no tenía fondos y el dinero ya se había enviado. Se debe otra vez y se descuenta después.",
)
def returned_check(story: Story) -> None:
    family = story.add_family("Wesley, Granger", "Norma, Escobedo es", "Valeria", months=14)
    debt = family.owe(280)
    story.till.pay_monthly(13, 4, (debt, 28_000), designation="paid", way="deposit")
    bounced = story.till.receive(family.payer, story.rows.months(-3, 5), "paid")
    bounced.spread(debt, 28_000).pass_on(debt, "deposit")
    story.till.reverse(bounced, story.rows.months(-3, 18))
    for ago in (2, 1):
        receipt = story.till.receive(family.payer, story.rows.months(-ago, 5), "paid").spread(debt, 28_000)
        receipt.keep(debt, "recover", 10_000).send(debt, 18_000, "deposit")


@telling(
    STORIES,
    en="A check to the receiver came back by mail. The money is held until the agency has an address.",
    es="El correo devolvió un cheque. El dinero espera hasta que la agencia tenga una dirección.",
)
def returned_mail(story: Story) -> None:
    family = story.add_family("Óscar, Beltrán es", "Tiffany, Lowe", "Mia", months=12)
    debt = family.owe(330)
    story.till.pay_monthly(11, 2, (debt, 33_000), way="check")
    receipt = story.till.receive(family.payer, story.rows.months(-1, 5)).spread(debt, 33_000)
    receipt.send(debt, 33_000, "check", "returned")
    receipt.keep(debt, "hold", 33_000, "address", story.rows.days(60))


@telling(
    STORIES,
    en="A deposit was stopped and sent again to a card.",
    es="Se detuvo un depósito y se volvió a enviar a una tarjeta.",
)
def stopped_and_sent_again(story: Story) -> None:
    family = story.add_family("Preston, Lindqvist", "Yolanda, Arce es", "Lily", months=9)
    debt = family.owe(410)
    story.till.pay_monthly(8, 2, (debt, 41_000), way="deposit")
    receipt = story.till.receive(family.payer, story.rows.months(-1, 5)).spread(debt, 41_000)
    receipt.send(debt, 41_000, "deposit", "stopped")
    receipt.send(debt, 41_000, "card", "sent", story.rows.months(-1, 20))


@telling(
    STORIES,
    en="Money is held until the receiver has shown who she is.",
    es="El dinero espera hasta que quien lo recibe compruebe su identidad.",
)
def held_for_identity(story: Story) -> None:
    family = story.add_family("Julio, Mendoza es", "Cynthia, Paredes", "Ángel", months=3)
    debt = family.owe(260)
    for ago in (2, 1):
        receipt = story.till.receive(family.payer, story.rows.months(-ago, 8)).spread(debt, 26_000)
        receipt.keep(debt, "hold", 26_000, "identity")
    family.case.add_document(family.receiver, "letter", -30, answer_by=story.rows.days(-5), paper_sent=False)


@telling(
    STORIES,
    en="A court told the agency to hold the money until a hearing.",
    es="Un tribunal le ordenó a la agencia retener el dinero hasta una audiencia.",
)
def held_by_the_court(story: Story) -> None:
    family = story.add_family("Marcus, Odom", "Verónica, Tello es", "Ethan", months=26)
    debt = family.owe(390)
    story.till.pay_monthly(25, 2, (debt, 39_000))
    receipt = story.till.receive(family.payer, story.rows.months(-1, 5)).spread(debt, 39_000)
    receipt.keep(debt, "hold", 39_000, "court", story.rows.days(25))
    for person in (family.payer, family.receiver):
        family.case.add_event(person, "court", 25, "08:30", place="Department 2", attend="in_person", bring="notice")


@telling(
    STORIES,
    en="Half of a payment is held while the agency reviews it; the other half went out.",
    es="La mitad de un pago espera mientras la agencia lo revisa; la otra mitad ya se envió.",
)
def held_for_review(story: Story) -> None:
    family = story.add_family("Iván, Cordero es", "Melissa, Strand", "Zoe", months=16)
    debt = family.owe(500)
    story.till.pay_monthly(15, 2, (debt, 50_000))
    receipt = story.till.receive(family.payer, story.rows.months(-1, 5)).spread(debt, 50_000)
    receipt.keep(debt, "hold", 25_000, "review", story.rows.days(90)).send(debt, 25_000)


@telling(
    STORIES,
    en="A fee was taken out of one payment, and part of the next was given back to the payer.",
    es="De un pago se descontó una cuota, y una parte del siguiente se le devolvió a quien paga.",
)
def fee_and_refund(story: Story) -> None:
    family = story.add_family("Raymond, Sattler", "Beatriz, Olvera es", "Lucas", months=13)
    debt = family.owe(225)
    story.till.pay_monthly(12, 3, (debt, 22_500), designation="paid")
    receipt = story.till.receive(family.payer, story.rows.months(-2, 5), "paid").spread(debt, 22_500).pass_on(debt)
    receipt.take_fee(debt, 35_00)
    receipt = story.till.receive(family.payer, story.rows.months(-1, 5), "paid").spread(debt, 22_500).pass_on(debt)
    receipt.refunded = 45_00


@telling(
    STORIES,
    en="A payment came in yesterday and is on its way: asked for, not yet sent.",
    es="Un pago llegó ayer y está en camino: ya se pidió su envío, todavía no sale.",
)
def on_its_way(story: Story) -> None:
    family = story.add_family("Tyrone, Beck", "Dulce María, Ibarra es", "Samuel", months=22)
    debt = family.owe(340)
    story.till.pay_monthly(21, 1, (debt, 34_000))
    receipt = story.till.receive(family.payer, story.rows.days(-1)).spread(debt, 34_000)
    receipt.send(debt, 34_000, "card", "requested", story.rows.today)
