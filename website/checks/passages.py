"""Passages for one setting: each is closed, and the twins have the same ones."""

from __future__ import annotations

from collections.abc import Iterator

from website.build import passages as marks
from website.checks.pages import Finding, Site


def find_unclosed(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        for line, fault in marks.faults(page.text):
            what, _, remedy = fault.partition("; ")
            yield page.finding(line, what, remedy)


def find_differing(site: Site) -> Iterator[Finding]:
    for model, twin in site.twins():
        ours, theirs = marks.names(model.text), marks.names(twin.text)
        if ours != theirs:
            had, ours_named = (", ".join(marked) or "none" for marked in (theirs, ours))
            had, ours_named = (", ".join(marked) or "none" for marked in (theirs, ours))
            what = f"its passages are {had}; those of {model.path} are {ours_named}"
            yield twin.finding(1, what, "give both pages the same passages in the same order")
