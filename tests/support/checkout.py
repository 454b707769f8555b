"""The small checkout of two pages in which faults are planted."""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 22)
EN, ES = "docs/visit.md", "docs/es/visit.md"
