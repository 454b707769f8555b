"""A person at a browser window: opens, fills in, presses; whatever the browser complains of is noted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Request, Route

from bench.visitor import Visitor
from forms_app import deadlines
from forms_app.facts import agency
from forms_app.forms import guide
from forms_app.settings import ROOT
from support.answers import Raw, most
from support.public_forms import FORMS

# The page of the site from which a form is reached, as linked from the home page.
_GUIDE = guide.load(ROOT / "agency", deadlines.load(ROOT / "agency"), agency.load(ROOT / "agency").phones)
DOORS = {form.name: _GUIDE.doors[form.policy.door.id].page for form in FORMS.values() if form.policy.door}
# Stands in no page of the product: wherever it is found, it was typed.
CANARIES = ("Quetz", "quetz", "Comptón", "(213) 555-")
ELSEWHERE = "<!doctype html><html lang=en><title>Weather</title><h1>Sunny</h1>"
OURS = ("127.0.0.1", "localhost")  # the account has a host name of its own
FORM_DATA = "[...new FormData(document.getElementById('page'))].filter(([n]) => !['token', 'version'].includes(n))"
KEPT = """async () => ({
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length })"""


@dataclass(frozen=True)
class Setting:
    """How this person looks at it."""

    language: str = "en"
    scripts: bool = True
    width: int = 1280
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.language}-{'js' if self.scripts else 'nojs'}-{self.width}-{self.scheme}"


class Served(Protocol):
    """Whatever answers at an address of this machine."""

    @property
    def url(self) -> str: ...


class Person:
    """One window. Nothing leaves this machine: another host gets a tiny page of ours and is noted."""

    def __init__(self, product: Served, chromium: Browser, setting: Setting) -> None:
        self.product, self.setting = product, setting
        self.prefix = "/es" if setting.language == "es" else ""
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        size = {"width": setting.width, "height": 640 if setting.width < 700 else 900}
        self.context = chromium.new_context(viewport=size, color_scheme=setting.scheme)  # type: ignore[arg-type]
        self.context.set_default_timeout(10_000)
        self.context.route(lambda url: urlsplit(url).hostname not in OURS, self._answer_elsewhere)
        self.context.on("console", self._note)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = self.context.new_page()
        self._tools = self.context.new_cdp_session(self.page)
        self.run_scripts(setting.scripts)

    def run_scripts(self, wanted: bool) -> None:
        """Whether the pages' own scripts run; by this, not by a context option, axe can look at a page without any."""
        self._tools.send("Emulation.setScriptExecutionDisabled", {"value": not wanted})

    def _answer_elsewhere(self, route: Route, request: Request) -> None:
        self.elsewhere.append(request.url)
        route.fulfill(body=ELSEWHERE, content_type="text/html")

    def _note(self, message: ConsoleMessage) -> None:
        expected = "status of 422" in message.text  # Chromium says so of every page with mistakes
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"{message.text} ({message.location})")

    def must_have_been_quiet(self) -> None:
        assert self.complaints == [], f"the browser complained: {self.complaints}"
        assert self.elsewhere == [], f"another host was asked: {self.elsewhere}"

    def close(self) -> None:
        self.context.close()

    # Going about

    def open(self, path: str) -> None:
        self.page.goto(self.product.url + path)

    def press(self, selector: str) -> int:
        """Click what is meant and wait for the page that follows; its status."""
        with self.page.expect_navigation() as followed:
            self.page.locator(selector).first.click()
        return followed.value.status

    def walk_to(self, form: str) -> None:
        """From the home page over the page that explains it to the form's start page, as a visitor comes."""
        self.open(f"{self.prefix}/")
        self.press(f'main a[href$="{DOORS[form].strip("/")}/"]')
        self.press(f'main a[href="{self.prefix}/forms/{form}/"]')
        assert self.path == f"{self.prefix}/forms/{form}/"

    def start(self, form: str) -> None:
        """Straight to the first page of a form."""
        self.open(f"{self.prefix}/forms/{form}/")
        self.begin(form)

    def begin(self, form: str) -> None:
        """Press Start; where a form lists its parts, open the first."""
        self.press("main form button")
        if self.slug == "tasks":
            self.press(f'main a[href$="/{most(FORMS[form]).asked[0]}/"]')

    def next(self) -> None:
        """Continue. A page with mistakes is at once asked for again: without scripts by the browser itself."""
        if self.press("main button[name=go][value=next]") == 422:
            self.page.wait_for_url("**/?again")

    def back(self) -> None:
        self.press("main button[name=go][value=back]")

    def switch_language(self) -> None:
        self.press(".switch")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def slug(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]

    # Filling in

    def fill(self, typed: Mapping[str, list[str]]) -> None:
        for name, texts in typed.items():
            self._fill_one(name, texts)

    def fill_page(self, form: str) -> Raw:
        """Answer every question of the page that is open; what was typed."""
        typed = most(FORMS[form]).of(self.slug)
        self.fill(typed)
        return typed

    def fill_to(self, form: str, slug: str) -> None:
        """Fill in and continue until a page is open."""
        while self.slug != slug:
            assert self.slug != "check", f"{slug} was not asked"
            self.fill_page(form)
            self.next()

    def come_to(self, form: str, slug: str) -> None:
        """Open a page with all before it answered, where the way there is not what is looked at: it is posted, a tenth
        of the work of filling in each page, and this window's history begins here."""
        served = urlsplit(self.product.url)
        beside = Visitor(served.hostname or "", served.port or 0)
        try:
            path = beside.begin(form, self.setting.language)
            while not path.endswith(f"/{slug}/"):
                assert not path.endswith("/check/"), f"{slug} was not asked"
                path = beside.answer(form)
        finally:
            beside.close()
        for name, value in beside.cookies.items():
            self.context.add_cookies([{"name": name, "value": value, "url": self.product.url, "httpOnly": True}])
        self.open(path)

    def _fill_one(self, name: str, texts: list[str]) -> None:
        inputs = self.page.locator(f'#page [name="{name}"]')
        kind = inputs.first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for text in texts:
                self.page.locator(f'#page [name="{name}"][value="{text}"]').check()
        elif kind == "select-one":
            inputs.select_option(texts[0])
        else:
            inputs.fill(texts[0])

    @property
    def typed(self) -> list[list[str]]:
        """What stands in the page's inputs now, as it would be posted."""
        said: list[list[str]] = self.page.evaluate(FORM_DATA)
        return [[name, text.replace("\r\n", "\n")] for name, text in said]

    def send(self) -> str:
        """Press Send on the check page; the reference on the receipt."""
        self.press("main button[name=go][value=send]")
        assert self.path == f"{self.prefix}/forms/receipt/"
        return self.page.locator("#reference").inner_text()

    # Looking for what should not be there

    def traces(self) -> list[str]:
        """What was typed and can still be found in this window: in the page's text, source or inputs."""
        inputs = self.page.evaluate("[...document.querySelectorAll('input,textarea')].map(e => e.value).join('\\n')")
        seen = self.page.content() + inputs + self.page.title() + self.page.url
        return [canary for canary in CANARIES if canary in seen]

    def kept(self) -> dict[str, object]:
        """What the browser keeps of us besides the cookie that scripts cannot see."""
        found: dict[str, object] = self.page.evaluate(KEPT)
        return {name: what for name, what in found.items() if what}


Opens = Callable[[Setting], Person]


def full() -> bool:
    """The whole matrix, for `make drill`."""
    return os.environ.get("FULL") == "1"
