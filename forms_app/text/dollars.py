"""Whole cents as dollars: $1,234.56 in every language, as pay stubs and court papers here write it."""

from __future__ import annotations


def exact(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def plain(cents: int) -> str:
    """1234.56, for a spreadsheet to add up."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
