"""Puts each of the Big List of Naughty Strings into a form and looks at every page that shows it, staff's too.

`.venv/bin/python tests/drill/naughty.py`, after `make build`. The list (MIT licence) comes with npm's `blns`. Nothing
may run or break out of its place, and each string is read as it was written, or refused with a sentence.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from support.person import Person, Setting  # noqa: E402 - found only after the line above
from support.running import HOST, Running, running  # noqa: E402
from support.staff_signing_in import sign_in  # noqa: E402

from bench.visitor import Visitor  # noqa: E402
from forms_app.text.cleaning import Unacceptable, clean  # noqa: E402
from forms_app.text.ssn import mask  # noqa: E402

LIST = "blns@2.0.4"
FOLDER = ROOT / "build/drill-strings"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LONGEST, CHILDREN = 100, 20
APART = "\nxx\n"  # so that the end of one and the beginning of the next are not read as one number
OURS = ["H2", "A", "SPAN", "DL", "DIV", "DT", "DD", "BDI", "BR"]
# What stands among the answers and is not ours: an element, or an attribute that could run.
STRANGE = """ours => [...document.querySelectorAll('.answers *')].filter(e => !ours.includes(e.tagName) ||
  [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).map(e => e.outerHTML)"""
SHOWN = "[...document.querySelectorAll('.answers bdi')].map(e => e.textContent)"


def strings() -> list[str]:
    """The list, each string once."""
    if not shutil.which("npm"):
        sys.exit("This drill needs npm. On Debian: sudo apt-get install npm")
    if not (FOLDER / "node_modules").exists():
        command = ["npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--ignore-scripts", LIST]
        subprocess.run(command, check=True, capture_output=True)
    found = json.loads((FOLDER / "node_modules/blns/resources/blns.json").read_text("utf-8"))
    return sorted({text for text in found if text.strip()})


def cleaned(text: str) -> str | None:
    """As it is stored, or None where it is refused."""
    try:
        return clean(text)
    except Unacceptable:
        return None


def in_a_story(text: str) -> list[str]:
    """Its lines as they stand between others, or none where it is refused there."""
    try:
        return clean(f".\n{text}\n.", lines=True).split("\n")[1:-1]
    except Unacceptable:
        return []


def drill(product: Running, chromium: Browser, naughty: Sequence[str]) -> Iterator[str]:
    """For each string what went wrong, or an empty line."""
    names = [text for text in naughty if (kept := cleaned(text)) and len(kept) <= LONGEST]
    yield from (refused(product, text) for text in naughty if cleaned(text) is None)
    staff = Person(product, chromium, Setting("en"))
    sign_in(staff, product)
    for first in range(0, len(names), CHILDREN):
        yield from as_names(product, chromium, staff, names[first : first + CHILDREN])
    yield from as_stories(product, chromium, staff, naughty)
    yield from staff.complaints or [""]
    staff.close()


def refused(product: Running, text: str) -> str:
    visitor = Visitor(HOST, product.port)
    visitor.begin("pin-request")
    answer = visitor.post(visitor.path, [*visitor.hidden.items(), ("last_name", text), ("go", "next")])
    visitor.close()
    said = answer.status == 422 and "We cannot take the" in answer.body
    return "" if said else f"{text!r}: {answer.status}, and no sentence says what to change"


def as_names(product: Running, chromium: Browser, staff: Person, names: Sequence[str]) -> Iterator[str]:
    """Each as the last name of a child."""
    fields = [(f"children-{n}-first_name", "Ana") for n in range(1, len(names) + 1)]
    fields += [(f"children-{n}-last_name", text) for n, text in enumerate(names, 1)]
    seen = Looked(product, chromium, staff, "enrollment", {"children": fields})
    yield from (seen.verdict(text, f"Ana · {cleaned(text)}") for text in names)
    yield seen.broken


def as_stories(product: Running, chromium: Browser, staff: Person, naughty: Sequence[str]) -> Iterator[str]:
    """All of them in a story, each apart; as many to a story as it holds."""
    kept = [text for text in naughty if in_a_story(text)]
    while kept:
        part: list[str] = []
        while kept and sum(len(text) + len(APART) for text in [*part, kept[-1]]) < 4900:
            part.append(kept.pop())
        told = [("what_happened", APART.join([".", *part, "."]))]
        seen = Looked(product, chromium, staff, "complaint", {"problem": told})
        yield from (seen.verdict(text, *in_a_story(text)) for text in part)
        yield seen.broken


class Looked:
    """One form filled with naughty answers and sent, and what check, receipt and staff page showed of them."""

    def __init__(
        self, product: Running, chromium: Browser, staff: Person, form: str, typed: dict[str, list[tuple[str, str]]]
    ) -> None:
        self.shown: dict[str, list[str]] = {}
        self.strange: list[str] = []
        person = Person(product, chromium, Setting("en"))
        self._fill(person, product, form, typed)
        self._look("check", person)
        reference = person.send()
        self._look("receipt", person)
        paper = person.context.request.get(product.url + "/forms/receipt/receipt.pdf")
        if not paper.body().startswith(b"%PDF"):
            self.strange.append(f"the receipt as PDF: {paper.status}")
        staff.page.goto(f"{product.staff_url}/submissions/{reference}/")
        self._look("staff", staff)
        self.strange += person.complaints + person.elsewhere
        person.close()

    def _fill(self, person: Person, product: Running, form: str, typed: dict[str, list[tuple[str, str]]]) -> None:
        """By plain HTTP, so that each byte arrives; then the window goes on with the same cookie."""
        visitor = Visitor(HOST, product.port)
        path = visitor.begin(form)
        while not path.endswith("/check/"):
            mine = typed.get(path.rstrip("/").rpartition("/")[2], [])
            questions = {name.partition("-")[0] for name, _text in mine}
            rest = [pair for pair in visitor.filled(form) if pair[0].partition("-")[0] not in questions]
            answer = visitor.post(path, [*rest, *mine])
            if answer.status != 303:
                raise RuntimeError(f"{path}: {answer.status} to {mine}")
            # The same page comes again, with a question, where something may be an SSN.
            path = visitor.open(answer.location.partition("?")[0])
        cookies = [{"name": name, "value": text, "url": person.product.url} for name, text in visitor.cookies.items()]
        person.context.add_cookies(cookies)  # type: ignore[arg-type]
        visitor.close()
        person.open(path)

    def _look(self, where: str, person: Person) -> None:
        self.shown[where] = person.page.evaluate(SHOWN)
        self.strange += [f"{where}: {element}" for element in person.page.evaluate(STRANGE, OURS)]

    def verdict(self, text: str, *lines: str) -> str:
        missing = [where for where in self.shown if not set(map(mask, lines)) <= set(self.shown[where])]
        return f"{text!r} does not stand on: {', '.join(missing)}" if missing else ""

    @property
    def broken(self) -> str:
        return " | ".join(self.strange)


def main() -> int:
    program = next(filter(None, map(shutil.which, CHROMIUM)), "")
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product, sync_playwright() as player:
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        chromium = player.chromium.launch(executable_path=program, args=options)
        found = list(drill(product, chromium, strings()))
        chromium.close()
    wrong = [line for line in found if line]
    print("\n".join([*wrong, f"{len(found) - len(wrong)} passed, {len(wrong)} failed"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
