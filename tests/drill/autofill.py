"""Whether a browser keeps what a person writes about herself for whoever sits down next: 0 of 40 values.

`.venv/bin/python tests/drill/autofill.py`, after `make build`. Five persons write eight values each into a complaint on
one profile of a whole Chromium and leave by the exit, with scripts and without; then Back three times, and the stores
of the profile. Once as the forms are, once with the tokens of WCAG 1.3.5 in place of `autocomplete="off"`: that is
what the tokens would cost, and the proof that values can be found this way. Fails only for the forms as they are.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.running import Running, running  # noqa: E402 - found only after the line above

PERSONS = 5
TOKENS = {
    "full_name": "name",
    "address-line1": "address-line1",
    "address-line2": "address-line2",
    "address-city": "address-level2",
    "address-region": "address-level1",
    "address-postal_code": "postal-code",
    "phone": "tel",
    "email": "email",
}
WITH_TOKENS = """tokens => {
  document.getElementById('page').removeAttribute('autocomplete');
  for (const [id, token] of Object.entries(tokens)) document.getElementById(id)?.setAttribute('autocomplete', token);
}"""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SEEN_WITHIN, WRITES_WITHIN = 0.7, 8.0  # seconds until a browser has looked at a page, and written its stores


def values(number: int) -> dict[str, str]:
    """What one person writes about herself; nothing of it occurs by chance."""
    return {
        "full_name": f"Xochitl Planted{number}",
        "address-line1": f"70{number} Plantedroad {number}",
        "address-line2": f"Plantedflat {number}",
        "address-city": f"Plantedville{number}",
        "address-region": f"Plantedstate{number}",
        "address-postal_code": f"9001{number}-987{number}",
        "phone": f"(213) 555-018{number}",
        "email": f"planted{number}@example.org",
    }


def write(page: Page, product: Running, known: dict[str, str], tokens: bool) -> list[str]:
    """A complaint as far as every value; the addresses at which they stood."""
    page.goto(f"{product.url}/forms/complaint/")
    with page.expect_navigation():
        page.click("main form button")
    seen = []
    while True:
        here = page.url
        if tokens:
            page.evaluate(WITH_TOKENS, TOKENS)
        time.sleep(SEEN_WITHIN)
        for name in (name for name in known if page.locator(f"[id='{name}']").count()):
            page.click(f"[id='{name}']")
            page.keyboard.type(known[name])  # key by key: a browser keeps only what a person typed
            seen.append(here)
        for kind in ("radio", "checkbox"):
            for box in page.locator(f"main input[type={kind}]:not([value=none]):not([value=representative])").all():
                if not box.get_attribute("id", timeout=1000).endswith("-none"):  # type: ignore[union-attr]
                    box.check()
        with page.expect_navigation():
            page.click("main button[value=next]")
        if page.url == here:
            raise RuntimeError(f"{here}: {page.locator('main').inner_text()[:300]}")
        if len(seen) == len(known):
            return seen


def after_the_exit(page: Page, seen: str) -> str:
    """All that Back, three times, and the list of visited pages lead to."""
    page.click(".exit")
    page.wait_for_url(lambda url: "/forms/" not in url)  # where the redirect leads there may be no connection
    shown = ""
    for _ in range(3):
        page.go_back()
        shown += page.content()
    page.goto(seen)
    return shown + page.content()


def stored(profile: Path) -> str:
    """All that the profile holds for filling in forms, and every other file of it, as text."""
    found = []
    for file in profile.rglob("Web Data"):
        with sqlite3.connect(file) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            found += [str(database.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables]  # noqa: S608 - its own
    raw = [file.read_bytes() for file in profile.rglob("*") if file.is_file()]
    return " ".join([*found, *(text.decode(how, "ignore") for text in raw for how in ("latin-1", "utf-16-le"))])


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A whole Chromium as a person starts it: under the flags of a test driver it keeps nothing that is typed."""
    path = next(filter(None, map(shutil.which, CHROMIUM)))
    flags = [
        "--headless=new",
        "--no-sandbox",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "--no-first-run",
    ]
    quiet = subprocess.DEVNULL
    with subprocess.Popen([path, *flags, "about:blank"], stdout=quiet, stderr=quiet) as program:  # noqa: S603
        try:
            told = profile / "DevToolsActivePort"
            while program.poll() is None and not (told.exists() and told.read_text()):
                time.sleep(0.1)
            with sync_playwright() as driver:
                opened = driver.chromium.connect_over_cdp(f"http://127.0.0.1:{told.read_text().split()[0]}")
                yield opened
                opened.new_browser_cdp_session().send("Browser.close")
            program.wait(30)
        finally:
            program.kill()  # where something failed it would be waited for without end


def measure(product: Running, profile: Path, tokens: bool, scripts: bool) -> tuple[set[str], set[str]]:
    """(values found by Back, values found in the profile)."""
    planted = {text for number in range(PERSONS) for text in values(number).values()}
    shown = ""
    with browser(profile) as opened:
        context = opened.contexts[0]
        context.route("https://www.weather.gov/**", lambda route: route.fulfill(body="<title>Sun</title>"))
        page = context.pages[0]
        context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        for number in range(PERSONS):
            shown += after_the_exit(page, write(page, product, values(number), tokens)[-1])
        time.sleep(WRITES_WITHIN)
    kept = stored(profile)
    return {text for text in planted if text in shown}, {text for text in planted if text in kept}


def main() -> int:
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch, running(Path(scratch) / "product") as product:
        for place, (tokens, scripts) in enumerate((t, s) for t in (False, True) for s in (True, False)):
            back, kept = measure(product, Path(scratch) / f"profile{place}", tokens, scripts)
            how = f"{'tokens' if tokens else 'as they are'}, {'with' if scripts else 'without'} scripts"
            print(f"{how}: by Back {len(back)}, kept for the next person {len(kept)} of {PERSONS * len(TOKENS)}")
            wrong += 0 if tokens else len(back) + len(kept)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
