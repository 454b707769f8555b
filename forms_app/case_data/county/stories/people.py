"""Stories of who somebody is: protected, moved, named with one letter, interpreted for, dead, or twice in the books."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="A protected person: no ZIP, no address, no letter, and nothing about her for the other parent.",
    es="Una persona protegida: sin código postal, sin dirección, sin cartas, y nada de ella para el otro padre.",
)
def protected_person(story: Story) -> None:
    case = story.add_case(months=20)
    payer = case.add_party("payer", story.add_person("Dustin, Rourke"))
    receiver = case.add_party("receiver", story.add_person("Irene, Valadez", "es", restricted=True, may_post=False))
    case.add_child("Julieta", story.rows.months(140))
    debt = case.add_debt(case.add_order("child", 430), payer, receiver)
    story.till.pay_monthly(19, 0, (debt, 43_000))


@telling(
    STORIES,
    en="The receiver moved last week, and both parents have one address on file: no letter with a code goes there.",
    es="Quien recibe se acaba de mudar, y los dos padres tienen la misma dirección: ahí no se envía ningún código.",
)
def moved_and_shared(story: Story) -> None:
    case = story.add_case(months=8)
    payer = case.add_party("payer", story.add_person("Arturo, Rentería", "es", address_shared=True))
    week_ago = story.rows.days(-7)
    mover = story.add_person("Courtney, Vance", address_changed_on=week_ago, address_shared=True)
    receiver = case.add_party("receiver", mover)
    case.add_child("Leo", story.rows.months(160))
    debt = case.add_debt(case.add_order("child", 210), payer, receiver)
    story.till.pay_monthly(7, 0, (debt, 21_000))


@telling(
    STORIES,
    en="A family name of one letter, and another of four words.",
    es="Un apellido de una sola letra, y otro de cuatro palabras.",
)
def short_and_long_names(story: Story) -> None:
    family = story.add_family("Minh, O", "María de los Ángeles, Hernández de la Torre es", "Thu", months=10)
    debt = family.owe(295)
    story.till.pay_monthly(9, 0, (debt, 29_500))


@telling(
    STORIES,
    en="The payer speaks Armenian and needs an interpreter; the agency may not write to him by mail.",
    es="Quien paga habla armenio y necesita intérprete; la agencia no debe escribirle por correo.",
)
def interpreter(story: Story) -> None:
    case = story.add_case(months=9)
    speaker = story.add_person("Hovhannes, Petrosyan", "hy", interpreter=True, may_post=False)
    payer = case.add_party("payer", speaker)
    receiver = case.add_party("receiver", story.add_person("Sandra, Meza", "es"))
    case.add_child("Ani", story.rows.months(110))
    debt = case.add_debt(case.add_order("child", 370), payer, receiver)
    story.till.pay_monthly(8, 1, (debt, 37_000), designation="paid")
    more = {"place": "Made-up office, window 3", "attend": "in_person", "bring": "photo_id", "interpreter": True}
    case.add_event(payer, "appointment", 9, "10:30", **more)


@telling(
    STORIES,
    en="The payer died. The order has ended, and nothing more is charged.",
    es="Quien pagaba falleció. La orden terminó y ya no se cobra nada más.",
)
def payer_died(story: Story) -> None:
    case = story.add_case(months=33)
    payer = case.add_party("payer", story.add_person("Vernon, Achterberg", state="died"))
    receiver = case.add_party("receiver", story.add_person("Consuelo, Ayala", "es"))
    case.add_child("Abril", story.rows.months(50))
    line = case.add_order("child", 305, until=story.rows.months(-3, 28))
    debt = case.add_debt(line, payer, receiver)
    story.till.pay_monthly(32, 3, (debt, 30_500))


@telling(
    STORIES,
    en="The receiver stood in the books twice; both entries were found to be one person.",
    es="Quien recibe aparecía dos veces en los registros; se comprobó que es una sola persona.",
)
def merged(story: Story) -> None:
    family = story.add_family("Lorenzo, Gallardo es", "Rebecca, Stone", "Chloe", months=21)
    story.add_person("Rebeca, Stone", merged_into=family.receiver.person_id)
    debt = family.owe(260)
    story.till.pay_monthly(20, 0, (debt, 26_000), way="deposit")
