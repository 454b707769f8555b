"""Something that a page says beside its questions, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """Something said to the person and where it leads: to a telephone of the agency, to a page of this site."""

    text: object
    phone: str = ""
    page: str = ""
    link: object = ""  # the words that lead to the page

    def __str__(self) -> str:
        return str(self.text)
