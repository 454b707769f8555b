"""A draft that was left for later, opened again with its code."""

from __future__ import annotations

from support.visitor import Visitor, home


def picked_up(visitor: Visitor, code: str, language: str = "en") -> Visitor:
    return visitor.open(home("resume", language)).press(typed={"code": code})
