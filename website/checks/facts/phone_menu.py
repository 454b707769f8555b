"""The phone menu and our line among the checks: faults are findings, what the brochure leaves out is only noted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from forms_app.errors import CannotStart
from forms_app.facts import agency
from forms_app.phone.line import check as line_check
from forms_app.phone.line import overlay
from forms_app.phone.menu.check import faults, find_undocumented
from forms_app.phone.menu.shape import Fault
from forms_app.phone.menu.tree import PhoneMenuError, load
from forms_app.settings import agency_dir
from website.checks.pages import Finding, Site, relative_name

NAME = "phone_menu.yaml"


def menu(site: Site) -> Iterator[Finding]:
    for line, fault in _faults(site.agency):
        what, _, remedy = fault.partition("; ")
        path = getattr(line, "path", site.agency / NAME)
        yield Finding(relative_name(path, site.root), int(line), what, remedy)


def _faults(folder: Path) -> Collection[Fault]:
    """Of both files; those of our line only once the menu under it is sound."""
    try:
        return faults(load(folder / NAME), _phones(folder)) or line_check.faults(overlay.load(folder))
    except PhoneMenuError as wrong:
        return wrong.faults


def _phones(folder: Path) -> Collection[str]:
    try:
        return agency.load(folder).phones
    except CannotStart:  # a finding of its own
        return ()


def notes(root: Path) -> Iterator[str]:
    """What the source is silent about, listed so that nobody forgets it and nobody fills it in."""
    path = agency_dir(root) / NAME
    try:
        silent = find_undocumented(load(path))
    except PhoneMenuError:
        return
    for line, what in silent:
        yield f"{relative_name(path, root)}:{line}: note: {what}. Nothing to do."
