"""Stories of people who are on more than one case, or change places on one."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="One parent pays on two cases in two counties; one payment from wages is divided between them.",
    es="Un padre paga en dos casos de dos condados; un solo pago del sueldo se divide entre los dos.",
)
def two_counties(story: Story) -> None:
    here = story.add_family("Rigoberto, Sandoval es", "Amy, Fletcher", "Ava", months=30)
    there = story.add_case("San Bernardino", months=24)
    other = story.add_person("Leticia, Marín", "es")
    there.add_party("payer", here.payer)
    there.add_party("receiver", other)
    there.add_child("Bruno", story.rows.months(130))
    first = here.owe(400)
    second = there.add_debt(there.add_order("child", 350), here.payer, other)
    story.till.pay_monthly(29, 24, (first, 40_000))
    story.till.pay_monthly(23, 0, (first, 40_000), (second, 30_000), day=7)


@telling(
    STORIES,
    en="The same person receives support for one child and pays it for another.",
    es="La misma persona recibe manutención por un hijo y la paga por otro.",
)
def both_roles(story: Story) -> None:
    received = story.add_family("Duane, Hutchins", "Elena, Robledo es", "Renata", months=28)
    paid = story.add_case(months=18)
    father = story.add_person("Fermín, Robles", "es")
    paid.add_party("payer", received.receiver)
    paid.add_party("receiver", father)
    paid.add_child("Emiliano", story.rows.months(90))
    hers = received.owe(450)
    owed = paid.add_debt(paid.add_order("child", 150), received.receiver, father)
    story.till.pay_monthly(27, 0, (hers, 45_000))
    story.till.pay_monthly(17, 0, (owed, 15_000), day=11, designation="paid", way="deposit")


@telling(
    STORIES,
    en="Two parents who live apart both pay to the grandmother with whom the children live.",
    es="Dos padres que viven separados le pagan los dos a la abuela con quien viven los niños.",
)
def two_payers(story: Story) -> None:
    case = story.add_case(months=12)
    father, mother = story.add_person("Kenneth, Moreau"), story.add_person("Araceli, Cuevas", "es")
    grandmother = story.add_person("Dolores, Cuevas", "es")
    for parent in (father, mother):
        case.add_party("payer", parent)
    case.add_party("caretaker", grandmother)
    for child in ("Naomi", "Elías"):
        case.add_child(child, story.rows.months(75))
    line = case.add_order("child", 180)
    his, hers = (case.add_debt(line, parent, grandmother) for parent in (father, mother))
    story.till.pay_monthly(11, 0, (his, 18_000), day=4)
    story.till.pay_monthly(11, 3, (hers, 18_000), day=14, designation="paid")


@telling(
    STORIES,
    en="An aunt cared for the child until a year ago; since then support goes to the mother. Each sees her own time.",
    es="Una tía cuidó al niño hasta hace un año; desde entonces recibe la madre. Cada una ve solo su tiempo.",
)
def former_caretaker(story: Story) -> None:
    case = story.add_case(months=26)
    father, aunt = story.add_person("Clifford, Yates"), story.add_person("Ofelia, Trejo", "es")
    mother = story.add_person("Janet, Trejo")
    last, first = story.rows.months(-13, 28), story.rows.months(-12)
    case.add_party("payer", father)
    case.add_party("caretaker", aunt, until=last)
    case.add_party("receiver", mother, first)
    case.add_child("Damián", story.rows.months(60))
    before = case.add_debt(case.add_order("child", 320, until=last), father, aunt)
    since = case.add_debt(case.add_order("child", 320, since=first), father, mother)
    story.till.pay_monthly(25, 13, (before, 32_000), day=5)
    story.till.pay_monthly(12, 0, (since, 32_000), day=5)
