"""The phone menu among the checks: faults are findings, and what the brochure leaves out is only noted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from theme.checks.pages import Finding, Site
from theme.phone_menu.check import faults, undocumented
from theme.phone_menu.tree import PhoneMenuError, load

PATH = "agency/phone_menu.yaml"


def menu(site: Site) -> Iterator[Finding]:
    try:
        found = load(site.root / PATH)
    except PhoneMenuError as wrong:
        _, number, what = str(wrong).removeprefix(str(site.root)).split(":", 2)
        yield Finding(PATH, int(number), what.strip(), "mend the file")
        return
    for line, fault in faults(found):
        what, _, remedy = fault.partition("; ")
        yield Finding(PATH, line, what, remedy or "mend it")


def notes(root: Path) -> Iterator[str]:
    """What the source is silent about, listed so that nobody forgets it and nobody fills it in."""
    try:
        silent = undocumented(load(root / PATH))
    except PhoneMenuError:
        return
    for line, what in silent:
        yield f"{PATH}:{line}: note: {what}. Nothing to do."
