"""Before any form: the right door, a few plain questions read from agency/doors.toml that lead to who can help."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forms_app.deadlines import Rules
from forms_app.facts.files import FactsError
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, has, words
from forms_app.forms import FORMS, policy

WITHOUT_FORM = ("court", "ombudsperson")
MOST_QUESTIONS = 6
MEANINGLESS = re.compile(r"n[1-9]\d{0,2}")
ANSWER_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Door:
    """A place that can help. `forms`: those behind it, of which the first begins here; `page` and `phone`: its page on
    the site, its number in agency.toml."""

    id: str
    forms: tuple[str, ...]
    page: str
    phone: str
    also: tuple[str, ...]
    title: Words
    what: Words
    cannot: Words
    source: str
    checked: date

    @property
    def form(self) -> str:
        return next(iter(self.forms), "")


@dataclass(frozen=True, slots=True)
class Option:
    to: str
    text: Words
    unsure: bool
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: Words
    hint: Words | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a path. `implies`: what the answers already tell the door's form, by name of its question.

    `page`: the page of the site about just this, where there is one.
    """

    id: str
    door: Door
    why: Words
    implies: Mapping[str, str]
    page: str | None


@dataclass(frozen=True)
class Guide:
    first: Question
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    doors: Mapping[str, Door]

    def node(self, node_id: str) -> Question | Outcome | None:
        return self.questions.get(node_id) or self.outcomes.get(node_id)

    def others(self, outcome: Outcome) -> list[Door]:
        """The doors that stay open beside this one: a complaint and a state hearing are always among them."""
        return [self.doors[door] for door in outcome.door.also]

    def paths(self) -> Iterator[tuple[Question | Outcome, ...]]:
        """Every way through, from the first question to an outcome."""
        return self._onward((self.first,))

    def _onward(self, walked: tuple[Question | Outcome, ...]) -> Iterator[tuple[Question | Outcome, ...]]:
        here = walked[-1]
        if isinstance(here, Outcome):
            yield walked
            return
        for option in here.options:
            node = self.questions.get(option.to) or self.outcomes[option.to]
            yield from self._onward((*walked, node))


def load(directory: Path, rules: Rules, phones: Container[str]) -> Guide:
    """Read and check doors.toml; {rule id} in a text is replaced by that rule's days. Raises FactsError.

    `phones` are the names of the numbers in agency.toml.
    """
    path = directory / "doors.toml"
    tables = read(path, "[[question]]", "[[option]]", "[[outcome]]", "[[door]]")
    places, ends, asked = tables.keyed("door"), tables.keyed("outcome"), tables.keyed("question")
    options = tables.tables("option")
    doors = {id_: _door(table, rules, phones) for id_, table in places.items()}
    _check_doors(path, places, doors)
    outcomes = {id_: _outcome(table, doors, rules) for id_, table in ends.items()}
    questions = {id_: _question(table, options, rules) for id_, table in asked.items()}
    _check_options(options, questions, outcomes)
    first = _first(path, asked, questions)
    _check_ends(asked, questions, first.id, ())
    guide = Guide(first, questions, outcomes, doors)
    _check_reached(guide, path, ends | asked)
    for table in (*places.values(), *ends.values(), *asked.values()):
        table.refuse_unread()
    return guide


def _words(table: Table, rules: Rules, part: str = "") -> Words:
    return words(table, part, lambda key: _format(table, key, rules))


def _format(table: Table, key: str, rules: Rules) -> str:
    for name in sorted(table.names_in(key)):
        if name not in rules.periods:
            remedy = "Use the id of a [[rule]] in deadlines.toml."
            raise table.wrong(f"{key} names an unknown rule {{{name}}}", remedy, key)
    return table.text(key).format(**{id_: rule.days for id_, rule in rules.periods.items()})


def _door(table: Table, rules: Rules, phones: Container[str]) -> Door:
    table.choice("id", door_ids())
    if table.text("phone") not in phones:
        remedy = "Use the name of one of its [phones…]."
        raise table.wrong(f"agency.toml has no phone {table.text('phone')}", remedy, "phone")
    return Door(
        id=table.id,
        forms=_forms_behind(table),
        page=_page(table),
        phone=table.text("phone"),
        also=table.texts("also"),
        title=_words(table, rules),
        what=_words(table, rules, "what"),
        cannot=_words(table, rules, "cannot"),
        source=table.source(),
        checked=table.day("checked"),
    )


def _page(table: Table) -> str:
    page = table.text("page")
    if not (page.startswith("/") and page.endswith("/")):
        raise table.wrong("page is not the address of a page of the site", 'Write it as page = "/contact/".', "page")
    return page


def _doors() -> dict[str, policy.Door]:
    """Where each form that the guide leads to stands, by the form's name."""
    return {form.name: form.policy.door for form in FORMS.values() if form.policy.door}


def door_ids() -> tuple[str, ...]:
    """The doors that must be there: each form stands behind one."""
    return tuple(dict.fromkeys([*(door.id for door in _doors().values()), *WITHOUT_FORM]))


