"""The built site in a real Chromium: searched, walked by keyboard, looked over by axe, printed, without scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from forms_app.settings import ROOT

AXE = Axe().axe_script
FINDINGS = """axe.run({resultTypes: ['violations']}).then(
  found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')))"""
# Where the focus is, and whether a person can see that it is there.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getClientRects()[0], style = getComputedStyle(e);
  const on = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 8));
  return {
    name: e.tagName + ' ' + (e.textContent.trim() || e.id).slice(0, 40),
    id: (e.id ||= 'stop-' + Math.random().toString(36).slice(2)),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right <= innerWidth + 1,
    uncovered: on === e || e.contains(on) || (on && on.contains(e)),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""
DOCS = ROOT / "docs"
EVERY = [f"/{page.relative_to(DOCS).with_suffix('').as_posix()}/".replace("index/", "") for page in DOCS.rglob("*.md")]
ODD = ["/search/?q=pin", "/es/search/?q=queja", "/404.html", "/es/404.html"]
# `make drill` looks at every page; `make test` at those that differ most.
FULL = "FULL" in os.environ
SEEN = sorted(EVERY) + ODD if FULL else ["/", "/es/complaints/", "/contact/", "/es/phone-menu/", *ODD[:1], *ODD[3:]]
WALKED = sorted(EVERY) + ODD if FULL else ["/es/", "/complaints/", "/es/phone-menu/"]
WINDOWS = [(320, "light"), (1280, "dark"), *([(320, "dark"), (1280, "light")] if FULL else [])]
Scheme = Literal["light", "dark"]
# What needs no second look in `make test`: the frame around every page is the same.
PHONES = [(path, scheme) for path in WALKED for scheme in ("light", "dark")] if FULL else [("/es/complaints/", "light")]
TYPED_ON = [(path, *window) for path in WALKED for window in WINDOWS] if FULL else [("/complaints/", 1280, "light")]
# `make test` reads the links of the other cards instead of pressing keys.
ALL_CARDS = [(home, card, *window) for home in ("/", "/es/") for card in range(12) for window in WINDOWS]
CARDS = ALL_CARDS if FULL else [("/es/", 3, 320, "light")]
ON_MENU = "document.activeElement.matches('.menu > summary')"
DOES_IT = "document.activeElement.matches('main .button, main a[href^=\"tel:\"]')"


@pytest.fixture
def tab(chromium: Browser, served: str) -> Iterator[Page]:
    """A window that refuses any error on its console, and any request to another host."""
    page = chromium.new_page()
    said: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(served) else said.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def results(tab: Page, served: str, language: str, query: str) -> list[str]:
    start = "" if language == "en" else "/es"
    tab.goto(f"{served}{start}/")
    tab.locator(".find input").fill(query)
    tab.locator(".find button").click()
    tab.wait_for_function("document.getElementById('found').textContent !== ''")
    return [str(link.get_attribute("href")) for link in tab.locator("#results a").all()]


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("en", "complaint", "/complaints/"),
        ("en", "PIN", "/pin/"),
        ("en", "forgot pin", "/pin/"),
        ("en", "hearing", "/state-hearing/"),
        ("en", "past due payments", "/payments/"),
        ("en", "enroll", "/enroll/"),
        ("en", "how much support", "/calculate/"),
        ("en", "ombudsperson", "/ombudsperson/"),
        ("en", "phone number", "/contact/"),
        ("es", "queja", "/es/complaints/"),
        ("es", "quejas", "/es/complaints/"),
        ("es", "QUEJA", "/es/complaints/"),
        ("es", "PIN", "/es/pin/"),
        ("es", "audiencia", "/es/state-hearing/"),
        ("es", "pagos atrasados", "/es/payments/"),
        ("es", "pagos átrasados", "/es/payments/"),
        ("es", "teléfono", "/es/contact/"),
        ("es", "telefono", "/es/contact/"),
        ("es", "inscripcion", "/es/enroll/"),
        ("es", "inscripción", "/es/enroll/"),
    ],
)
def test_search_finds_the_right_page_first(tab: Page, served: str, language: str, query: str, first: str) -> None:
    assert results(tab, served, language, query)[0].split("#")[0] == first


def test_each_language_searches_itself(tab: Page, served: str) -> None:
    assert all(not found.startswith("/es/") for found in results(tab, served, "en", "PIN"))
    assert all(found.startswith("/es/") for found in results(tab, served, "es", "PIN"))


