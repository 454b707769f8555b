"""Stops the build unless every language has a catalogue of exactly the sentences of the code, each translated.

Run by `make build`. A sentence without its translation would otherwise stand in English in the middle of a page.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from forms_app.facts.languages import DEFAULT, others  # noqa: E402 - found only after the line above

KEYWORDS = DEFAULT_KEYWORDS | {"_l": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(?!\()[a-z]")
RENEW = "Run `make catalogues` and give the new entries their translation."
BEGIN = "Begin it as handbook/developers.md says."
Texts = str | tuple[str, ...] | list[str]


def said(root: Path) -> set[str]:
    """Every sentence of the code that is to be translated; a plural's two forms are joined."""
    with (root / "locales" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(root, methods, options, keywords=KEYWORDS)
    return {_id(message) for _, _, message, _, _ in found}


def unseen(root: Path) -> Iterator[str]:
    """Sentences inside an f-string: some versions of Python show them to the extractor and others do not."""
    for path in sorted((root / "forms_app").rglob("*.py")):
        for string in ast.walk(ast.parse(path.read_text("utf-8"))):
            inside = ast.walk(string) if isinstance(string, ast.JoinedStr) else ()
            for call in inside:
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                    yield f"{path.relative_to(root)}:{call.lineno}: a sentence stands inside an f-string. Take it out."


def absent(root: Path) -> Iterator[str]:
    """The catalogues that languages of the list have not."""
    for language in others(DEFAULT):
        name = f"locales/{language.catalogue}/LC_MESSAGES/messages.po"
        if not (root / name).exists():
            yield f"{name}: there is none, and languages.toml has the language. {BEGIN}"


def faults(catalogue: Catalog, sentences: set[str]) -> Iterator[str]:
    """What is wrong with a catalogue, each with what to do."""
    messages = [message for message in catalogue if message.id]
    known = {_id(message.id) for message in messages}
    yield from (f"“{missing}” is missing. {RENEW}" for missing in sorted(sentences - known))
    stale = sorted(known - sentences) + [_id(name) for name in catalogue.obsolete]
    yield from (f"“{name}” is said nowhere any more. {RENEW}" for name in stale)
    for message in messages:
        yield from (f"“{_id(message.id)}” {wrong}" for wrong in _wrong(message))


def _wrong(message: Message) -> Iterator[str]:
    english, there = _texts(message.id), _texts(message.string or "")
    if message.fuzzy:
        yield "is marked fuzzy. Look at the translation and remove the mark."
    if not all(there):
        yield "has no translation. Give it one."
    elif _placeholders(english) != _placeholders(there):
        yield "has other placeholders than its translation. Use the same."
    elif [_edges(text) for text in english[:1]] != [_edges(text) for text in there[:1]]:
        yield "begins or ends with a blank where its translation does not, or the other way round."


def _id(texts: Texts) -> str:
    return "|".join(_texts(texts))


def _texts(texts: Texts) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts)


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {found[0] for text in texts for found in PLACEHOLDER.finditer(text)}


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def main() -> int:
    sentences, hidden = said(ROOT), [*unseen(ROOT), *absent(ROOT)]
    for fault in hidden:
        print(fault, file=sys.stderr)
    wrong = len(hidden)
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            for fault in faults(read_po(file), sentences):
                print(f"{path.relative_to(ROOT)}: {fault}", file=sys.stderr)
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
