"""Reads a page as a browser does and holds it to what holds for every page of the product."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from forms_app.facts.languages import BY_CODE, NAMES
from forms_app.i18n.urls import language_of
from support import html_reading

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
TYPED = frozenset({"textarea", "bdi"})
WRITABLE = frozenset({"input", "select", "textarea"})
UNLABELLED = frozenset({"hidden", "submit", "button"})
FOREIGN = re.compile(r"\s*(?!data:image/)([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LANDMARKS = {"header": "banner", "footer": "contentinfo", "main": "main", "nav": "navigation", "aside": "complementary"}
LANDMARKS |= {"section": "region", "form": "form", "search": "search"}
LANGUAGE_NAMES = {name: language for language, name in NAMES.items()}
LEFTOVER = re.compile(r"\{\{|\{%|%\(|\bundefined\b")


@dataclass(eq=False)
class Element:
    """One element: its attributes, the elements around it (outermost first) and the text inside it."""

    tag: str
    attrs: dict[str, str]
    around: list[Element]
    said: list[str] = field(default_factory=list, repr=False)  # by its whole page: what is inside lies in between
    begins: int = 0
    ends: int | None = None

    @property
    def texts(self) -> list[str]:
        return self.said[self.begins : self.ends]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def inside(self, tag: str) -> bool:
        return any(outer.tag == tag for outer in self.around)


class Page:
    """A parsed page. `words` are the texts that are ours: not what a person typed."""

    def __init__(self, html: str) -> None:
        self.elements: list[Element] = []
        self.words: list[str] = []
        self._said: list[str] = []
        self._open: list[Element] = []
        self._typed = 0  # how many of the open elements hold what a person typed
        html_reading.read(html.replace("\r\n", "\n").replace("\r", "\n"), self)
        self._open = []

    def begin(self, tag: str, attrs: dict[str, str]) -> None:
        stands = len(self._said)
        element = Element(tag, attrs, self._open.copy(), self._said, stands)
        self.elements.append(element)
        if tag in VOID:
            element.ends = stands
            return
        self._open.append(element)
        self._typed += tag in TYPED

    def end(self, tag: str) -> None:
        while self._open:
            element = self._open.pop()
            element.ends = len(self._said)
            self._typed -= element.tag in TYPED
            if element.tag == tag:
                return

    def say(self, text: str) -> None:
        self._said.append(text)
        if not self._typed:
            self.words.append(text)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str) -> Element:
        (only,) = self.all(tag)
        return only

    def by_id(self, wanted: str) -> Element:
        (only,) = [element for element in self.elements if element.attrs.get("id") == wanted]
        return only

    def of_class(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attrs.get("class", "").split()]

    @property
    def title(self) -> str:
        return next(element.text for element in self.all("title") if not element.inside("svg"))

    @property
    def text(self) -> str:
        return self.one("body").text

    @property
    def mistakes(self) -> dict[str, str]:
        """The error summary: id of the input to the sentence."""
        summary = [element for element in self.all("a") if any(_is_summary(outer) for outer in element.around)]
        return {element.attrs["href"][1:]: element.text for element in summary}


def _is_summary(element: Element) -> bool:
    return element.attrs.get("id") == "error-summary"


def criticised(path: str, response: TestResponse, titles: frozenset[str] = frozenset()) -> Page:
    """The page at this path, after every complaint a careful reader could make of any page. `titles` name forms."""
    language = language_of(path)
    _criticise_headers(path, response)
    page = Page(response.get_data(as_text=True))
    found = [*_structure(page, language), *_landmarks(page), *_languages(page, language)]
    found += [*_links(page), *_safety(page), *_leftovers(page)]
    if _is_form(path):
        found += list(_exit(page, path))
        found += list(_kept_by_the_browser(page))
        found += [f"the title names the form: {page.title}" for title in titles if title in page.title]
    assert not found, f"{path}: " + "; ".join(found)
    return page


def _exit(page: Page, path: str) -> Iterator[str]:
    """Whatever went wrong, a page among the forms can be left in a hurry, by link or by keyboard."""
    start = BY_CODE[language_of(path)].start
    if [link.attrs["href"] for link in page.of_class("exit")] != [f"{start}forms/exit/"]:
        yield "no exit"
    if not any("/forms." in element.attrs.get("src", "") for element in page.all("script")):
        yield "without the script of the exit"


def _kept_by_the_browser(page: Page) -> Iterator[str]:
    """With the tokens of WCAG 1.3.5 a browser keeps all that is typed for the next person: tests/drill/autofill.py."""
    for one in page.all("input", "textarea", "select"):
        if one.attrs.get("type") != "hidden" and one.attrs.get("autocomplete") != "off":
            yield f"the browser keeps what is typed into {one.attrs.get('name')}"


def _is_form(path: str) -> bool:
    return path.removeprefix("/es").startswith("/forms/")


def _criticise_headers(path: str, response: TestResponse) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy, path
    assert response.headers["X-Content-Type-Options"] == "nosniff", path
    assert response.headers["Referrer-Policy"] == "no-referrer", path
    if _is_form(path) or response.status_code >= 400:
        assert response.headers["Cache-Control"] == "no-store", path


def _structure(page: Page, language: str) -> Iterator[str]:
    if page.one("html").attrs.get("lang") != language:
        yield f"lang is {page.one('html').attrs.get('lang')}"
    if [element.text for element in page.all("h1")] in ([], [""]) or len(page.all("h1")) != 1:
        yield "not exactly one h1 with words"
    if not page.title.strip():
        yield "no title"
    if len(page.all("main")) != 1:
        yield "not exactly one main"
    ids = Counter(element.attrs["id"] for element in page.elements if "id" in element.attrs)
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1 or not name)
    yield from ("a form without an action" for form in page.all("form") if not form.attrs.get("action"))
    yield from ("a fieldset without a legend" for group in page.all("fieldset") if not _has_legend(page, group))


def _landmarks(page: Page) -> Iterator[str]:
    """Whoever goes from landmark to landmark, or from heading to heading, hears what is which."""
    found = Counter((kind, _name(page, element)) for element in page.elements if (kind := _landmark(element)))
    yield from (f"{count} landmarks are {kind} {name!r}" for (kind, name), count in found.items() if count > 1)
    names = Counter(name for (_kind, name) in found if name)
    yield from (f"{count} landmarks are called {name!r}" for name, count in names.items() if count > 1)
    inside = [link for link in page.all("a", "button") if any(outer.tag in HEADINGS for outer in link.around)]
    yield from (f"{link.text!r} stands inside a heading" for link in inside if _is_action(link))


def _landmark(element: Element) -> str:
    role = element.attrs.get("role") or LANDMARKS.get(element.tag, "")
    named = "aria-label" in element.attrs or "aria-labelledby" in element.attrs
    return role if role in LANDMARKS.values() and (role not in ("region", "form") or named) else ""


def _name(page: Page, element: Element) -> str:
    labelled = element.attrs.get("aria-labelledby", "")
    return page.by_id(labelled).text if labelled else element.attrs.get("aria-label", "")


def _is_action(link: Element) -> bool:
    """A heading may be a link as a whole; but not hold one beside its words."""
    heading = next(outer for outer in link.around if outer.tag in HEADINGS)
    return heading.text != link.text


def _languages(page: Page, language: str) -> Iterator[str]:
    for element in page.all("label", "option", "a", "button"):
        named = LANGUAGE_NAMES.get(element.text)
        if named and named != language and element.attrs.get("lang") != named:
            yield f"{element.text} is read out as if it were a word of the page's language"


def _has_legend(page: Page, group: Element) -> bool:
    return any(legend.around[-1] is group and legend.text for legend in page.all("legend"))


def _links(page: Page) -> Iterator[str]:
    ids = {element.attrs.get("id") for element in page.elements} | {""}
    labelled = {label.attrs.get("for") for label in page.all("label") if label.text}
    for element in page.elements:
        pointed = [element.attrs.get("for", ""), element.attrs.get("form", "")]
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            pointed += element.attrs.get(name, "").split()
        if element.attrs.get("href", "").startswith("#"):
            pointed.append(element.attrs["href"][1:])
        yield from (f"<{element.tag}> points at #{name}, which is not there" for name in pointed if name not in ids)
        if element.tag in WRITABLE and element.attrs.get("type") not in UNLABELLED and _id(element) not in labelled:
            yield f"<{element.tag} name={element.attrs.get('name')}> has no label"


def _id(element: Element) -> str:
    return element.attrs.get("id", "no id")


def _safety(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            yield f"<{element.tag}>"
        if "style" in element.attrs or any(name.startswith("on") for name in element.attrs):
            yield f"<{element.tag}> carries inline style or script"
        if element.tag == "script" and not element.attrs.get("src"):
            yield "an inline script"
        yield from (
            f"<{element.tag}> asks another host: {where}" for where in _fetched(element) if FOREIGN.match(where)
        )


def _fetched(element: Element) -> list[str]:
    """What the browser fetches or sends to without a click on a plain link."""
    link = element.tag == "link" and element.attrs.get("rel") not in ("canonical", "alternate")
    names = ["src", "srcset", "action", "formaction", "data", "poster"] + (["href"] if link else [])
    return [element.attrs[name] for name in names if name in element.attrs]


def _leftovers(page: Page) -> Iterator[str]:
    attributes = [text for e in page.elements for name, text in e.attrs.items() if name not in ("value", "content")]
    for text in (*page.words, *attributes):
        if LEFTOVER.search(text) or text.strip() in ("None", "Undefined"):
            yield f"left over from a template: {text.strip()[:60]}"
