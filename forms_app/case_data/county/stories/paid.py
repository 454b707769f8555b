"""Stories of support that is paid, in each rhythm and each way, and of what is owed when it is not."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="Support is withheld from wages each month and goes out to a card; nothing is owed.",
    es="La manutención se descuenta del sueldo cada mes y llega a una tarjeta; no se debe nada.",
)
def every_month(story: Story) -> None:
    family = story.add_family("Miguel Ángel, Ortega es", "Lucía, Ramírez es", "Sofía")
    debt = family.owe(420)
    story.till.pay_monthly(35, 0, (debt, 42_000))
    family.case.add_step(family.receiver, "case_opened", -1400)
    family.case.add_step(family.payer, "withholding_sent", -1380)
    family.case.add_document(family.receiver, "statement", -20)


@telling(
    STORIES,
    en="The first payment of a new order came this week; there is no history yet.",
    es="El primer pago de una orden nueva llegó esta semana; todavía no hay historial.",
)
def first_payment(story: Story) -> None:
    family = story.add_family("Brandon, Keller", "Alicia, Montoya es", "Mateo", months=1)
    debt = family.owe(315)
    story.till.pay(story.rows.days(-1) if story.rows.today.day > 1 else story.rows.today, (debt, 31_500))
    family.case.add_document(family.payer, "order", 0, pages=1)


@telling(
    STORIES,
    en="Support falls due every week, so some months have four charges and some five.",
    es="La manutención vence cada semana: unos meses tienen cuatro cargos y otros cinco.",
)
def every_week(story: Story) -> None:
    family = story.add_family("Rubén, Salcedo es", "Kimberly, Novak", "Emma", months=20)
    debt = family.owe(95, "week")
    story.till.pay_monthly(19, 0, (debt, 38_000), day=9)


@telling(
    STORIES,
    en="Support falls due every two weeks; the payer pays it himself and is a little behind.",
    es="La manutención vence cada dos semanas; quien paga lo hace por su cuenta y está un poco atrasado.",
)
def every_two_weeks(story: Story) -> None:
    family = story.add_family("Andre, Whitfield", "Denise, Carver", "Jordan", months=30)
    debt = family.owe(180, "two_weeks")
    story.till.pay_monthly(29, 1, (debt, 36_000), designation="paid", way="deposit", day=12)


@telling(
    STORIES,
    en="Support falls due twice a month and is sent by paper check, which is not cashed at once.",
    es="La manutención vence dos veces al mes y se envía en cheque de papel, que no se cobra de inmediato.",
)
def twice_a_month(story: Story) -> None:
    family = story.add_family("Ernesto, Villalobos es", "Teresa, Quintero es", "Camila", months=15)
    debt = family.owe(150, "twice_a_month")
    for day in (4, 19):
        story.till.pay_monthly(14, 1, (debt, 15_000), day=day, way="check")


@telling(
    STORIES,
    en="Child support and spousal support come by one payment and are counted apart.",
    es="La manutención de los hijos y la del cónyuge llegan en un solo pago y se cuentan por separado.",
)
def child_and_spousal(story: Story) -> None:
    family = story.add_family("Gregory, Tanaka", "Marisol, Tanaka es", "Noah")
    child = family.owe(600)
    spousal = family.case.add_debt(family.case.add_order("spousal", 250), family.payer, family.receiver)
    story.till.pay_monthly(35, 0, (child, 60_000), (spousal, 25_000), day=3)


@telling(
    STORIES,
    en="Cash medical support is ordered beside child support.",
    es="Además de la manutención se ordenó un apoyo médico en efectivo.",
)
def medical(story: Story) -> None:
    family = story.add_family("José Luis, Arriaga es", "Patricia, Nájera es", "Diego", months=10)
    child = family.owe(275)
    health = family.case.add_debt(family.case.add_order("medical", 60), family.payer, family.receiver)
    story.till.pay_monthly(9, 0, (child, 27_500), (health, 6_000), day=2)


@telling(
    STORIES,
    en="More was paid than was due: the rest counts for the months to come.",
    es="Se pagó más de lo que vencía: el resto cuenta para los meses que siguen.",
)
def paid_ahead(story: Story) -> None:
    family = story.add_family("Colin, Abernathy", "Rosario, Bautista es", "Olivia", months=8)
    debt = family.owe(200)
    story.till.pay_monthly(7, 1, (debt, 20_000), day=5, designation="paid")
    story.till.pay(story.rows.months(-1, 20), (debt, 15_000), designation="paid")


@telling(
    STORIES,
    en="A payment made on the last day of a month was posted on the first of the next, and counts there.",
    es="Un pago hecho el último día del mes se registró el primero del siguiente, y cuenta en ese mes.",
)
def last_day_of_the_month(story: Story) -> None:
    family = story.add_family("Darnell, Hughes", "Guadalupe, Cisneros es", "Isaiah", months=6)
    debt = family.owe(350)
    story.till.pay_monthly(5, 2, (debt, 35_000), day=10)
    first = story.rows.months(0)
    before = first.fromordinal(first.toordinal() - 1)
    late = story.till.receive(family.payer, before, "paid", posted=first)
    late.spread(debt, 35_000).pass_on(debt)


@telling(
    STORIES,
    en="Nothing has been paid for a year: arrears and interest grow, and papers were filed.",
    es="Hace un año que no se paga nada: crecen los atrasos y los intereses, y el tribunal ya tiene documentos.",
)
def nothing_paid(story: Story) -> None:
    family = story.add_family("Travis, Boyle", "Esperanza, Luna es", "Ximena", months=60)
    debt = family.owe(510)
    debt.opening = 1_234_00
    story.till.pay_monthly(30, 12, (debt, 51_000))
    family.case.add_step(family.payer, "papers_filed", -40)
    family.case.add_document(family.payer, "hearing_notice", -10, answer_by=story.rows.days(20))


@telling(
    STORIES,
    en="The system of this county gives no interest: the balance is shown as being without it.",
    es="El sistema de este condado no da intereses: el saldo se muestra sin ellos.",
)
def without_interest(story: Story) -> None:
    family = story.add_family("Héctor, Zamora es", "Ashley, Dunn", "Liam", months=18, county="Fresno")
    line = family.case.add_order("child", 240)
    debt = family.case.add_debt(line, family.payer, family.receiver, interest=False)
    story.till.pay_monthly(17, 1, (debt, 20_000), designation="paid")


@telling(
    STORIES,
    en="A court ordered a payment toward arrears on top of current support. The agency corrected the balance once.",
    es="Un tribunal ordenó un pago para los atrasos además de la manutención. La agencia corrigió el saldo una vez.",
)
def toward_arrears(story: Story) -> None:
    family = story.add_family("Salvador, Fuentes es", "Brenda, Whitaker", "Aaliyah", months=50)
    debt = family.owe(300)
    family.case.add_order("arrears", 75, since=story.rows.months(-24))
    debt.opening = 4_000_00
    story.till.pay_monthly(24, 0, (debt, 37_500), day=6)
    corrected = debt.until - 2
    debt.adjusted[corrected] -= 50_00
    debt.interest_adjusted[corrected] -= 20_00
