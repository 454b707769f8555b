"""The cards beside a submission, and their buttons."""

from __future__ import annotations

from werkzeug.test import TestResponse

from support import html_reading
from support.desk import Browser


class _Fields:
    """What a browser would post of the page's one form."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.area = self.select = ""

    def begin(self, tag: str, known: dict[str, str]) -> None:
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

    def say(self, data: str) -> None:
        if self.area:
            self.found[self.area] += data

    def end(self, tag: str) -> None:
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select


def form_of(page: str) -> _Fields:
    fields = _Fields()
    html_reading.read(page, fields)
    return fields


def press(browser: Browser, reference: str, card: str, where: str, **changed: str) -> TestResponse:
    """Type into the page and press one button, as a browser does: everything on the page is posted."""
    fields = form_of(browser.get(f"/submissions/{reference}/").text).found
    known = {**fields, **{name.replace("__", "."): value for name, value in changed.items()}, "press": card}
    return browser.post(f"/submissions/{reference}/{where}/", **known)
