"""Amounts as they are printed for the operator and written in totals: cents as an integer in between."""

from __future__ import annotations


def write(cents: int) -> str:
    """1234 is 12.34."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"
