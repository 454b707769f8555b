"""The contract of a package of case data: its tables, columns, codes and keys, read from `contract.json` once.

The file is a Data Package v2 descriptor without data; its comments say what the contract means.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("contract.json")
TYPES = ("string", "boolean", "date", "datetime", "integer", "number")
# How a value of such a type is written. A pattern in the file may only stand at a string (Data Package v2).
SPELLINGS = {
    "number": r"-?\d{1,9}\.\d\d",
    "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)",
}
KINDS = ("full", "delta", "urgent")
URGENT = ("people", "cases")


class ContractError(ValueError):
    """The project's own copy of the contract contradicts itself."""


@dataclass(frozen=True)
class Field:
    """A column. `words`: its list of codes in agency/case_words.toml, or ""."""

    name: str
    type: str
    required: bool
    pattern: str
    codes: tuple[str, ...]
    words: str

    @property
    def is_text(self) -> bool:
        """Whether it holds words of people: names, places, numbers of courts and telephones."""
        return self.type == "string" and not (self.pattern or self.codes or self.words or self.name == "sealed")

    @property
    def is_money(self) -> bool:
        return self.type == "number"


@dataclass(frozen=True)
class Reference:
    """Columns whose values, where all are there, must stand in the columns of another table."""

    fields: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One CSV file of a package."""

    name: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    schema: Mapping[str, Any]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @cached_property
    def money(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.is_money)


@dataclass(frozen=True)
class Contract:
    """All tables, by name, in the order of the file."""

    version: int
    tables: Mapping[str, Table]


def load(path: Path = PATH) -> Contract:
    """Raises ContractError where a type is unknown or a key names no column."""
    raw = json.loads(path.read_text("utf-8"))
    tables = {resource["name"]: _table(resource) for resource in raw["resources"]}
    for table in tables.values():
        _check(table, tables)
    return Contract(raw["schema_version"], tables)


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    references = tuple(
        Reference(tuple(one["fields"]), one["reference"]["resource"], tuple(one["reference"]["fields"]))
        for one in schema["foreignKeys"]
    )
    fields = tuple(_field(field) for field in schema["fields"])
    return Table(resource["name"], resource["path"], fields, tuple(schema["primaryKey"]), references, schema)


def _field(raw: Mapping[str, Any]) -> Field:
    rules = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        required=rules.get("required", False),
        pattern=rules.get("pattern", SPELLINGS.get(raw["type"], "")),
        codes=tuple(rules.get("enum", ())),
        words=raw.get("words", ""),
    )


def _check(table: Table, tables: Mapping[str, Table]) -> None:
    for field in table.fields:
        if field.type not in TYPES:
            raise ContractError(f"{table.name}.{field.name}: unknown type {field.type}")
        re.compile(field.pattern)
    named = [(table, column) for column in table.key]
    for one in table.references:
        if one.table not in tables or len(one.fields) != len(one.target):
            raise ContractError(f"{table.name}: a reference to {one.table} that cannot be")
        named += [(table, column) for column in one.fields] + [(tables[one.table], column) for column in one.target]
    for owner, column in named:
        if column not in owner.columns:
            raise ContractError(f"{table.name}: a key names {owner.name}.{column}, which is no column")
