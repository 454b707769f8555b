"""Which language a file speaks and which file is its twin: the ground under navigation, alternates and switcher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LANGUAGES = {"en": "English", "es": "Español"}
DEFAULT = "en"


@dataclass(frozen=True)
class Alternate:
    """The same page in one language: its absolute address and its path on this site."""

    language: str
    name: str
    url: str
    path: str


def language_of(path: str) -> str:
    return "es" if path.startswith("es/") else DEFAULT


def prefix(language: str) -> str:
    return "" if language == DEFAULT else f"{language}/"


def common(path: str) -> str:
    """The path without its language: what two twins share."""
    return path.removeprefix("es/")


def alternates(path: str, site_url: str) -> list[Alternate]:
    """Both languages of a page, given the site path of either, such as `es/complaints/`."""
    shared = common(path)
    return [
        Alternate(language, name, f"{site_url.rstrip('/')}/{prefix(language)}{shared}", prefix(language) + shared)
        for language, name in LANGUAGES.items()
    ]


def missing_twins(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Every (file to add, file that has no twin), in order, for pages given by their paths in docs/."""
    present = set(paths)
    lacking = []
    for path in sorted(present):
        for language in LANGUAGES:
            twin = prefix(language) + common(path)
            if twin not in present:
                lacking.append((twin, path))
    return lacking
