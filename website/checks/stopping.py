"""What the build refuses, and the check tells first: a page with one of these faults would fail its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from website.checks import calls, encoding, files, links, markup, pages, passages, site_file, twins
from website.checks.facts import literals
from website.checks.pages import Finding, Site

Check = Callable[[Site], Iterable[Finding]]
STOPPING: tuple[Check, ...] = (
    twins.missing,
    files.files,
    site_file.site_file,
    passages.find_unclosed,
    calls.calls,
    markup.markup,
    links.links,
    links.pictures,
    literals.find_forbidden,
)


def stopping(root: Path) -> list[Finding]:
    """All of them, in the order of files and lines."""
    if unreadable := list(encoding.unreadable(root)):
        return unreadable
    site = pages.read(root)
    return sorted({finding for check in STOPPING for finding in check(site)})
