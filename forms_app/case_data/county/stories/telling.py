"""The script of a story: what it shows in both languages, and how it is built. They stand in their module's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms_app.case_data.county.cases import Story

Build = Callable[[Story], None]


@dataclass(frozen=True)
class Script:
    """`shows`: for whoever tries it out, by language. `name`: what its keys begin with, whatever stands before it."""

    name: str
    shows: Mapping[str, str]
    build: Build


def telling(stories: list[Script], *, en: str, es: str) -> Callable[[Build], Build]:
    """Adds the function to a module's stories."""

    def add(build: Build) -> Build:
        stories.append(Script(build.__name__.replace("_", "-"), {"en": en, "es": es}, build))
        return build

    return add
