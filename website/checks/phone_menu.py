"""The phone menu among the checks: faults are findings, and what the brochure leaves out is only noted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from forms_app.errors import CannotStart
from forms_app.facts import agency
from website.checks.pages import Finding, Site
from website.phone_menu.check import faults, undocumented
from website.phone_menu.shape import Fault
from website.phone_menu.tree import PhoneMenuError, load

PATH = "agency/phone_menu.yaml"


def menu(site: Site) -> Iterator[Finding]:
    for line, fault in _faults(site.root):
        what, _, remedy = fault.partition("; ")
        yield Finding(PATH, line, what, remedy)


def _faults(root: Path) -> Collection[Fault]:
    try:
        return faults(load(root / PATH), _phones(root))
    except PhoneMenuError as wrong:
        return wrong.faults


def _phones(root: Path) -> Collection[str]:
    try:
        return agency.load(root / "agency").phones
    except CannotStart:  # a finding of its own
        return ()


def notes(root: Path) -> Iterator[str]:
    """What the source is silent about, listed so that nobody forgets it and nobody fills it in."""
    try:
        silent = undocumented(load(root / PATH))
    except PhoneMenuError:
        return
    for line, what in silent:
        yield f"{PATH}:{line}: note: {what}. Nothing to do."
