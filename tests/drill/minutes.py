"""How many minutes each form takes somebody new to it, measured in both languages: what the start pages say.

`.venv/bin/python tests/drill/minutes.py [write]`, after `make build`. Shows for each form and language the words read,
touches, keys and minutes (`tests/support/first_visit.py` says how they are counted) and fails where a start page says
another number; `write` puts the measured ones into forms_app/forms/minutes.toml.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.first_visit import Effort, effort, on_a_phone  # noqa: E402 - found only after the line above
from support.person import Person  # noqa: E402
from support.public_forms import FORMS  # noqa: E402
from support.running import running  # noqa: E402

from forms_app.facts.languages import LANGUAGES  # noqa: E402
from forms_app.forms.form import MINUTES  # noqa: E402

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HEAD = """# About how many minutes a form takes somebody new to it, as its start page says.
# Measured, not written by hand: make drill ONLY=minutes says when they are no longer right and how to renew them.
"""


def measured() -> Iterator[tuple[str, str, Effort]]:
    """(form, language, effort)."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product, sync_playwright() as tools:
        chromium = tools.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for form in FORMS:
            for language in LANGUAGES:
                with closing(Person(product, chromium, on_a_phone(language))) as person:
                    yield form, language, effort(person, form)


def main(write: bool) -> int:
    said: dict[str, int] = {}
    for form, language, done in measured():
        print(f"{form:14} {language} {done.minutes:5.1f} min  {done}", flush=True)
        said[form] = max(said.get(form, 0), done.said)
    if write:
        MINUTES.write_text(HEAD + "".join(f"{form} = {minutes}\n" for form, minutes in said.items()), "utf-8")
        return 0
    wrong = [
        f"{form} says {FORMS[form].minutes}, not {minutes}"
        for form, minutes in said.items()
        if FORMS[form].minutes != minutes
    ]
    print(*wrong, "Renew them: .venv/bin/python tests/drill/minutes.py write" if wrong else "All as said.", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["write"]))
