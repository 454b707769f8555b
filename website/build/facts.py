"""Puts the agency's facts into Markdown: {{ phone("customer_connect") }} becomes the number, as a link to call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import TypeVar, cast

from forms_app import deadlines
from forms_app.facts.agency import Agency, phone_link
from website.build import words
from website.build.form_paths import form_path

Say = Callable[..., str]
Fact = TypeVar("Fact")

# One call, with texts in quotes as its arguments; anything else between {{ and }} is a mistake.
_CALL = re.compile(r"""\{\{\s*(?:([\w.]+)\(((?:\s*"[^"\n]*"\s*,?)*)\))?.*?\}\}""")
_ARGUMENT = re.compile(r'"([^"\n]*)"')


def calls(agency: Agency, language: str, directory: Path) -> dict[str, Say]:
    """What an editor may write between {{ and }} on a page in this language."""
    rules = deadlines.load(directory).periods

    def hours(key: str) -> str:
        return escape(_get(agency.hours, key, "hours")[language])

    def link(key: str) -> str:
        return _get(agency.links, key, "link").url

    def days(rule: str) -> str:
        period = _get(rules, rule, "deadline")
        named = f"day_{period.kind}" if period.days == 1 else f"days_{period.kind}"
        return f"{period.days} {words.load()['pages'][named][language]}"

    return {
        "phone": lambda key: phone_link(_get(agency.phones, key, "phone").number),
        "tty": lambda key: phone_link(_get(agency.phones, key, "phone").tty or _none(key)),
        "address": lambda key: _address(_get(agency.addresses, key, "address").lines),
        "hours": hours,
        "link": link,
        "form": lambda name: form_path(name, language),
        "days": days,
    }


def refuse(line: int, reason: str) -> None:
    raise ValueError(f"line {line}: {reason}")


def render(markdown: str, say: Mapping[str, object], fault: Callable[[int, str], None] = refuse) -> str:
    """Markdown with every call answered; one that cannot be is told to `fault`, with its line, and left as it is."""

    def answer(call: re.Match[str]) -> str:
        try:
            return str(_find_call(call[1] or "", say)(*_ARGUMENT.findall(call[2] or "")))
        except LookupError as wrong:
            reason = str(wrong)
        except TypeError:  # as Python says it, it would help nobody
            reason = "other words in quotes are needed between the brackets; see the calls in handbook/editors.md"
        fault(markdown.count("\n", 0, call.start()) + 1, f"{call[0]}: {reason}")
        return call[0]

    return _CALL.sub(answer, markdown)


def _find_call(name: str, say: Mapping[str, object]) -> Say:
    """What a name like `phone` or `phone_menu.recipes` stands for."""
    first, _, rest = name.partition(".")
    found = say.get(first)
    if rest and not rest.startswith("_"):
        found = getattr(found, rest, None)
    if not callable(found):
        raise LookupError(f'no call like phone("customer_connect"); take one of: {", ".join(sorted(say))}')
    return cast(Say, found)


def _get(entries: Mapping[str, Fact], key: str, kind: str) -> Fact:
    if key not in entries:
        raise LookupError(f"there is no {kind} {key!r} in agency/; take one of: {', '.join(sorted(entries))}")
    return entries[key]


def _none(key: str) -> str:
    raise LookupError(f"agency/agency.toml gives no TTY number for {key!r}; say what to do without one")


def _address(lines: tuple[str, ...]) -> str:
    return f'<span class="address" translate="no">{"<br>".join(map(escape, lines))}</span>'
