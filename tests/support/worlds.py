"""Drawn families, what of each row one of them may know, and the same family with everything else drawn anew.

The matrix of who may see what is written here a second time, from the rules and not from the code that makes bundles:
a test that asks the code what it may show would agree with every mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from forms_app.case_data.bundling.person_rows import PersonRows

Row = dict[str, Any]
Tables = dict[str, list[Row]]
PAYER, RECEIVER, SECOND, ELSEWHERE = "A", "B", "C", "E"  # SECOND: another receiver of the first case
EVERYBODY = (PAYER, RECEIVER, SECOND, ELSEWHERE)
CASES = {"K1": (RECEIVER, SECOND), "K2": (ELSEWHERE,), "K3": (SECOND,)}  # whom the payer owes; K3 is not his
ALL: frozenset[str] = frozenset({"*"})
NOTHING: frozenset[str] = frozenset()
DAYS = tuple(f"2026-{month:02d}-{day:02d}" for month in range(1, 12) for day in (1, 9, 17, 25))
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 12))
CHOICES = {
    "language": ("en", "es"),
    "status": ("open", "closing", "closed"),
    "every": ("month", "week", "two_weeks", "twice_a_month"),
    "kind": ("child", "spousal", "medical"),
    "owed_to": ("family", "aid"),
    "designation": ("paid", "collected"),
    "to": ("current", "arrears", "interest", "fee", "future"),
    "way": ("card", "deposit", "check"),
    "why": ("aid", "fee", "hold", "recover"),
    "reason": ("address", "identity", "court", "review"),
    "month": MONTHS,
}
STATES = {"receipts": ("posted", "reversal", "refunded"), "sent": ("requested", "sent", "returned", "cashed")}
STATES |= {"events": ("set", "moved", "cancelled"), "people": ("active", "died")}
FLAGS = {"interpreter", "may_post", "restricted", "address_shared", "in_order", "paper_sent"}
DATES = {"since", "until", "from", "on", "dated", "answer_by", "ends_on", "opened_on", "closed_on", "calculated_on"}
DATES |= {"received_on", "posted_on", "withheld_on", "address_changed_on"}
NUMBERS = {"pages", "due_day", "child_no", "order_no", "line", "n"}
MAY_BE_EMPTY = {"until", "withheld_on", "answer_by", "ends_on", "address_changed_on", "closed_on"}
SUMS = ("opening_principal", "charged", "paid", "adjusted", "closing_principal")
AMOUNTS = {*SUMS, "closing_interest", "amount", "refunded"}


@dataclass
class World:
    """The rows of one payer, the receivers around him and their cases. Every text and amount in it is its own."""

    random: Random
    tables: Tables = field(default_factory=dict)

    def rows_for(self, person_id: str) -> PersonRows:
        """All rows of all people: what is not hers must not come out of them either."""
        return PersonRows(person_id, self.tables)

    def value(self, table: str, column: str) -> Any:
        """Drawn for this column; texts and amounts occur once in the whole world."""
        draw = self.random
        if column in MAY_BE_EMPTY and draw.random() < 0.4:
            return None
        if column == "state":
            return draw.choice(STATES[table])
        if column in CHOICES and (table, column) not in (("events", "kind"), ("documents", "language")):
            return draw.choice(CHOICES[column])
        if column in FLAGS:
            return draw.choice("yn")
        if column in DATES:
            return draw.choice(DAYS)
        if column in NUMBERS:
            return draw.randrange(1, 29)
        if column in AMOUNTS:
            return draw.randrange(10**9, 10**12)
        return f"{draw.choice(DAYS)}T09:00:00-08:00" if column == "starts_at" else f"zq{draw.getrandbits(64):016x}"

    def add(self, table: str, columns: str, **given: Any) -> None:
        drawn = {name: self.value(table, name) for name in columns.split() if name not in given}
        self.tables.setdefault(table, []).append({**drawn, **given})


def draw(seed: int) -> World:
    """One family, from its number."""
    world = World(Random(seed))  # noqa: S311 - made-up cases
    for person_id in EVERYBODY:
        _person(world, person_id)
    for case_id, receivers in CASES.items():
        _case(world, case_id, receivers)
    for number in range(world.random.randrange(3, 9)):
        _receipt(world, f"R{number}")
    return world


def _person(world: World, person_id: str) -> None:
    columns = "participant_id given_names family_names zip language interpreter may_post restricted address_changed_on"
    world.add("people", f"{columns} address_shared state", person_id=person_id, merged_into=None)
    for table, columns in OWN.items():
        for number in range(world.random.randrange(3)):
            key = {KEYS[table]: f"{person_id}-{number}"} if table in KEYS else {}
            given = {"person_id": person_id, "case_id": world.random.choice(list(CASES)), **key}
            world.add(table, columns, **given, **({"replaces": None} if table == "events" else {}))


OWN = {
    "events": "kind starts_at place attend bring interpreter state",
    "documents": "title_code dated language pages sha256 answer_by paper_sent",
    "steps": "code on",
}
KEYS = {"events": "event_id", "documents": "doc_id", "steps": "step_id"}


def _case(world: World, case_id: str, receivers: Sequence[str]) -> None:
    payer = PAYER if case_id != "K3" else ELSEWHERE
    names = "county status opened_on closed_on court_number office caseworker_name caseworker_phone"
    world.add("cases", names, case_id=case_id)
    for person_id, role in ((payer, "payer"), *((one, "receiver") for one in receivers)):
        until = world.value("case_parties", "until") if world.random.random() < 0.2 else None
        world.add("case_parties", "", case_id=case_id, person_id=person_id, role=role, since="2026-01-01", until=until)
    world.add("children", "first_name ends_on in_order", case_id=case_id, child_no=1)
    world.add("orders", "kind amount every due_day until", case_id=case_id, order_no=1, line=1, **{"from": DAYS[0]})
    for number, receiver in enumerate((*receivers, *receivers, ""), start=1):  # two each, and one that is aid's
        owed_to = {} if receiver else {"owed_to": "aid"}
        given = {"case_id": case_id, "debt_no": number, "order_no": 1, "payer_id": payer, "receiver_id": receiver}
        world.add("debts", "kind owed_to", **{**given, **owed_to})
        for month in MONTHS[-3:]:
            columns = " ".join((*SUMS, "closing_interest", "calculated_on"))
            world.add("months", columns, case_id=case_id, debt_no=number, month=month)


def _receipt(world: World, receipt_id: str) -> None:
    case_id = world.random.choice(list(CASES))
    payer = PAYER if case_id != "K3" else ELSEWHERE
    earlier = [row["receipt_id"] for row in world.tables.get("receipts", ())]
    reverses = world.random.choice([None, None, *earlier])
    columns = "withheld_on received_on posted_on amount refunded designation state"
    world.add("receipts", columns, receipt_id=receipt_id, person_id=payer, reverses=reverses)
    debts = [row for row in world.tables["debts"] if row["payer_id"] == payer]
    for number, debt in enumerate(world.random.sample(debts, 2), start=1):
        of = {"receipt_id": receipt_id, "case_id": debt["case_id"], "debt_no": debt["debt_no"]}
        world.add("applied", "month to amount", n=number, **of)
        world.add("kept", "why amount until reason", n=number, **of)
        if debt["receiver_id"]:
            sent_id, to = f"S-{receipt_id}-{number}", debt["receiver_id"]
            world.add(
                "sent", "on amount way state reference_last4", sent_id=sent_id, person_id=to, case_id=of["case_id"]
            )
            world.add("sent_of", "amount", sent_id=sent_id, **of)


class Eyes:
    """What one person may know of a world: the rules of 22 CCR 111440 and the issue, as columns of rows."""

    def __init__(self, world: World, person_id: str) -> None:
        self.me, self._tables = person_id, world.tables
        self.roles = {row["case_id"]: row["role"] for row in self._own("case_parties")}
        self._sendings = {row["sent_id"] for row in self._own("sent")}
        self._applied_to_me = {row["receipt_id"] for row in world.tables.get("applied", ()) if self._is_my_debt(row)}

    def may_see(self, table: str, row: Mapping[str, Any]) -> frozenset[str]:
        """The columns of this row on which what she reads may depend."""
        rule = getattr(self, f"_{table}", None)
        if rule is None:
            return NOTHING
        found: frozenset[str] = rule(row)
        return frozenset(row) if found == ALL else found

    def _own(self, table: str) -> Iterator[Row]:
        yield from (row for row in self._tables.get(table, ()) if row["person_id"] == self.me)

    def _mine(self, row: Mapping[str, Any]) -> frozenset[str]:
        return ALL if row["person_id"] == self.me else NOTHING

    _case_parties = _events = _documents = _steps = _sent = _mine

    def _people(self, row: Mapping[str, Any]) -> frozenset[str]:
        """Of her own row how she is to be spoken to; never whether she is protected."""
        return frozenset({"person_id", "language", "interpreter"}) if row["person_id"] == self.me else NOTHING

    def _of_my_case(self, row: Mapping[str, Any]) -> frozenset[str]:
        return ALL if row["case_id"] in self.roles else NOTHING

    _cases = _children = _orders = _of_my_case

    def _debts(self, row: Mapping[str, Any]) -> frozenset[str]:
        """A payer's is his whoever it is owed to; a receiver's is hers whoever owes it."""
        if not self._is_my_debt(row):
            return NOTHING
        hers = {"case_id", "debt_no", "kind"}
        return frozenset(hers | ({"payer_id"} if self._pays(row) else {"receiver_id", "owed_to"}))

    def _months(self, row: Mapping[str, Any]) -> frozenset[str]:
        return ALL if self._is_my_debt(row) else NOTHING

    def _receipts(self, row: Mapping[str, Any]) -> frozenset[str]:
        if row["person_id"] == self.me:
            return ALL
        days = frozenset({"receipt_id", "received_on", "posted_on", "state", "reverses"})
        return days if row["receipt_id"] in self._applied_to_me else NOTHING

    def _applied(self, row: Mapping[str, Any]) -> frozenset[str]:
        return ALL if self._is_my_debt(row) else NOTHING

    def _kept(self, row: Mapping[str, Any]) -> frozenset[str]:
        """Where the receiver's money is, is hers to know."""
        return ALL if self._is_my_debt(row) and not self._pays(row) else NOTHING

    def _sent_of(self, row: Mapping[str, Any]) -> frozenset[str]:
        return ALL if row["sent_id"] in self._sendings else NOTHING

    def _pays(self, row: Mapping[str, Any]) -> bool:
        return self.roles.get(row["case_id"]) == "payer"

    def _is_my_debt(self, row: Mapping[str, Any]) -> bool:
        side = "payer_id" if self._pays(row) else "receiver_id"
        debts = self._tables.get("debts", ())
        its = (one for one in debts if (one["case_id"], one["debt_no"]) == (row["case_id"], row["debt_no"]))
        return row["case_id"] in self.roles and any(one[side] == self.me for one in its)


