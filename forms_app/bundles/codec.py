"""A bundle as bytes and back: JSON of the fields in their order, packed, and filled up so that its length tells little.

The same bundle is always the same bytes, so that a hash of them tells whether anything has changed.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

VERSION = 1
FILLED_TO = 1024  # bytes: how much money came in would show in the length
LENGTH_BYTES = 4
PLAIN = (str, int, bool)  # what JSON has by itself
T = TypeVar("T")
Read = Callable[[Any], Any]


class Unreadable(Exception):
    """The bytes are no bundle that this version knows."""


def context(key_id: bytes, kind: str, seq: int) -> str:
    """In which a bundle is sealed: for these keys, of this kind, made of this package."""
    return f"bundle {key_id.hex()} {kind} {seq}"


def encode(bundle: Any) -> bytes:
    """version (1) | length (4) | packed JSON | zeros up to a multiple of FILLED_TO."""
    text = json.dumps(bundle, default=_plain, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode(), 6)
    body = bytes([VERSION]) + len(packed).to_bytes(LENGTH_BYTES, "big") + packed
    return body + bytes(-len(body) % FILLED_TO)


def decode(kind: type[T], data: bytes) -> T:
    """The bundle of this kind that `encode` made bytes of. Raises Unreadable."""
    start = 1 + LENGTH_BYTES
    if data[:1] != bytes([VERSION]):
        raise Unreadable("another version")
    try:
        packed = data[start : start + int.from_bytes(data[1:start], "big")]
        bundle: T = _reader(cast(Hashable, kind))(json.loads(zlib.decompress(packed)))
    except (zlib.error, ValueError, TypeError, IndexError) as wrong:
        raise Unreadable(type(wrong).__name__) from None  # never with what stands in it
    return bundle


def _plain(value: Any) -> Any:
    """What JSON does not know: a moment or a day as ISO 8601 has it, a bundle's part as its fields in their order."""
    return value.isoformat() if isinstance(value, date) else _fields_of(cast(Hashable, type(value)))(value)


@cache
def _fields_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) == 1:  # of one alone attrgetter makes no tuple
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)


@cache
def _reader(kind: Hashable) -> Read:
    """What makes a value of this type out of plain JSON; worked out once for each type."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if get_origin(kind) is tuple:
        one = _reader(get_args(kind)[0])
        return lambda values: tuple([one(value) for value in values])
    if get_origin(kind) is types.UnionType:
        some = _reader(get_args(kind)[0])
        return lambda value: None if value is None else some(value)
    if kind in (date, datetime):
        read: Read = kind.fromisoformat
        return read
    return lambda value: _expect(cast(type, kind), value)


def _dataclass_reader(kind: Any) -> Read:
    """A page reads thousands of fields, and most of them need no more than a look at their types: all at once."""
    hints = [get_type_hints(kind)[field.name] for field in fields(kind)]
    plain = [place for place, hint in enumerate(hints) if hint in PLAIN]
    wanted = [hints[place] for place in plain]
    others = [(place, _reader(hint)) for place, hint in enumerate(hints) if hint not in PLAIN]

    def read(values: Any) -> Any:
        if type(values) is not list or len(values) != len(hints):
            raise TypeError("not the fields of this part")
        if [type(values[place]) for place in plain] != wanted:
            raise TypeError("not the type of this field")
        for place, one in others:
            values[place] = one(values[place])
        return kind(*values)

    return read


def _expect(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError("not the type of this field")
    return value
