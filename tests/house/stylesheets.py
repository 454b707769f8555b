"""Every stylesheet can be read, each custom property that it uses is set somewhere, and none is set for nobody."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from house.tools import ROOT

STYLES = ROOT / "website" / "theme" / "css"
_CUSTOM = re.compile(r"--[\w-]+")


@dataclass
class Sheet:
    """One stylesheet: its declarations in order, and what could not be read, each with its line."""

    declared: list[tuple[int, str, str]] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)

    def used(self) -> Iterator[tuple[int, str]]:
        for line, _, value in self.declared:
            yield from ((line, name) for name in re.findall(r"var\(\s*(--[\w-]+)", value))

    def set(self) -> Iterator[tuple[int, str]]:
        yield from ((line, name) for line, name, _ in self.declared if _CUSTOM.fullmatch(name))


def read(css: str) -> Sheet:
    sheet = Sheet()
    _read(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), sheet)
    return sheet


def _read(found: Iterable[Any], sheet: Sheet) -> None:
    for node in found:
        if node.type == "error":
            sheet.unreadable.append((node.source_line, node.message))
        elif node.type == "declaration":
            sheet.declared.append((node.source_line, node.name, tinycss2.serialize(node.value).strip()))
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            _read(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True), sheet)


def faults(sheets: dict[str, Sheet], published: str) -> Iterator[str]:
    """What is wrong, each as `file:line: what`. `published` is what the pages get, with the frame theme's own rules."""
    ours = {name for sheet in sheets.values() for _, name in sheet.set()}
    read_somewhere = {name for sheet in [*sheets.values(), read(published)] for _, name in sheet.used()}
    for file, sheet in sheets.items():
        yield from (f"{file}:{line}: {message}" for line, message in sheet.unreadable)
        yield from (f"{file}:{line}: nobody sets {name}" for line, name in sheet.used() if name not in ours)
        yield from (f"{file}:{line}: nobody uses {name}" for line, name in sheet.set() if name not in read_somewhere)


def sheets() -> dict[str, Sheet]:
    return {path.name: read(path.read_text("utf-8")) for path in sorted(STYLES.glob("*.css"))}


def main() -> int:
    published = "".join(path.read_text("utf-8") for path in sorted((ROOT / "build/site/assets").glob("*.css")))
    found = list(faults(sheets(), published))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
