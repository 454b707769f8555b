"""The command: `python -m website.checks` lists what to mend; with `stamp PAGE…` it records a translation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from forms_app.facts.languages import BY_CODE, DEFAULT, others
from website.checks import encoding, lists, once, pages, passages, twins
from website.checks.facts import freshness, grounds, literals, loaded, phone_menu, translations
from website.checks.facts import twins as facts
from website.checks.pages import Finding
from website.checks.stopping import STOPPING, Check
from website.checks.words import english, reading_grade, spelling, terms, unchecked

TRANSLATED = [f"docs/{language.path}/….md" for language in others(DEFAULT)] or ["docs/….md"]
_SPOKEN = " or ".join(language.in_english for language in others(DEFAULT))
_NO_TWIN = f"not a {_SPOKEN} page with an {BY_CODE[DEFAULT].in_english} twin; give it as {' or '.join(TRANSLATED)}"


def checks(today: date) -> tuple[Check, ...]:
    """Every check beside those that stop the build."""
    return (
        twins.front_matter,
        twins.drift,
        twins.headings,
        twins.exits,
        passages.find_differing,
        facts.parity,
        grounds.grounds,
        literals.literals,
        lists.lists,
        english.find_untranslated,
        terms.terms,
        reading_grade.reading,
        spelling.spelling,
        phone_menu.menu,
        loaded.try_loading,
        translations.lacking,
        partial(freshness.stale, today=today),
    )


def findings(root: Path, today: date) -> list[Finding]:
    """All that is to be mended, each mistake once."""
    site = pages.read(root)
    first = {finding for check in STOPPING for finding in check(site)}
    rest = [finding for check in checks(today) for finding in check(site)]
    return sorted([*first, *once.without_echoes(rest, first)])


def check(root: Path, today: date) -> int:
    found = findings(root, today)
    for finding in found:
        print(finding)
    for note in (*phone_menu.notes(root), *unchecked.notes(root)):
        print(note)
    count = len(pages.read(root).pages)
    print(f"{count} pages read, {len(found)} to mend." if found else f"{count} pages read. Nothing to mend.")
    return 1 if found else 0


def stamp(root: Path, given: Sequence[str]) -> int:
    """Record in each translated page the text it was made from, as that stands now."""
    site = pages.read(root)
    twins_of = {twin.path: (model, twin) for model, twin in site.twins()}
    for path in given:
        if path not in twins_of:
            print(f"{path}: {_NO_TWIN}", file=sys.stderr)
            return 2
        model, twin = twins_of[path]
        (root / path).write_text(twins.stamp(twin, model), "utf-8")
        print(f"{path} now says what {model.path} says.")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m website.checks", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout (default: here)")
    commands = parser.add_subparsers(dest="command")
    recording = commands.add_parser("stamp", help="record that translated pages say what their models say now")
    recording.add_argument("pages", nargs="+", metavar=TRANSLATED[0].replace("…", "PAGE"))
    given = parser.parse_args(arguments)
    if unreadable := list(encoding.unreadable(given.root)):
        print(*unreadable, sep="\n")
        return 1
    if given.command == "stamp":
        return stamp(given.root, given.pages)
    return check(given.root, datetime.now(UTC).date())


if __name__ == "__main__":
    sys.exit(main())
