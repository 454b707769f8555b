"""What all typed rows share: the columns that make one, the day of what has none, the forms that a list keeps to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause

# Sorts after every day that the law gives: a submission without one.
NO_DAY = date(9999, 12, 31)

Place = tuple[date, str]  # where a page of a list ends: a row's day or moment, and its name; a moment is a date too
DuePlace = tuple[date, datetime, str]  # in a list by due days, of which many rows share one: then as they came in
ListPlace = Place | DuePlace

Forms = Collection[str] | None  # None: of every form, also of one that nobody knows any more


def columns(table: FromClause, row: type[Any], **others: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """What makes this row, in the order of its fields: the column of the same name, or what is given under the name.

    `row(*found)` is then the row.
    """
    return [others[field.name] if field.name in others else table.c[field.name] for field in fields(row)]


def of_forms(column: ColumnElement[str], forms: Forms) -> list[ColumnElement[bool]]:
    """The condition that keeps a list to these forms, for a `where`."""
    return [] if forms is None else [column.in_(sorted(forms))]
