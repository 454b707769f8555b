"""Facts grow old: what stands in agency/ must have been checked within a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from website.checks.pages import Finding, Site, relative_name

GOOD_FOR = timedelta(days=365)
_CHECKED = re.compile(r"(?:checked *[=:] *|,)[\"']?(\d{4}-\d\d-\d\d)\b")
_TITLE = re.compile(r"^\[\[?([\w.-]+)]|^id *= *[\"']([\w-]+)|^([\w .]+),")


def stale(site: Site, today: date) -> Iterator[Finding]:
    """Every `checked` of the facts that is more than a year old."""
    for path in sorted(site.agency.iterdir()):
        title = path.name
        for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if named := _TITLE.match(text):
                title = next(filter(None, named.groups()))
            for day in _CHECKED.findall(text):
                if fault := _too_old(day, today):
                    yield Finding(relative_name(path, site.root), line, f"{title} {fault[0]}", fault[1])


def _too_old(day: str, today: date) -> tuple[str, str] | None:
    try:
        checked = date.fromisoformat(day)
    except ValueError:
        return f"says it was checked on {day}, which is no day", "write the day like 2026-11-22"
    if today - checked > GOOD_FOR:
        return f"was last checked on {checked}", "ask its source again, then write today's date"
    return None
