"""Passages of a page that hold in one setting only: while the site is a demonstration, or once the agency runs it.

A passage stands between two lines of three colons, the first of which names it:

    ::: practice
    Nothing you send here reaches an agency.
    :::

The other kind is `::: official`. Which of them a page shows follows from `official` in agency/agency.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

NAMES = ("practice", "official")
_FENCE = re.compile(r"\s*:::\s*(.*?)\s*$")


def is_fence(line: str) -> bool:
    return bool(_FENCE.match(line))


def names(markdown: str) -> list[str]:
    """The passages of a page, in order."""
    fences = (_FENCE.match(line) for line in markdown.splitlines())
    return [fence[1] for fence in fences if fence and fence[1]]


def choose(markdown: str, *, official: bool) -> str:
    """The page as it is shown in one setting, without the lines that mark passages."""
    return "".join(line for _, line in visible_lines(enumerate(markdown.splitlines(keepends=True)), official=official))


def visible_lines(lines: Iterable[tuple[int, str]], *, official: bool) -> Iterator[tuple[int, str]]:
    """Of numbered lines those that are shown in one setting."""
    within = ""
    for number, line in lines:
        if fence := _FENCE.match(line):
            within = fence[1]
        elif within in ("", NAMES[official]):
            yield number, line


def faults(source: str) -> Iterator[tuple[int, str]]:
    """Every mark that is not right, as (line, what it is and what to do)."""
    opened = 0
    for number, line in enumerate(source.splitlines(), 1):
        fence = _FENCE.match(line)
        if not fence:
            continue
        if fence[1] and fence[1] not in NAMES:
            yield number, f"no passage is called {fence[1]!r}; write ::: practice or ::: official"
        if fence[1] and opened:
            yield opened, "this passage is not closed; put a line with ::: where it ends"
        if not fence[1] and not opened:
            yield number, "this ::: closes no passage; take it away, or begin one above with ::: practice"
        opened = number if fence[1] else 0
    if opened:
        yield opened, "this passage is not closed; put a line with ::: where it ends"
