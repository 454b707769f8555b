"""Shows every page to axe in every window, and looks whether it fits: python tests/drill/windows.py [PART ...].

A part is `site`, `staff` or a form. Windows: 320, 360, 768, 1280 and 1920 px, 200 and 400 %; each light, dark and in
forced colours. The pages of the site and around the forms are those that links lead to; a form is filled in page by
page, with its mistakes first.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from support import windows  # noqa: E402 - found only after the line above
from support.answers import most  # noqa: E402
from support.person import Person, Setting  # noqa: E402
from support.public_forms import FORMS  # noqa: E402
from support.running import HOST, Running, running  # noqa: E402
from support.staff_signing_in import sign_in  # noqa: E402

from bench.visitor import Visitor  # noqa: E402
from forms_app.deadlines.clock import utc_now  # noqa: E402
from forms_app.deadlines.dates import local_date  # noqa: E402

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
LANGUAGES = {"en": "", "es": "/es"}
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
NO_PAGE = re.compile(r"\.\w+$|/exit/|/deleted/|/done/$")
SEARCHED = {"en": "complaint", "es": "queja"}
PARTS = ("site", *FORMS, "staff")


class Looked:
    """What was looked at, and what was wrong there."""

    def __init__(self) -> None:
        self.pages, self.wrong = 0, 0

    def at(self, person: Person, state: str = "") -> None:
        found = windows.faults(person.page)
        place = urlsplit(person.page.url).path + state
        print(*(f"{place}: {fault}" for fault in found), sep="\n", end="\n" if found else "", flush=True)
        self.pages, self.wrong = self.pages + 1, self.wrong + bool(found)


Kind = tuple[str, tuple[str, ...]]


def linked(person: Person, origin: str, starts: list[str], looked: Looked, seen: set[Kind]) -> None:
    """Every page that a chain of links leads to; of those that differ by their query only, one for each kind of it."""
    waiting = list(starts)
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        kind = (parts.path, tuple(sorted(pair.partition("=")[0] for pair in parts.query.split("&"))))
        if kind in seen or not address.startswith(origin) or NO_PAGE.search(parts.path):
            continue
        seen.add(kind)
        person.page.goto(address)
        looked.at(person, f"?{parts.query}" if parts.query else "")
        waiting += person.page.evaluate(LINKS)


def site(product: Running, person: Person, looked: Looked) -> None:
    linked(person, product.url, [product.url + path for path in ("/", "/es/", "/none/", "/es/none/")], looked, set())
    for language, prefix in LANGUAGES.items():
        person.open(f"{prefix}/search/")
        person.page.locator(".find input").fill(SEARCHED[language])
        person.page.locator(".find input").press("Enter")
        person.page.wait_for_selector("#results a")
        looked.at(person, " with what was found")
        person.open(f"{prefix}/forms/deadlines/")
        for name, text in {"month": "2", "day": "2", "year": "2026"}.items():
            person.page.locator(f"#filed_on-{name}").fill(text)
        person.press("#dates .button")
        looked.at(person, " with its days")


def form(product: Running, person: Person, looked: Looked, name: str) -> None:
    """Both languages, each page empty, with its mistakes and with its answers; the code for later and the receipt."""
    for language, prefix in LANGUAGES.items():
        person.setting, person.prefix = Setting(language), prefix
        person.start(name)
        if FORMS[name].task_list:
            person.open(f"{prefix}/forms/{name}/tasks/")
            looked.at(person)
            person.open(f"{prefix}/forms/{name}/{most(FORMS[name]).asked[0]}/")
        while person.slug != "check":
            _page(person, name, looked)
        looked.at(person)
        person.send()
        looked.at(person)
        _status(person, looked)
        person.start(name)
        person.press("button[value=later]")
        looked.at(person)


def _page(person: Person, name: str, looked: Looked) -> None:
    slug = person.slug
    looked.at(person)
    person.next()
    if person.slug == slug:
        looked.at(person, " with its mistakes")
    else:
        person.page.go_back()
    person.fill_page(name)
    looked.at(person, " filled in")
    person.next()


def _status(person: Person, looked: Looked) -> None:
    numbers = {name: person.page.locator(f"#{name}").inner_text() for name in ("reference", "receipt-code")}
    person.open(f"{person.prefix}/forms/status/")
    person.page.locator("#reference").fill(numbers["reference"])
    for code in ("1234", numbers["receipt-code"]):
        person.page.locator("#receipt_code").fill(code)
        with person.page.expect_navigation():
            person.page.locator("#receipt_code").press("Enter")
        looked.at(person, " as it stands")


def staff(product: Running, person: Person, looked: Looked) -> None:
    """As a supervisor and as an administrator, over one of each form; both languages."""
    for name in FORMS:
        visitor = Visitor(HOST, product.port)
        visitor.fill(name)
        visitor.reference(visitor.send())
        visitor.close()
    for prefix in LANGUAGES.values():
        person.page.goto(f"{product.staff_url}{prefix}/sign-in/")
        for name, text in {"email": "nobody@example.org", "password": "a wrong one", "code": "123456"}.items():
            person.page.locator(f"#{name}").fill(text)
        person.press("main form button")
        looked.at(person, " with its mistakes")
    seen: set[Kind] = set()
    for role in ("supervisor", "administrator"):
        person.context.clear_cookies()
        sign_in(person, product, role)
        starts = [f"{product.staff_url}{prefix}/inbox/" for prefix in LANGUAGES.values()]
        linked(person, product.staff_url, starts, looked, seen)
        if role == "supervisor":
            _work(product, person, looked)


def _work(product: Running, person: Person, looked: Looked) -> None:
    for prefix in LANGUAGES.values():
        person.page.goto(f"{product.staff_url}{prefix}/inbox/")
        person.page.locator("#find").fill("Quetzalli")
        with person.page.expect_navigation():
            person.page.locator("#find").press("Enter")
        looked.at(person, " with what was found")
        for name in FORMS:
            _key_in(product, person, prefix, name, looked)


def _key_in(product: Running, person: Person, prefix: str, name: str, looked: Looked) -> None:
    person.page.goto(f"{product.staff_url}{prefix}/intake/")
    person.press("#page .actions button")
    looked.at(person, " with its mistakes")
    for choice in (f"[name=form][value={name}]", "[name=language][value=en]", "[name=channel][value=phone]"):
        person.page.locator(choice).check()
    today = local_date(utc_now())
    for part, number in {"month": today.month, "day": today.day, "year": today.year}.items():
        person.page.locator(f"#day-{part}").fill(str(number))
    person.press("#page .actions button")
    looked.at(person, " to fill in")
    person.press('button[value="check"]')
    looked.at(person, " with its mistakes")


def run(product: Running, chromium: Browser, parts: list[str]) -> Looked:
    looked = Looked()
    for part in parts:
        person = Person(product, chromium, Setting())
        if part in FORMS:
            form(product, person, looked, part)
        else:
            {"site": site, "staff": staff}[part](product, person, looked)
        person.close()
    return looked


def main(parts: list[str]) -> int:
    program = next(filter(None, map(shutil.which, CHROMIUM)), "")
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch)) as product, sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        looked = run(product, chromium, parts or list(PARTS))
        chromium.close()
    print(f"{looked.pages} pages, each in {len(windows.SIZES) * len(windows.COLOURS)} windows")
    print(f"{looked.pages - looked.wrong} passed, {looked.wrong} failed")
    return 1 if looked.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