def test_accents_make_no_difference(tab: Page, served: str) -> None:
    assert results(tab, served, "es", "manutencion") == results(tab, served, "es", "manutención") != []


def test_words_that_no_page_has_together_still_find_pages(tab: Page, served: str) -> None:
    assert results(tab, served, "en", "ombudsperson zebra")[0] == "/ombudsperson/"
    assert "some of them" in tab.locator("#found").inner_text()


def test_nothing_found_says_so_and_leads_on(tab: Page, served: str) -> None:
    assert results(tab, served, "es", "zzzz") == []
    assert "Ninguna página" in tab.locator("#found").inner_text()
    assert tab.locator("#map a").count() > 15


@pytest.mark.parametrize("start", ["/es/complaints/", "/es/search/", "/es/search/?q=queja"])
def test_what_was_searched_is_in_no_address_and_is_there_again_on_the_way_back(
    tab: Page, served: str, start: str
) -> None:
    visited: list[str] = []
    tab.goto(served + start)
    tab.on("framenavigated", lambda frame: visited.append(frame.url))
    tab.locator(".find input").fill("orden de restriccion")
    tab.locator(".find input").press("Enter")
    tab.wait_for_function("document.querySelector('#results a')")
    found = tab.locator("#results a").first
    leads = str(found.get_attribute("href"))
    found.click()
    tab.wait_for_url(f"**{leads}")
    tab.go_back()
    tab.wait_for_function("document.querySelector('#results a')")
    assert tab.locator("#find").input_value() == "orden de restriccion"
    assert visited and not [address for address in visited if "restriccion" in address or "queja" in address]
    assert tab.evaluate("sessionStorage.length + localStorage.length") == 0


@pytest.mark.parametrize(("language", "query"), [("en", "pin"), ("en", "complaint"), ("es", "audiencia")])
def test_the_word_is_marked_without_the_full_stop_after_it(tab: Page, served: str, language: str, query: str) -> None:
    results(tab, served, language, query)
    marked = tab.locator("#results mark").all_inner_texts()
    assert marked and [text for text in marked if not (text[0].isalnum() and text[-1].isalnum())] == []
    assert [text for text in tab.locator("#results p").all_inner_texts() if ". " in text], "the stops are still there"


def test_what_was_searched_is_never_markup(tab: Page, served: str) -> None:
    tab.goto(f"{served}/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E+pin")
    tab.wait_for_function("document.getElementById('found').textContent !== ''")
    assert tab.locator("main img").count() == 0
    assert tab.locator("#find").input_value() == "<img src=x onerror=alert(1)> pin"


