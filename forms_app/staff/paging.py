"""A long list in parts, so that every row of it stands on some page: which part is shown, and the way to the others."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

LARGEST = 6  # digits of a part's number
ONLY = "page"  # the list of a page that has no other: it begins where the page does


@dataclass(frozen=True)
class Part:
    """One part of a list of `count` rows, `each` at a time; the parts count from 1. `name` stands in the URL."""

    name: str
    number: int
    count: int
    each: int

    @classmethod
    def asked(cls, name: str, count: int, each: int) -> Part:
        """The part that the URL names; the last one where the list has become shorter since."""
        typed = request.args.get(name, "")
        page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LARGEST else 1
        return cls(name, max(1, min(page, -(-count // each))), count, each)

    @property
    def parts(self) -> int:
        return max(1, -(-self.count // self.each))

    @property
    def skipped(self) -> int:
        return (self.number - 1) * self.each

    @property
    def last_row(self) -> int:
        return min(self.count, self.skipped + self.each)

    def address(self, number: int) -> str:
        """Another part of this list, at its beginning; what else the URL says stays."""
        arguments = {name: value for name, value in request.args.items() if name != "batch"}
        here = url_for(request.endpoint or "", **(request.view_args or {}))
        at = "" if self.name == ONLY else f"#list-{self.name}"
        return f"{here}?{urlencode({**arguments, self.name: number})}{at}"
