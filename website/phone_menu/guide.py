"""The parts of the phone menu page in one language: an editor calls them as {{ phone_menu.recipes() }}."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from forms_app.facts.agency import Phone
from forms_app.phone.menu.check import faults
from forms_app.phone.menu.paths import Step, steps_to, wishes
from forms_app.phone.menu.tree import Menu, Node, PhoneMenuError, load
from website.phone_menu.picture import picture


def for_pages(agency_dir: Path, language: str, phones: Mapping[str, Phone]) -> Guide:
    """The guide for pages; PhoneMenuError names file, line and remedy of the first fault of the menu."""
    menu = load(agency_dir / "phone_menu.yaml")
    if found := faults(menu, phones):
        raise PhoneMenuError(menu.path, found)
    return Guide(menu, language, phones[menu.phone])


@dataclass(frozen=True)
class Guide:
    """Each method gives Markdown or one line of HTML."""

    menu: Menu
    language: str
    phone: Phone

    def ready(self) -> str:
        """What to have at hand before calling."""
        lines = [self._told(word) for word in ("ready_id", "ready_pin", "ready_paper", "ready_none")]
        return _bullets(lines)

    def recipes(self) -> str:
        """“I want to …” with every key from the first one, and the words that can be spoken."""
        return "".join(
            f'<h3>{self._told(heading)}</h3><div class="recipes">{"".join(map(self._recipe, nodes))}</div>'
            for heading, nodes in self._groups()
        )

    def picture(self) -> str:
        """The whole menu as a tree."""
        return picture(self.menu, self.language)

    def undocumented(self) -> str:
        """What the brochure leaves out, as a list."""
        keys = [o.key for node in self.menu.nodes.values() for o in node.options if o.undocumented]
        silent = [self._silent(node) for node in self.menu.nodes.values() if node.undocumented]
        told = [self._told("unknown_keys", keys=_list_keys(keys))] if keys else []
        return _bullets([*told, self._told("unknown_words"), *silent])

    def card(self) -> str:
        """The card to print, cut out and carry."""
        title = escape(self._told("card_title"))
        numbers = f"<strong>{self.phone.number}</strong>" + (f" · TTY {self.phone.tty}" if self.phone.tty else "")
        lines = "".join(f"<dt>{escape(self._want(node))}</dt><dd>{self._keys(node)}</dd>" for node in wishes(self.menu))
        note = escape(self._told("card_note"))
        return (
            f'<div class="wallet-card" role="group" aria-label="{title}">'
            f"<p>{title}<br>{numbers}</p><dl>{lines}</dl><p>{note}</p></div>"
        )

    def _silent(self, node: Node) -> str:
        unknown = f"**{node.name[self.language]}**: {self._told('unknown')}."
        return node.silent.get(self.language, unknown)

    def _groups(self) -> Iterator[tuple[str, list[Node]]]:
        nodes = wishes(self.menu)
        yield "with_case", [node for node in nodes if node.protected]
        yield "no_case", [node for node in nodes if not node.protected]

    def _recipe(self, node: Node) -> str:
        steps = "".join(f"<li>{self._step(step)}</li>" for step in self._steps(node))
        return f'<section class="recipe"><h4>{escape(self._want(node))}</h4><ol>{steps}</ol></section>'

    def _step(self, step: Step) -> str:
        if step.option is None:
            return escape(self._told("enter", what=step.node.enter[self.language]))
        spoken = f" <small>{escape(self._told('or_say', say=step.option.say))}</small>" if step.option.say else ""
        return f"{_key(step.option.key)} {escape(step.option.label[self.language])}{spoken}"

    def _keys(self, node: Node) -> str:
        identity = f"<em>{escape(self._told('id_and_pin'))}</em>"
        return " → ".join(_key(step.option.key) if step.option else identity for step in self._steps(node))

    def _steps(self, node: Node) -> tuple[Step, ...]:
        return steps_to(self.menu, node.id, self.language)

    def _want(self, node: Node) -> str:
        return node.want[self.language]

    def _told(self, word: str, **parts: str) -> str:
        return self.menu.told(word, self.language, **parts)


def _key(key: str) -> str:
    return f"<kbd>{escape(key)}</kbd>"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _list_keys(keys: list[str]) -> str:
    return f"{keys[0]}–{keys[-1]}" if len(keys) > 1 else keys[0]
