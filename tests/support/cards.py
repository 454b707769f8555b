"""The cards beside a submission, and their buttons."""

from __future__ import annotations

from html.parser import HTMLParser

from werkzeug.test import TestResponse

from support.desk import Browser


class _Fields(HTMLParser):
    """What a browser would post of the page's one form."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if known.get("form") != "desk" and tag != "option":
            return
        name = known.get("name", "")
        if tag == "input" and (known.get("type") not in ("radio", "checkbox") or "checked" in known):
            self.found[name] = known.get("value", "")
        elif tag == "textarea":
            self.area, self.found[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in known or self.select not in self.found):
            self.found[self.select] = known.get("value", "")
        elif tag == "button":
            self.buttons[f"{name} {known.get('value')} {known.get('formaction')}"] = known.get("formaction", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select


def form_of(page: str) -> _Fields:
    fields = _Fields()
    fields.feed(page)
    return fields


def press(browser: Browser, reference: str, card: str, where: str, **changed: str) -> TestResponse:
    """Type into the page and press one button, as a browser does: everything on the page is posted."""
    fields = form_of(browser.get(f"/submissions/{reference}/").text).found
    known = {**fields, **{name.replace("__", "."): value for name, value in changed.items()}, "press": card}
    return browser.post(f"/submissions/{reference}/{where}/", **known)