def twin(world: World, person_id: str, seed: int) -> World:
    """The same world to the eyes of this person, and another to everybody else's."""
    eyes, other = Eyes(world, person_id), World(Random(seed))  # noqa: S311 - made-up cases
    for table, rows in world.tables.items():
        other.tables[table] = [made for row in rows if (made := _again(other, table, row, eyes)) is not None]
    _move_between_debts(other, person_id)
    return other


def _again(other: World, table: str, row: Row, eyes: Eyes) -> Row | None:
    """The row with what she may not see drawn anew; gone, now and then, where she may see nothing of it."""
    seen = eyes.may_see(table, row)
    if not seen and table in ("events", "documents", "steps", "sent", "kept", "months") and other.random.random() < 0.3:
        return None
    return {name: row[name] if name in seen or _is_key(name) else _anew(other, table, name, row) for name in row}


def _is_key(name: str) -> bool:
    """What ties rows together stays, so that the world hangs together."""
    return name.endswith("_id") and name != "participant_id" or name in ("debt_no", "n", "order_no", "line", "child_no")


def _anew(other: World, table: str, name: str, row: Row) -> Any:
    return row[name] if name in ("role", "merged_into", "replaces", "reverses") else other.value(table, name)


def _move_between_debts(other: World, person_id: str) -> None:
    """A payer owes one sum: how it divides between family and aid is not his to know."""
    eyes = Eyes(other, person_id)
    months: dict[tuple[Any, ...], list[Row]] = {}
    kinds = {(debt["case_id"], debt["debt_no"]): debt["kind"] for debt in other.tables["debts"]}
    for row in other.tables["months"]:
        if eyes.roles.get(row["case_id"]) == "payer" and eyes.may_see("months", row):
            key = row["case_id"], kinds[row["case_id"], row["debt_no"]], row["month"]
            months.setdefault(key, []).append(row)
    for rows in months.values():
        for column in SUMS if len(rows) > 1 else ():
            moved = other.random.randrange(10**6)
            rows[0][column] += moved
            rows[1][column] -= moved


def hidden(world: World, person_id: str) -> set[Any]:
    """Texts and amounts that stand in the world and may not reach this person."""
    eyes = Eyes(world, person_id)
    seen, unseen = set[Any](), set[Any]()
    for table, rows in world.tables.items():
        for row in rows:
            visible = eyes.may_see(table, row)
            for name, value in row.items():
                (seen if name in visible else unseen).add(value)
    return {value for value in unseen - seen if _is_its_own(value)}


def _is_its_own(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("zq") or isinstance(value, int) and value >= 10**9
