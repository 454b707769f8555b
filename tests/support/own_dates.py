"""The calculator of somebody's own dates, as it is filled in."""

from __future__ import annotations

import pytest

PAGE = {"en": "/forms/deadlines/", "es": "/es/forms/deadlines/"}
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
NAMES = ("learned_on", "filed_on", "answered_on")


def typed(*days: str) -> dict[str, str]:
    """Month, day and year of each date that is known: "9 1 2026"."""
    fields = {}
    for name, day in zip(NAMES, days, strict=False):
        for part, text in zip(("month", "day", "year"), day.split(), strict=False):
            fields[f"{name}-{part}"] = text
    return fields