def _forms_behind(table: Table) -> tuple[str, ...]:
    """Those whose policy names this door; a file that says so too must agree."""
    behind = tuple(name for name, door in _doors().items() if door.id == table.id)
    if table.has("form"):
        table.choice("form", behind)
    return behind


def _check_doors(path: Path, tables: Mapping[str, Table], doors: Mapping[str, Door]) -> None:
    for missing in (door for door in door_ids() if door not in doors):
        whose = "".join(f"the form {name}: " for name, door in _doors().items() if door.id == missing)
        raise FactsError(path, 1, f"{whose}no door {missing}", f'Put back the [[door]] with id = "{missing}".')
    always = {door.id for door in _doors().values() if door.always}
    for id_, door in doors.items():
        for unknown in (other for other in door.also if other not in doors or other == id_):
            raise tables[id_].wrong(f"also names {unknown}", "Name other doors only, by their id.", "also")
        for refused in sorted(always - {id_, *door.also}):
            remedy = f'Add "{refused}" to also (22 CCR 120100(a)).'
            raise tables[id_].wrong(f"who comes here is not told about {refused}", remedy, "also")


def _outcome(table: Table, doors: Mapping[str, Door], rules: Rules) -> Outcome:
    _meaningless(table)
    implies = table.get("implies", {})
    door = doors[table.choice("door", tuple(doors))]
    if not isinstance(implies, dict) or not all(
        ANSWER_NAME.fullmatch(name) and isinstance(value, str) for name, value in implies.items()
    ):
        raise table.wrong("implies is not a table of answers", 'Write it as implies = { role = "prs" }.', "implies")
    if implies and not door.form:
        raise table.wrong(f"implies answers, but {door.id} has no form", "Remove implies.", "implies")
    page = _page(table) if table.has("page") else None
    return Outcome(table.id, door, _words(table, rules, "why"), implies, page)


def _question(table: Table, options: list[Table], rules: Rules) -> Question:
    _meaningless(table)
    hint = _words(table, rules, "hint") if has(table, "hint") else None
    own = tuple(_option(option, rules) for option in options if option.get("of") == table.id)
    if len(own) < 2:
        raise table.wrong("fewer than two options", f'Add [[option]] tables with of = "{table.id}".')
    if [option.unsure for option in own].count(True) != 1:
        raise table.wrong('there must be one "I\'m not sure"', "Give exactly one of its options unsure = true.")
    return Question(table.id, _words(table, rules), hint, own)


def _option(table: Table, rules: Rules) -> Option:
    option = Option(table.text("to"), _words(table, rules), table.flag("unsure", absent=False), table.line)
    table.refuse_unread()
    return option


def _meaningless(table: Table) -> None:
    if not MEANINGLESS.fullmatch(table.text("id")):
        raise table.wrong("the id stands in an address and must mean nothing", "Use n and a number, such as n32.", "id")


def _check_options(options: list[Table], questions: Mapping[str, Question], outcomes: Mapping[str, Outcome]) -> None:
    for table in options:
        if table.text("of") not in questions:
            raise table.wrong(f"of names no question: {table.text('of')}", "Use the id of a [[question]].", "of")
        if table.text("to") not in questions and table.text("to") not in outcomes:
            remedy = "Use the id of a [[question]] or an [[outcome]]."
            raise table.wrong(f"leads nowhere: {table.text('to')}", remedy, "to")


def _first(path: Path, tables: Mapping[str, Table], questions: Mapping[str, Question]) -> Question:
    led_to = {option.to for question in questions.values() for option in question.options}
    firsts = [question for id_, question in questions.items() if id_ not in led_to]
    if not firsts:
        raise FactsError(path, 1, "every question is led to by another", "Leave one to begin with.")
    if len(firsts) > 1:
        raise tables[firsts[1].id].wrong("no option leads here", "Lead an option to it, or remove it.")
    return firsts[0]


def _check_ends(
    tables: Mapping[str, Table], questions: Mapping[str, Question], here: str, walked: tuple[str, ...]
) -> None:
    if here not in questions:
        return
    if here in walked:
        way = " → ".join((*walked, here))
        raise tables[here].wrong(f"a path never ends: {way}", "Lead one of its options elsewhere.")
    if len(walked) == MOST_QUESTIONS:
        raise tables[here].wrong(f"a path asks more than {MOST_QUESTIONS} questions", "Shorten it.")
    for option in questions[here].options:
        _check_ends(tables, questions, option.to, (*walked, here))


def _check_reached(guide: Guide, path: Path, tables: Mapping[str, Table]) -> None:
    reached = {node.id for walked in guide.paths() for node in walked}
    for lost in (id_ for id_ in tables if id_ not in reached):
        raise tables[lost].wrong("no path leads here", "Lead an option to it, or remove it.")
    opened = {walked[-1].door.id for walked in guide.paths() if isinstance(walked[-1], Outcome)}
    for shut in (door for door in guide.doors if door not in opened):
        raise FactsError(path, 1, f"no path leads to the door {shut}", f'Add an [[outcome]] with door = "{shut}".')
