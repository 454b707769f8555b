"""A case as a story builds it: who is on it since when, children, orders, debts, dates, documents, steps."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from forms_app.case_data.contract.money import write
from forms_app.case_data.county import people
from forms_app.case_data.county.debts import Debt, Line
from forms_app.case_data.county.people import Person
from forms_app.case_data.county.receipts import Till
from forms_app.case_data.county.rows import Row, Rows, month_of

ZONE = ZoneInfo("America/Los_Angeles")
HISTORY = 36  # months that are shown of a debt that is older


class Case:
    """One case of one county; its row is written at once and may be changed until the end."""

    def __init__(self, story: Story, case_id: str, county: str, opened_on: date) -> None:
        self.story, self.rows, self.case_id = story, story.rows, case_id
        number = self.rows.count("case")
        self.row = self.rows.add(
            "cases",
            {
                **{"case_id": case_id, "county": county, "status": "open", "opened_on": opened_on, "closed_on": None},
                **{"court_number": f"MADE-UP-{number:02d}", "office": "Made-up office"},
                **{"caseworker_name": "R. Ejemplo", "caseworker_phone": "213-555-0142"},
            },
        )
        self.opened_on, self.last_month = opened_on, month_of(self.rows.today)
        self.debts: list[Debt] = []

    def add_party(self, role: str, person: Person, since: date | None = None, until: date | None = None) -> Person:
        """`role`: payer, receiver or caretaker; without a day since the case was opened."""
        of = {"case_id": self.case_id, "person_id": person.person_id, "role": role}
        self.rows.add("case_parties", {**of, "since": since or self.opened_on, "until": until})
        return person

    def add_child(self, first_name: str, ends_on: date | None = None, *, in_order: bool = True) -> None:
        number = self.rows.count(f"{self.case_id} child")
        of = {"case_id": self.case_id, "child_no": number, "first_name": first_name}
        self.rows.add("children", {**of, "ends_on": ends_on, "in_order": in_order})

    def add_order(
        self, kind: str, dollars: int, every: str = "month", *, since: date | None = None, until: date | None = None
    ) -> Line:
        """A line of the case's order; kind arrears is a payment toward what is owed already."""
        line = Line(1, kind, dollars * 100, every, since or self.opened_on, until)
        of = {"case_id": self.case_id, "order_no": 1, "line": self.rows.count(f"{self.case_id} line"), "kind": kind}
        due = {"every": every, "due_day": 1 if every == "month" else None}
        days = {"from": line.since, "until": until}
        self.rows.add("orders", {**of, "amount": write(line.amount), **due, **days})
        return line

    def add_debt(
        self, line: Line, payer: Person, receiver: Person | None, owed_to: str = "family", *, interest: bool = True
    ) -> Debt:
        """What the payer owes under a line, from its first month, or from 36 months ago."""
        number = self.rows.count(f"{self.case_id} debt")
        since = max(month_of(line.since), month_of(self.rows.today) - HISTORY + 1)
        whose = receiver.person_id if receiver else None
        of = {"case_id": self.case_id, "debt_no": number, "order_no": line.order_no, "payer_id": payer.person_id}
        self.rows.add("debts", {**of, "receiver_id": whose, "kind": line.kind, "owed_to": owed_to})
        debt = Debt(self.rows, self.case_id, number, line, payer, receiver, owed_to, interest, since, self.last_month)
        self.debts.append(debt)
        return debt

    def add_event(self, person: Person, kind: str, days: int, at: str = "09:00", **more: Any) -> Row:
        """`at`: the hour in California, so many days from today."""
        moment = datetime.combine(self.rows.days(days), time.fromisoformat(at), ZONE)
        number = self.rows.count(f"{self.case_id} event")
        row = {"event_id": f"{self.case_id}-e{number}", "person_id": person.person_id, "case_id": self.case_id}
        cells = {"kind": kind, "starts_at": moment.isoformat(timespec="seconds"), "place": None, "attend": None}
        rest = {"bring": None, "interpreter": False, "state": "set", "replaces": None}
        return self.rows.add("events", {**row, **cells, **rest, **more})

    def add_document(self, person: Person, title: str, days: int, **more: Any) -> Row:
        """Dated so many days from today; its file is made with it."""
        doc_id = f"{self.case_id}-d{self.rows.count(f'{self.case_id} document')}"
        row = {"doc_id": doc_id, "person_id": person.person_id, "case_id": self.case_id, "title_code": title}
        cells = {"dated": self.rows.days(days), "language": person.language, "pages": 1, "answer_by": None}
        return self.rows.add("documents", {**row, **cells, "paper_sent": True, **more})

    def add_step(self, person: Person, code: str, days: int) -> None:
        step_id = f"{self.case_id}-t{self.rows.count(f'{self.case_id} step')}"
        row = {"step_id": step_id, "person_id": person.person_id, "case_id": self.case_id}
        self.rows.add("steps", {**row, "code": code, "on": self.rows.days(days)})

    def close(self, status: str, on: date | None = None) -> None:
        """closing or closed; nothing is charged or paid after the month it was closed in."""
        self.row.update(status=status, closed_on=str(on) if on else "")


class Story:
    """What one story is given to build with: days, people, cases and the till."""

    def __init__(self, rows: Rows, till: Till, name: str) -> None:
        self.rows, self.till, self.name = rows, till, name
        self.cases: list[Case] = []
        self.people: list[Person] = []

    def add_person(self, names: str, language: str = "en", **flags: Any) -> Person:
        self.people.append(people.add(self.rows, self.name, names, language, **flags))
        return self.people[-1]

    def add_case(self, county: str = "Los Angeles", *, months: int = 48) -> Case:
        """Open for so many months, this one among them."""
        case_id = f"{self.name}-c{len(self.cases) + 1}"
        self.cases.append(Case(self, case_id, county, self.rows.months(1 - months)))
        return self.cases[-1]

    def add_family(
        self, payer: str, receiver: str, child: str, *, months: int = 48, county: str = "Los Angeles"
    ) -> Family:
        """Two parents and a child; a name is "Given, Family" and, for Spanish, " es" behind it."""
        case = self.add_case(county, months=months)
        paying, receiving = (self.add_person(*_spoken(names)) for names in (payer, receiver))
        case.add_party("payer", paying)
        case.add_party("receiver", receiving)
        case.add_child(child, self.rows.months(100))
        return Family(case, paying, receiving)


class Family:
    """A case with its payer and its receiver."""

    def __init__(self, case: Case, payer: Person, receiver: Person) -> None:
        self.case, self.payer, self.receiver = case, payer, receiver

    def owe(self, dollars: int, every: str = "month", **order: Any) -> Debt:
        """Child support by an order since the case was opened, owed to the receiver."""
        return self.case.add_debt(self.case.add_order("child", dollars, every, **order), self.payer, self.receiver)


def _spoken(names: str) -> tuple[str, str]:
    return (names.removesuffix(" es"), "es") if names.endswith(" es") else (names, "en")
