"""A made-up case without its money: people, parties, children, an order, dates, steps; drawn from seed and number."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from forms_app.case_data.contract.envelopes import SEALED_AT_LEAST
from forms_app.case_data.many import names
from forms_app.case_data.many.calendar import ALL, DAY, MONTHS, days_from
from forms_app.case_data.many.output import Output
from forms_app.facts.case_words import Words
from forms_app.sealing.seal import ENVELOPE

PEOPLE = ("", "")  # tables whose totals name no county
KINDS = ("child", "child", "child", "medical", "spousal")
PAYING = (0.0, 0.5, 0.8, 0.95, 1.0, 1.0)  # of the months
AMOUNTS = tuple(range(75_00, 900_00, 5_00))


@dataclass(slots=True)
class Debt:
    """What the money of a case is drawn from. `receiver` is empty where it is owed to aid."""

    number: int
    monthly: int
    receiver: str
    interest: bool


@dataclass(slots=True)
class Family:
    """`first`: the place of its first month among the months of the package; `paying`: how many of them are paid."""

    number: int
    case_id: str
    county: str
    payer: str
    receiver: str
    first: int
    paying: float
    debts: list[Debt]


class Families:
    """Draws them one after another. About one in twenty has the payer of the one before it on a second case."""

    def __init__(self, words: Words) -> None:
        self._codes = {name: sorted(codes) for name, codes in words.items()}
        self._payer = ""

    def draw(self, number: int, random: Random, output: Output) -> Family:
        case_id = f"C{number}"
        county = random.choice(names.COUNTIES)
        first = 0 if random.random() < 0.6 else random.randrange(MONTHS)
        opened = days_from(DAY, -random.randrange(1100, 4000)) if first == 0 else f"{ALL[first].month}-01"
        payer, receiver = self._people(number, random, output)
        group = (county, "")
        court = f"BY{number:07d}" if number % 3 else ""
        output.add("cases", group, f"{case_id},{county},open,{opened},,{court},Made-up office,,")
        for role, person in (("payer", payer), ("receiver", receiver)):
            output.add("case_parties", group, f"{case_id},{person},{role},{opened},")
        if random.random() < 0.25:
            self._former_caretaker(number, random, output, group, opened)
        self._around(case_id, group, random, output, (payer, receiver), opened)
        family = Family(number, case_id, county, payer, receiver, first, random.choice(PAYING), [])
        self._debts(family, random, output, opened)
        return family

    def _people(self, number: int, random: Random, output: Output) -> tuple[str, str]:
        if number % 20 or not self._payer:
            self._payer = self._person(f"P{number}-1", number * 4 + 1, random, output)
        return self._payer, self._person(f"P{number}-2", number * 4 + 2, random, output)

    def _person(self, person_id: str, participant: int, random: Random, output: Output) -> str:
        restricted = random.random() < 0.02
        place = "" if restricted else f"9{random.randrange(10_000):04d}"
        name = f"{random.choice(names.GIVEN)},{random.choice(names.FAMILY)},{place},{random.choice(names.LANGUAGES)}"
        flags = f"n,y,{'y' if restricted else 'n'},,n,active,"
        output.add("people", PEOPLE, f"{person_id},9901{participant:09d},{name},{flags}")
        if not restricted:
            output.add("addresses", PEOPLE, f"{person_id},{_envelope(random)}")
        return person_id

    def _former_caretaker(
        self, number: int, random: Random, output: Output, group: tuple[str, str], opened: str
    ) -> None:
        person = self._person(f"P{number}-3", number * 4 + 3, random, output)
        output.add("case_parties", group, f"C{number},{person},caretaker,{opened},{opened}")

    def _around(
        self,
        case_id: str,
        group: tuple[str, str],
        random: Random,
        output: Output,
        parties: Sequence[str],
        opened: str,
    ) -> None:
        for child in range(1, random.choice((2, 2, 3, 4))):
            output.add("children", group, f"{case_id},{child},{random.choice(names.CHILDREN)},2034-06-30,y")
        for step in range(1, 4):
            code = random.choice(self._codes["step"])
            output.add("steps", group, f"{case_id}-{step},{random.choice(parties)},{case_id},{code},{opened}")
        if random.random() < 0.3:
            attend = random.choice(self._codes["attend"])
            moment = f"{days_from(DAY, random.randrange(5, 90))}T09:00:00-08:00"
            what = f"{random.choice(('court', 'appointment', 'phone'))},{moment},,{attend},,n,set,"
            output.add("events", group, f"{case_id}-1,{random.choice(parties)},{case_id},{what}")

    def _debts(self, family: Family, random: Random, output: Output, opened: str) -> None:
        aid, interest = random.random() < 0.2, random.random() < 0.8
        kinds = ["child"] if random.random() < 0.8 else ["child", random.choice(KINDS)]
        for number, kind in enumerate(kinds, start=1):
            monthly = random.choice(AMOUNTS)
            order = f"{family.case_id},1,{number},{kind},"
            output.add("orders", (family.county, ""), order, (monthly,), f",month,1,{opened},")
            receiver = "" if aid and kind == "child" else family.receiver
            to = f"{kind},{'family' if receiver else 'aid'}"
            debt = f"{family.case_id},{number},1,{family.payer},{receiver},{to}"
            output.add("debts", (family.county, ""), debt)
            family.debts.append(Debt(number, monthly, receiver, interest))


def _envelope(random: Random) -> str:
    """In the form of a sealed address, and openable by nobody: the same seed must give the same bytes."""
    return base64.b64encode(ENVELOPE + random.randbytes(SEALED_AT_LEAST + 60)).decode("ascii")
