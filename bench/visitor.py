"""A person with a browser that has no JavaScript, spoken in plain HTTP: for counting and killing, not for looking."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

from support.answers import most
from support.public_forms import FORMS

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
_REFERENCE = re.compile(r'<output id="reference"[^>]*>([^<]+)</output>')


class Answer(NamedTuple):
    """What came back."""

    status: int
    location: str
    body: str


class Visitor:
    """One person's browser: a kept connection, one cookie jar, and what is hidden in the latest page."""

    def __init__(self, host: str, port: int) -> None:
        self.connection = HTTPConnection(host, port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self.path = "/"

    def move(self, port: int) -> None:
        """Go on with the same cookies after the product came back on another port."""
        self.close()
        self.connection = HTTPConnection(self.connection.host, port, timeout=60)

    def tab(self) -> Visitor:
        """Another tab of this browser, at the same place."""
        other = Visitor(self.connection.host, self.connection.port)
        other.cookies, other.hidden, other.path = self.cookies, self.hidden, self.path
        return other

    def close(self) -> None:
        self.connection.close()

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, "")

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def weight(self, path: str) -> int:
        """Bytes of a page's content as a browser that takes compressed pages gets them."""
        self.connection.request("GET", path, headers={**self.headers(), "Accept-Encoding": "gzip, deflate, br, zstd"})
        return len(self.connection.getresponse().read())

    def headers(self) -> dict[str, str]:
        cookie = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        return {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}

    def _ask(self, method: str, path: str, body: str) -> Answer:
        self.connection.request(method, path, body or None, self.headers())
        response = self.connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.path = path
        if found := dict(_HIDDEN.findall(text)):
            self.hidden = found
        return Answer(response.status, response.headers.get("Location", ""), text)

    def begin(self, form: str, language: str = "en") -> str:
        """Press Start and open the first page; its address."""
        home = f"{'/es' if language == 'es' else ''}/forms/{form}/"
        first = self.post(home, [])
        assert first.status == 303, (home, first.status)
        return self.open(f"{home}{most(FORMS[form]).asked[0]}/")

    def answer(self, form: str) -> str:
        """Fill in the page that is open and press Continue; the address of the page that follows."""
        answer = self.post(self.path, self.filled(form))
        assert answer.status == 303, (self.path, answer.status)
        return self.open(answer.location)

    def filled(self, form: str) -> list[tuple[str, str]]:
        """What a browser posts when the open page has been filled in and Continue is pressed."""
        typed = most(FORMS[form]).of(self.path.rstrip("/").rpartition("/")[2])
        answers = [(name, text) for name, texts in typed.items() for text in texts]
        return [*self.hidden.items(), *answers, ("go", "next")]

    def fill(self, form: str, language: str = "en") -> None:
        """From Start to "check your answers", every page answered."""
        path = self.begin(form, language)
        while not path.endswith("/check/"):
            path = self.answer(form)

    def open(self, path: str) -> str:
        """Look at a page that must be there; its address."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        return path

    def send(self) -> Answer:
        """Press Send on the check page; the answer as it came, not followed."""
        return self.post(self.path, [*self.hidden.items(), ("go", "send")])

    def reference(self, sent: Answer) -> str:
        """The reference on the receipt to which the answer to Send leads."""
        assert sent.status == 303 and sent.location.endswith("/forms/receipt/"), (sent.status, sent.location)
        found = _REFERENCE.search(self.get(sent.location).body)
        assert found, "the receipt shows no reference"
        return found[1]
