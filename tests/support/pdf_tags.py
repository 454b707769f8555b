"""The tags of a PDF, as a screen reader goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject


def elements(node: Any) -> Iterator[DictionaryObject]:
    """The structure elements under a node, in reading order."""
    found = node.get_object()
    if isinstance(found, ArrayObject):
        for part in found:
            yield from elements(part)
    elif isinstance(found, DictionaryObject):
        if "/S" in found:
            yield found
        if "/K" in found:
            yield from elements(found["/K"])
