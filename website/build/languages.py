"""Which language a file speaks and which files are its twins: the ground under navigation, alternates and switcher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms_app.facts.languages import BY_CODE, BY_PATH, DEFAULT, LISTED


@dataclass(frozen=True)
class Alternate:
    """The same page in one language: its absolute address and its path on this site."""

    language: str
    name: str
    url: str
    path: str


def language_of(path: str) -> str:
    """Of a path in docs/ or under the site's root, such as `es/complaints/`."""
    first, below, _ = path.partition("/")
    return BY_PATH.get(first, DEFAULT) if below else DEFAULT


def prefix(language: str) -> str:
    return BY_CODE[language].start.removeprefix("/")


def common(path: str) -> str:
    """The path without its language: what twins share."""
    return path.removeprefix(prefix(language_of(path)))


def alternates(path: str, site_url: str) -> list[Alternate]:
    """Every language of a page, given the site path in any, such as `es/complaints/`."""
    shared, root = common(path), site_url.rstrip("/")
    return [
        Alternate(language.code, language.name, f"{root}{language.start}{shared}", prefix(language.code) + shared)
        for language in LISTED
    ]


def missing_twins(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Every (file to add, file that has no such twin), in order, for pages given by their paths in docs/."""
    models: dict[str, str] = {}  # for each page what there is of it, in the first language that has it
    present = sorted(paths, key=lambda path: ([*BY_CODE].index(language_of(path)), path))
    for path in present:
        models.setdefault(common(path), path)
    expected = ((prefix(language) + shared, model) for shared, model in sorted(models.items()) for language in BY_CODE)
    return sorted(pair for pair in expected if pair[0] not in set(present))
