"""Letters that can be written, read from agency/letters.toml: of which form, in which words, what mailing one means."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from forms_app.facts.files import FactsError
from forms_app.facts.languages import LANGUAGES
from forms_app.facts.passages import Passage, passage
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, has, words
from forms_app.forms import FORMS

# What mailing a letter is: an act of which the law wants the day and nothing more, or one that moves its dates.
Mailing = Literal["noted", "asks", "extends", "answers", "transfers"]
RULES = {
    "wait_days": "hearing_wait",
    "answered_days": "hearing_after_answer",
    "unanswered_days": "hearing_without_answer",
}
NAMES = frozenset({"reference", "received_on", "due_on", "later_due_on", "text", "phone", "hearing_phone", *RULES})
OF_A_TRANSFER = frozenset({"transferred_on", "to_agency", "other_due_on"})
OF_A_CODE = frozenset({"receipt_code", "status_page"})


@dataclass(frozen=True)
class Kind:
    """One letter that can be written, in every language. `code`: what follows where staff keyed it in."""

    id: str
    mailing: Mailing
    needs_text: bool
    label: Words
    heading: Words
    body: Words
    code: Words
    passages: Mapping[str, Passage]

    @property
    def takes_text(self) -> bool:
        return any("{text}" in said for said in self.body.values())


def load(directory: Path) -> dict[str, Kind]:
    """Raises FactsError with file, line and remedy."""
    path = directory / "letters.toml"
    tables = read(path, "[[letter]]", "[[passage]]")
    may_say = NAMES | OF_A_TRANSFER
    passages = {name: passage(table, may_say) for name, table in tables.keyed("passage").items()}
    kinds = {name: _kind(table, passages) for name, table in tables.keyed("letter").items()}
    for form in FORMS.values():
        for missing in (letter for letter in form.policy.letters if letter not in kinds):
            remedy = f'Put back the [[letter]] with id = "{missing}", or name another one.'
            raise FactsError(path, 1, f"the form {form.name}: letters names no letter {missing}", remedy)
    return kinds


def _kind(table: Table, passages: Mapping[str, Passage]) -> Kind:
    table.origin()
    _check_form(table)
    mailing = cast(Mailing, table.choice("mailing", get_args(Mailing)))
    may_say = NAMES | (OF_A_TRANSFER if mailing == "transfers" else frozenset())
    used = set[str]().union(*map(table.names_in, LANGUAGES))
    for name, one in passages.items():
        # A passage with a day that only a transfer has stands in no other letter.
        if name in used:
            _check(table, name, one.names, may_say)
    may_say |= frozenset(passages)
    code: Words = dict.fromkeys(LANGUAGES, "")
    if has(table, "code"):
        code = words(table, "code", lambda key: _text(table, key, may_say | OF_A_CODE))
    kind = Kind(
        id=table.id,
        mailing=mailing,
        needs_text=table.flag("needs_text", absent=False),
        label=words(table, "label"),
        heading=words(table, "heading"),
        body=words(table, read=lambda key: _text(table, key, may_say)),
        code=code,
        passages={name: one for name, one in passages.items() if name in used},
    )
    table.refuse_unread()
    return kind


def _check_form(table: Table) -> None:
    """A letter is offered with the forms whose policy names it; a file that says so too must agree."""
    answers = [form.name for form in FORMS.values() if table.id in form.policy.letters]
    if not answers:
        raise table.wrong("no form is answered by this letter", "Name it in the policy of a form, or remove it.", "id")
    if table.has("form"):
        table.choice("form", answers)


def _text(table: Table, key: str, may_say: frozenset[str]) -> str:
    _check(table, key, table.names_in(key), may_say)
    return table.text(key)


def _check(table: Table, where: str, names: Set[str], may_say: Set[str]) -> None:
    if unknown := names - may_say:
        listed = ", ".join(sorted(unknown))
        raise table.wrong(
            f"{where} has a name that this letter does not know: {listed}", "Use those at the file's top.", where
        )
