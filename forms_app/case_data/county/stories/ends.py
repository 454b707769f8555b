"""Stories of cases that end, or whose figures do not agree."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="The child turned 18 and the order ended; the arrears are paid since, and now the interest.",
    es="La hija cumplió 18 años y la orden terminó; después se pagaron los atrasos y ahora los intereses.",
)
def order_ended(story: Story) -> None:
    case = story.add_case(months=100)
    payer = case.add_party("payer", story.add_person("Federico, Lozano", "es"))
    receiver = case.add_party("receiver", story.add_person("Michelle, Garrett"))
    ended = story.rows.months(-8, 28)
    case.add_child("Daniela", ended)
    case.add_child("Tomás", in_order=False)
    debt = case.add_debt(case.add_order("child", 380, until=ended), payer, receiver)
    debt.opening = 600_00
    story.till.pay_monthly(35, 8, (debt, 38_000))
    story.till.pay_monthly(7, 0, (debt, 15_000))


@telling(
    STORIES,
    en="Everything is paid and the agency is about to close the case.",
    es="Todo está pagado y la agencia está por cerrar el caso.",
)
def closing(story: Story) -> None:
    case = story.add_case(months=70)
    payer = case.add_party("payer", story.add_person("Stuart, Vogel"))
    receiver = case.add_party("receiver", story.add_person("Graciela, Ponce", "es"))
    ended = story.rows.months(-2, 28)
    case.add_child("Paulina", ended)
    debt = case.add_debt(case.add_order("child", 250, until=ended), payer, receiver)
    story.till.pay_monthly(35, 2, (debt, 25_000))
    case.close("closing")
    case.add_document(receiver, "letter", -12, answer_by=story.rows.days(48))


@telling(
    STORIES,
    en="A closed case: its history can still be read.",
    es="Un caso cerrado: su historial todavía se puede consultar.",
)
def closed(story: Story) -> None:
    case = story.add_case(months=80)
    payer = case.add_party("payer", story.add_person("Ignacio, Barrera", "es"))
    receiver = case.add_party("receiver", story.add_person("Vanessa, Pope"))
    ended = story.rows.months(-5, 28)
    case.add_child("Hailey", ended)
    debt = case.add_debt(case.add_order("child", 240, until=ended), payer, receiver)
    debt.until -= 4
    story.till.pay_monthly(35, 5, (debt, 24_000))
    case.close("closed", story.rows.months(-4, 20))
    for person in (payer, receiver):
        case.add_step(person, "case_closed", (story.rows.months(-4, 20) - story.rows.today).days)


@telling(
    STORIES,
    en="The figures of this case do not add up: it is being checked, and no balance is shown.",
    es="Las cifras de este caso no cuadran: se está revisando y no se muestra ningún saldo.",
)
def being_checked(story: Story) -> None:
    family = story.add_family("Bradley, Kowalski", "Susana, Orozco es", "Jade", months=17)
    debt = family.owe(365)
    debt.error = 10_00
    story.till.pay_monthly(16, 1, (debt, 36_500))
