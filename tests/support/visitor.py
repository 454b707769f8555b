"""A browser without a screen: follows the form it is shown, keeps what a browser keeps, and criticises every page."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms_app.facts.languages import BY_CODE, LANGUAGES
from forms_app.i18n.translation import force_locale
from support.critic import Element, Page, criticised
from support.public_forms import FORMS

FORM = "application/x-www-form-urlencoded"
AS_A_BROWSER = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
Typed = Mapping[str, str | Sequence[str]]
Pairs = Sequence[tuple[str, str]]


def home(name: str, language: str) -> str:
    """The address of a form's first page, such as /es/forms/complaint/."""
    return f"{BY_CODE[language].start}forms/{name}/"


class Visitor:
    """One tab. `path`, `status`, `response` and `page` say what it shows."""

    def __init__(self, app: Flask, client: FlaskClient | None = None, base_url: str = "http://127.0.0.1:8000") -> None:
        self.app, self.base_url = app, base_url
        self.client = client or app.test_client()
        self.path, self.hops = "", list[str]()
        self.response: TestResponse
        self.page: Page
        self.titles = _form_titles(app)

    def tab(self) -> Visitor:
        """Another tab of the same browser, showing the same page."""
        return Visitor(self.app, self.client, self.base_url).open(self.path)

    @property
    def status(self) -> int:
        return self.response.status_code

    def open(self, path: str, **headers: str) -> Visitor:
        return self._show(path, self.get(path, headers))

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> TestResponse:
        """The answer to a request without a body, going nowhere."""
        return self.client.open(path, buffered=True, base_url=self.base_url, headers=headers, method=method)

    def follow(self, text: str) -> Visitor:
        """Click the link with these words."""
        (link,) = [element for element in self.page.all("a") if element.text == text]
        return self.open(link.attrs["href"], **{"Sec-Fetch-Site": "same-origin"})

    def press(self, go: str = "", typed: Typed | None = None, **headers: str) -> Visitor:
        """Press the button whose value is `go` (or the only one of its form), having typed this into its form."""
        button = self.button(go)
        form = self._form_of(button)
        pairs = self.filled(form, typed or {})
        if button.attrs.get("name"):
            pairs.append((button.attrs["name"], button.attrs.get("value", "")))
        return self.post(form.attrs["action"], pairs, **headers)

    def post(self, path: str, pairs: Pairs, **headers: str) -> Visitor:
        """Send exactly these fields and go where the answer leads."""
        return self._show(path, self.sent(path, pairs, **headers))

    def sent(self, path: str, pairs: Pairs, **headers: str) -> TestResponse:
        """The answer to exactly these fields, encoded as a browser does."""
        body = urlencode([(name, _lines(text)) for name, text in pairs])
        return self.send(path, body.encode("ascii"), **headers)

    def send(self, path: str, body: bytes, content_type: str = FORM, **headers: str) -> TestResponse:
        """The answer to exactly these bytes. An empty header is left out."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        known = {name: value for name, value in {**AS_A_BROWSER, **given}.items() if value}
        return self.client.post(path, base_url=self.base_url, data=body, content_type=content_type, headers=known)

    def hidden(self, name: str) -> str:
        """What stands in a hidden field of the page's main form."""
        return dict(self.filled(self.page.by_id("page"), {}))[name]

    def look(self, path: str, response: TestResponse) -> Page:
        """The page of an answer, criticised, without going anywhere."""
        return criticised(path, response, self.titles)

    def button(self, go: str = "") -> Element:
        """The first button with this value, in this page's forms other than the search."""
        found = [b for b in self.page.all("button") if not go or b.attrs.get("value") == go]
        return next(b for b in found if self._form_of(b).attrs.get("method") == "post")

    def filled(self, form: Element, typed: Typed) -> list[tuple[str, str]]:
        """The fields that a browser would send of this form, after typing; ticks and choices are set by their value."""
        fields = [field for field in self.page.all("input", "textarea", "select") if self._form_of(field) is form]
        names = {field.attrs.get("name") for field in fields}
        assert typed.keys() <= names, f"{self.path} has no input {sorted(typed.keys() - names)}"
        return [pair for field in fields for pair in self._sent(field, typed)]

    @property
    def token(self) -> bytes:
        """What the visitor's cookie holds."""
        cookie = self.client.get_cookie(self._cookie, domain=self._host)
        assert cookie is not None
        return base64.urlsafe_b64decode(cookie.value)

    def give_cookie(self, token: bytes) -> None:
        self.client.set_cookie(self._cookie, base64.urlsafe_b64encode(token).decode(), domain=self._host)

    @property
    def _cookie(self) -> str:
        return "__Host-visit" if self.base_url.startswith("https") else "visit"

    @property
    def _host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def shown(self) -> dict[str, list[str]]:
        """Everything that stands in the inputs of the page's main form."""
        kept: dict[str, list[str]] = {}
        for name, text in self.filled(self.page.by_id("page"), {}):
            kept.setdefault(name, []).append(text)
        return {name: texts for name, texts in kept.items() if name not in ("token", "version")}

    def _sent(self, field: Element, typed: Typed) -> list[tuple[str, str]]:
        name = field.attrs.get("name", "")
        wanted = typed.get(name)
        texts = [wanted] if isinstance(wanted, str) else list(wanted or ())
        if field.attrs.get("type") in ("checkbox", "radio"):
            value = field.attrs["value"]
            on = value in texts if wanted is not None else "checked" in field.attrs
            return [(name, value)] if on else []
        if wanted is not None:
            return [(name, text) for text in texts]
        return [(name, self._standing(field))]

    def _standing(self, field: Element) -> str:
        if field.tag == "textarea":
            return "".join(field.texts).removeprefix("\n")
        if field.tag == "select":
            options = [option for option in self.page.all("option") if option.around[-1] is field]
            return next((o.attrs["value"] for o in options if "selected" in o.attrs), options[0].attrs["value"])
        return field.attrs.get("value", "")

    def _form_of(self, element: Element) -> Element:
        if element.attrs.get("form"):
            return self.page.by_id(element.attrs["form"])
        return next((outer for outer in reversed(element.around) if outer.tag == "form"), Element("none", {}, []))

    def _show(self, path: str, response: TestResponse) -> Visitor:
        """Follow redirects of this site and criticise what comes at the end."""
        self.hops = []
        while response.status_code in (301, 302, 303, 307, 308) and not urlsplit(response.location).netloc:
            path = response.location
            self.hops.append(path)
            response = self.get(path, {"Sec-Fetch-Site": "same-origin"})
        self.path, self.response = urlsplit(path).path, response
        if response.mimetype == "text/html" and response.status_code < 300 or response.status_code >= 400:
            self.page = criticised(self.path, response, self.titles)
        return self


def _lines(text: str) -> str:
    """A browser sends every line break as CR LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def _form_titles(app: Flask) -> frozenset[str]:
    titles = set()
    for language in LANGUAGES:
        with app.test_request_context(), force_locale(language):
            titles |= {str(form.title) for form in FORMS.values()}
    return frozenset(titles)
