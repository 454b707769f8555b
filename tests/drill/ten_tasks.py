"""Counts ten tasks in presses and in pixels scrolled: python tests/drill/ten_tasks.py [ADDRESS ...].

Each task is done as somebody does it who knows the way: press what leads on, scroll only as far as it must come into
sight. Without an address the product is started; with two, the one and the other stand side by side. Fails where a task
needs more than it needed before the looks were made anew (`BEFORE`), at 360 and 1280 px, in both languages.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from playwright.sync_api import Browser, Locator, Page, sync_playwright  # noqa: E402
from support.answers import variants  # noqa: E402 - found only after the line above
from support.public_forms import FORMS  # noqa: E402
from support.running import running  # noqa: E402

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SIZES = {360: 640, 1280: 720}
PATIENCE_MS = 10_000
LANGUAGES = {"en": "", "es": "/es"}
PRESS = 200  # pixels that one press is worth: about as far as a thumb pushes a page at once
# How far the window must be scrolled until all of an element and its label, or the first part of what is higher than
# the window, is in sight, below a header that stays.
FAR = """e => {
  const boxes = [e, ...(e.labels || [])].map(x => x.getBoundingClientRect()).filter(b => b.width > 1);
  const top = Math.min(...boxes.map(b => b.top)), bottom = Math.max(...boxes.map(b => b.bottom));
  const head = document.querySelector('header.head'), stays = getComputedStyle(head).position === 'sticky';
  const covered = stays ? head.offsetHeight : 0, before = scrollY;
  if (stays && head.contains(e)) return 0;
  const lowest = Math.min(bottom, top + innerHeight - covered);
  scrollBy({top: top < covered ? top - covered : Math.max(0, lowest - innerHeight), behavior: 'instant'});
  return Math.abs(scrollY - before);
}"""


class NoWay(Exception):
    """What is looked for is not on the page."""


class Hand:
    """One window and what was done in it."""

    def __init__(self, page: Page, origin: str, language: str) -> None:
        self.page, self.origin, self.prefix = page, origin, LANGUAGES[language]
        self.presses, self.scrolled = 0, 0

    def at(self, path: str) -> None:
        """Where a task begins: nothing is counted."""
        self.page.goto(self.origin + self.prefix + path)

    def see(self, selector: str) -> Locator:
        """Scroll until it is in sight."""
        found = self.page.locator(selector).locator("visible=true").first
        if not found.count():
            raise NoWay(selector)
        self.scrolled += round(found.evaluate(FAR))
        return found

    def press(self, selector: str) -> None:
        found = self.see(selector)
        self.presses += 1
        found.click()

    def go(self, selector: str) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation():
            self.press(selector)

    def type(self, selector: str, text: str) -> None:
        self.press(selector)
        self.page.locator(selector).first.fill(text)

    @property
    def slug(self) -> str:
        return self.page.url.partition("?")[0].rstrip("/").rpartition("/")[2]

    def answer(self, form: str) -> None:
        """What the open page asks, with answers that open the fewest pages, and Continue."""
        raw = {name: texts for page in variants(FORMS[form])["fewest"].raw.values() for name, texts in page.items()}
        named = self.page.locator("#page :is(input, select, textarea)").evaluate_all("all => all.map(e => e.name)")
        for name in dict.fromkeys(name for name in named if any(raw.get(name, ()))):
            self._answer(name, raw[name])
        self.go("main button[name=go][value=next]")

    def _answer(self, name: str, texts: list[str]) -> None:
        kind = self.page.locator(f'#page [name="{name}"]').first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for text in texts:
                self.press(f'#page [name="{name}"][value="{text}"]')
        elif kind == "select-one":
            self.press(f'#page [name="{name}"]')
            self.page.locator(f'#page [name="{name}"]').select_option(texts[0])
        else:
            self.type(f'#page [name="{name}"]', texts[0])


def _to_the_form(page: str, form: str) -> Callable[[Hand], None]:
    """From the home page to the first question."""

    def task(hand: Hand) -> None:
        hand.at("/")
        hand.go(f'main a[href$="{page}/"]')
        hand.go(f'main a[href$="/forms/{form}/"]')
        hand.go("main form .button")
        if hand.slug == "tasks":
            hand.go("main .progress a")
        hand.see("#page :is(input:not([type=hidden]), textarea, select)")

    return task


def whole_complaint(hand: Hand) -> None:
    hand.at("/forms/complaint/")
    hand.go("main form .button")
    while hand.slug != "check":
        hand.answer("complaint")
    hand.go("main button[name=go][value=send]")
    hand.see("#receipt-code")


def own_dates(hand: Hand) -> None:
    hand.at("/forms/deadlines/")
    for part, text in {"month": "2", "day": "2", "year": "2026"}.items():
        hand.type(f"#filed_on-{part}", text)
    hand.go("main form .button")
    hand.see("main .time li:last-child, main .line li:last-child, main .day")


def _from_home(page: str, sought: str) -> Callable[[Hand], None]:
    """By the link on the home page."""

    def task(hand: Hand) -> None:
        hand.at("/")
        hand.go(f'main a[href$="{page}/"]')
        hand.see(sought)

    return task


def _by_menu(page: str, sought: str) -> Callable[[Hand], None]:
    """By the menu in the header, which opens in its place or leads to the list of all pages."""

    def task(hand: Hand) -> None:
        hand.at("/")
        hand.press("header .menu > summary, header .head__menu")
        hand.go(f':is(header nav, #map) a[href$="{page}/"]')
        hand.see(sought)

    return task


def call_from_home(hand: Hand) -> None:
    """The number, with the hours in the same paragraph."""
    hand.at("/")
    hand.see('main :is(p, li):has(a[href^="tel:"]):has-text("5 p")')


def keys_by_jump(hand: Hand) -> None:
    hand.at("/")
    hand.go('main a[href$="phone-menu/"]')
    hand.press(':is(main, .rail) a:is([href="#i-want-to"], [href="#quiero"])')
    hand.see("main .recipe")


PAY, RECIPE = 'main a[href*="payment-options"]', "main .recipe"
# Each with the ways in which it can be done.
TASKS: dict[str, tuple[Callable[[Hand], None], ...]] = {
    "enroll: home to first question": (_to_the_form("enroll", "enrollment"),),
    "complain: home to first question": (_to_the_form("complaints", "complaint"),),
    "hearing: home to first question": (_to_the_form("state-hearing", "state-hearing"),),
    "PIN: home to first question": (_to_the_form("pin", "pin-request"),),
    "a whole complaint, to its receipt": (whole_complaint,),
    "my last days, from one date": (own_dates,),
    "where to pay": (_from_home("payments", PAY), _by_menu("payments", PAY)),
    "whom to call, and when": (call_from_home, _by_menu("contact", 'main a[href^="tel:"]')),
    "which keys to press": (_from_home("phone-menu", RECIPE), keys_by_jump, _by_menu("phone-menu", RECIPE)),
    "where is what I sent": tuple(way("forms/status", "#receipt_code") for way in (_from_home, _by_menu)),
}


# Presses and pixels at commit 97e99c4, by the same program: 360 px in English and Spanish, 1280 px in both.
BEFORE = {
    "enroll: home to first question": ((4, 1684), (4, 1942), (4, 793), (4, 879)),
    "complain: home to first question": ((3, 2541), (3, 2887), (3, 968), (3, 1060)),
    "hearing: home to first question": ((3, 2789), (3, 3162), (3, 987), (3, 1150)),
    "PIN: home to first question": ((3, 1959), (3, 2330), (3, 696), (3, 783)),
    "a whole complaint, to its receipt": ((35, 9233), (35, 10351), (35, 6160), (35, 6516)),
    "my last days, from one date": ((4, 656), (4, 758), (4, 340), (4, 393)),
    "where to pay": ((2, 0), (2, 0), (2, 0), (2, 0)),
    "whom to call, and when": ((2, 106), (2, 151), (0, 339), (0, 365)),
    "which keys to press": ((2, 1209), (2, 1387), (1, 788), (1, 847)),
    "where is what I sent": ((2, 786), (2, 906), (2, 61), (2, 90)),
}


class Counted(NamedTuple):
    """What a task took, by the way that takes least."""

    presses: int
    scrolled: int

    @property
    def effort(self) -> int:
        return self.presses * PRESS + self.scrolled


# Presses and pixels at commit 97e99c4, by the same program: 360 px in English and Spanish, 1280 px in both.
BEFORE = {
    "enroll: home to first question": ((4, 1684), (4, 1942), (4, 793), (4, 879)),
    "complain: home to first question": ((3, 2541), (3, 2887), (3, 968), (3, 1060)),
    "hearing: home to first question": ((3, 2789), (3, 3162), (3, 987), (3, 1150)),
    "PIN: home to first question": ((3, 1959), (3, 2330), (3, 696), (3, 783)),
    "a whole complaint, to its receipt": ((35, 9233), (35, 10351), (35, 6160), (35, 6516)),
    "my last days, from one date": ((4, 656), (4, 758), (4, 340), (4, 393)),
    "where to pay": ((2, 0), (2, 0), (2, 0), (2, 0)),
    "whom to call, and when": ((2, 106), (2, 151), (0, 339), (0, 365)),
    "which keys to press": ((2, 1209), (2, 1387), (1, 788), (1, 847)),
    "where is what I sent": ((2, 786), (2, 906), (2, 61), (2, 90)),
}


Task = tuple[str, int, str]


def counted(chromium: Browser, origin: str) -> dict[Task, Counted]:
    """Of each task, width and language."""
    found = {}
    for width, language in ((width, language) for width in SIZES for language in LANGUAGES):
        for name, ways in TASKS.items():
            done = [_done(chromium, origin, way, width, language) for way in ways]
            found[name, width, language] = min(filter(None, done), key=lambda each: each.effort)
    return found


def _done(chromium: Browser, origin: str, way: Callable[[Hand], None], width: int, language: str) -> Counted | None:
    """None where there is no such way."""
    page = chromium.new_page(viewport={"width": width, "height": SIZES[width]})
    page.set_default_timeout(PATIENCE_MS)
    hand = Hand(page, origin, language)
    try:
        way(hand)
        return Counted(hand.presses, hand.scrolled)
    except NoWay:
        return None
    finally:
        page.close()


def table(sides: list[dict[Task, Counted]]) -> Iterator[str]:
    for task in sides[0]:
        name, width, language = task
        sums = "   ".join(f"{side[task].presses:3} presses {side[task].scrolled:5} px" for side in sides)
        yield f"{width:5} px  {language}  {name:36} {sums}"


def worse(now: dict[Task, Counted]) -> Iterator[str]:
    """Tasks that take more than they took before."""
    places = [(width, language) for width in SIZES for language in LANGUAGES]
    for (name, width, language), count in now.items():
        before = Counted(*BEFORE[name][places.index((width, language))])
        if count.effort > before.effort:
            yield f"{name} ({width} px, {language}): {count} and before {before}"


def main(addresses: list[str]) -> int:
    program = next(filter(None, map(shutil.which, CHROMIUM)), "")
    with sync_playwright() as player, tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        chromium = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        stack.callback(chromium.close)
        places = addresses or [stack.enter_context(running(Path(scratch))).url]
        sides = [counted(chromium, place) for place in places]
    print(*table(sides), sep="\n")
    more = list(worse(sides[-1]))
    print(*more, f"{len(sides[-1]) - len(more)} passed, {len(more)} failed", sep="\n")
    return 1 if more else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
