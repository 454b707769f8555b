"""Stories of families who receive cash aid, or did: what is owed to aid, and what to the family."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="The family receives cash aid: current support is kept for it.",
    es="La familia recibe ayuda en efectivo: la manutención actual se conserva por ese motivo.",
)
def on_aid(story: Story) -> None:
    family = story.add_family("Gerardo, Pineda es", "Carmen, Solís es", "Alondra", months=15)
    line = family.case.add_order("child", 290)
    debt = family.case.add_debt(line, family.payer, None, "aid")
    story.till.pay_monthly(14, 0, (debt, 29_000))


@telling(
    STORIES,
    en="The family no longer receives aid: current support goes out, old arrears are owed for the aid.",
    es="La familia ya no recibe ayuda: la manutención actual se envía; los atrasos viejos son por la ayuda recibida.",
)
def after_aid(story: Story) -> None:
    family = story.add_family("Leonard, Pruitt", "Maribel, Acosta es", "Kevin", months=40)
    before = family.case.add_order("child", 310, until=story.rows.months(-29, 28))
    to_aid = family.case.add_debt(before, family.payer, None, "aid")
    to_family = family.owe(310, since=story.rows.months(-28))
    story.till.pay_monthly(28, 0, (to_family, 31_000), (to_aid, 5_000))


@telling(
    STORIES,
    en="Each payment is divided: part is owed to the family, part to aid. Only the receiver sees them apart.",
    es="Cada pago se divide: una parte es de la familia y otra de la ayuda. Solo quien recibe las ve por separado.",
)
def family_and_aid(story: Story) -> None:
    family = story.add_family("Nelson, Aguirre es", "Stacy, Renner", "Gabriel", months=11)
    to_family = family.owe(100)
    to_aid = family.case.add_debt(family.case.add_order("child", 200), family.payer, family.receiver, "aid")
    story.till.pay_monthly(10, 0, (to_family, 10_000), (to_aid, 20_000))
