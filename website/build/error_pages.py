"""The pages that the web server shows when the forms app is silent or must not be asked: in both languages, with the
number to call and the way out, for they come when a person is in the middle of something."""

from __future__ import annotations

from html import escape
from pathlib import Path

from website.build.languages import LANGUAGES

CODES = ("413", "429", "502", "503", "504")
FOLDER = "_errors"
Words = dict[str, dict[str, dict[str, str]]]


def take(site: Path, target: Path, words: Words) -> dict[Path, str]:
    """Make them of one page per language, out of what is public; target → content."""
    made = {}
    for language in LANGUAGES:
        source = site / FOLDER / f"{language}.html"
        page = source.read_text("utf-8")
        source.unlink()
        for code in CODES:
            path = target / language / f"{code}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            heading, text = (escape(words["errors"][f"{code}{part}"][language]) for part in ("", "_text"))
            made[path] = page.replace("@heading@", heading).replace("@text@", text)
    (site / FOLDER).rmdir()
    return made
