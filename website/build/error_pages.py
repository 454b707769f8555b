"""The pages that the web server shows when the forms app is silent or must not be asked: in every language, with the
number to call and the way out, for they come when a person is in the middle of something."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from forms_app.facts.languages import DEFAULT, LANGUAGES, others
from forms_app.facts.words import Words

CODES = ("413", "429", "502", "503", "504")
FOLDER = "_errors"


def languages_of_addresses() -> str:
    """For nginx: in which language an address is, and what its pages begin with."""
    spoken = "".join(f" ~^/{one.path}(?:[/?]|$) {one.code};" for one in others(DEFAULT))
    start = "".join(f" ~^/{one.path}(?:[/?]|$) /{one.path};" for one in others(DEFAULT))
    return (
        "# Made by `make build` from locales/languages.toml; deploy/nginx.conf includes it.\n"
        f'map $request_uri $spoken {{{spoken} default {DEFAULT}; }}\nmap $request_uri $start {{{start} default ""; }}\n'
    )


def take(site: Path, target: Path, words: Mapping[str, Mapping[str, Words]]) -> dict[Path, str]:
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