def test_the_index_is_loaded_only_when_it_is_used(tab: Page, served: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{served}/es/complaints/")
    tab.goto(f"{served}/es/search/")
    assert not [address for address in asked if address.endswith("index.json")]
    assert len([address for address in asked if "/search." in address and address.endswith(".js")]) == 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", SEEN)
def test_axe_finds_nothing_and_nothing_is_cut_off(tab: Page, served: str, path: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(served + path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.evaluate(AXE)
    schemes: tuple[Scheme, Scheme] = ("light", "dark")
    for scheme in schemes:
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(FINDINGS) == [], scheme


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
@pytest.mark.parametrize("path", WALKED)
def test_every_stop_of_the_tab_key_can_be_seen(tab: Page, served: str, path: str, width: int, scheme: Scheme) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tab.goto(served + path)
    stops = list(walk(tab))
    assert len(stops) >= tab.locator("a[href]:visible, button:visible, summary:visible").count() - 1
    for stop in stops:
        assert stop["seen"] and stop["uncovered"] and stop["outlined"], stop


def walk(tab: Page) -> Iterator[dict[str, object]]:
    """Where the Tab key stops, from the first stop until it leaves the page."""
    seen: set[object] = set()
    while True:
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUSED)
        if stop is None or stop["id"] in seen:
            return
        seen.add(stop["id"])
        yield stop


@pytest.mark.parametrize(("path", "scheme"), PHONES)
def test_the_menu_opens_under_its_button_and_closes_by_keyboard_on_a_phone(
    tab: Page, served: str, path: str, scheme: Scheme
) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(served + path)
    assert next((stop for stop in walk(tab) if tab.evaluate(ON_MENU)), None), "the Tab key comes to the menu"
    tab.keyboard.press("Enter")
    button, sheet = tab.locator(".menu summary").bounding_box(), tab.locator(".menu nav").bounding_box()
    assert button and sheet and sheet["y"] - (button["y"] + button["height"]) < 20, "it opens under its button"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.menu') !== null")
    tab.keyboard.press("Escape")
    assert not tab.locator(".menu nav").is_visible() and tab.evaluate(ON_MENU)
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/es/payments/" if path.startswith("/es/") else "**/payments/")


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_menu_leads_to_what_most_people_come_for_and_to_every_section(
    tab: Page, served: str, language: str
) -> None:
    tab.goto(f"{served}{language}/complaints/")
    leads = [link.get_attribute("href") for link in tab.locator(".menu a").all()]
    most = [f"{language}{path}" for path in ("/search/", "/payments/", "/contact/", "/forms/status/", "/map/#start")]
    assert leads[:5] == most and leads[-1] == f"{language}/map/"
    tab.goto(f"{served}{language}/map/")
    assert {str(link).partition("#")[2] for link in leads[4:-1]} == {
        section.get_attribute("id") for section in tab.locator(".map__section").all()
    }


@pytest.mark.parametrize(("path", "width", "scheme"), TYPED_ON)
def test_no_single_key_does_anything(tab: Page, served: str, path: str, width: int, scheme: Scheme) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(served + path)
    if "?q=" in path:
        tab.wait_for_function("document.getElementById('found').textContent !== ''")
    before = tab.evaluate("[location.href, document.documentElement.outerHTML]")
    for key in "abcdefghijklmnopqrstuvwxyz/?.,0123456789":
        tab.keyboard.press(key)
    assert tab.evaluate("[location.href, document.documentElement.outerHTML]") == before
    assert tab.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize(("home", "card", "width", "scheme"), CARDS)
def test_what_people_come_for_is_two_clicks_by_keyboard_from_home(
    tab: Page, served: str, home: str, card: int, width: int, scheme: Scheme
) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(served + home)
    leads = str(tab.locator(".group a").nth(card).get_attribute("href"))
    assert next(
        stop for stop in walk(tab) if tab.evaluate(f"document.activeElement.getAttribute('href') === {leads!r}")
    )
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/" + leads.removeprefix("./"))
    assert next(stop for stop in walk(tab) if tab.evaluate(DOES_IT)), "the second click: a form, a site or a number"


def test_everything_can_be_read_without_scripts(chromium: Browser, served: str) -> None:
    window = chromium.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = window.new_page()
    page.goto(f"{served}/es/search/?q=queja")
    assert not page.locator(".find").is_visible(), "it would put the word into an address and find nothing"
    assert "La búsqueda necesita JavaScript" in page.locator("noscript").inner_text()
    page.locator("#map a", has_text="Quejas").click()
    assert page.locator("h1").inner_text() == "Quejas"
    assert page.locator("details p:visible").count() == 0
    page.locator("summary").last.click()
    assert page.locator("details p:visible").count() == 1
    window.close()


@pytest.mark.parametrize(("path", "sheets"), [("/es/phone-menu/", 3), ("/complaints/", 3), ("/", 1)])
def test_a_page_takes_few_sheets_and_the_card_is_on_one(tab: Page, served: str, path: str, sheets: int) -> None:
    tab.goto(served + path)
    margin = "15mm"
    made = tab.pdf(format="Letter", margin={"top": margin, "bottom": margin, "left": margin, "right": margin})
    printed = [sheet.extract_text() for sheet in PdfReader(BytesIO(made)).pages]
    assert len(printed) <= sheets
    assert path in printed[-1], "the page's address"
    if "phone-menu" in path:
        card = tab.locator(".wallet-card > :first-child").inner_text().splitlines()[0]
        foot = tab.locator(".wallet-card > :last-child").inner_text()[:20]
        assert [sheet for sheet in printed if card in sheet and foot in sheet]


@pytest.mark.parametrize("path", ["/complaints/", "/es/complaints/"])
def test_paper_carries_deadlines_numbers_and_the_pages_address(tab: Page, served: str, path: str) -> None:
    tab.goto(served + path)
    tab.emulate_media(media="print", color_scheme="dark")
    for text in ("90", "866-901-3212", "866-399-4096", path, "17800"):
        assert tab.locator(f"body :visible:text('{text}')").count(), text
    for gone in (".find", ".rail", ".switch", ".menu", ".foot ul"):
        assert not tab.locator(gone).first.is_visible(), gone
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(28, 37, 39)"
