"""What a person does at the product and at each peer, request by request, each answer looked at."""

from __future__ import annotations

import re
from typing import NamedTuple

from support.running import HOST

from bench.peers import complaint
from bench.visitor import Answer, Visitor

WRONG = {"email": "not an address"}  # which every one of the peers refuses
FIELDS = {
    "first_name": "Ana",
    "middle_name": "",
    "last_name": "López",
    "dob": "1990-03-31",
    "ssn": "536-90-4399",
    "phone": "323 555 0123",
    "email": "ana@example.com",
    "street": "5500 S Eastern Ave",
    "city": "Commerce",
    "state": "CA",
    "zip": "90040",
    "language": "es",
    "relationship": "mother",
    "notes": "Hola " * 50,
    "consent": "on",
}
FIRST, CHECK = "you", "check"


class OnePage(NamedTuple):
    """A peer whose whole form is on one page."""

    path: str
    token_name: str
    stored: int  # the status that says so

    def at(self, port: int) -> OnePagePerson:
        return OnePagePerson(self, port)


ONE_PAGE = {
    "django": OnePage("/apply", "csrfmiddlewaretoken", 302),
    "wagtail": OnePage("/apply/", "csrfmiddlewaretoken", 200),
    "flask": OnePage("/apply", "csrf_token", 303),
    "bare": OnePage("/apply", "csrf_token", 303),
}


class OnePagePerson:
    """Somebody at a form on one page, with its cookie and its token."""

    def __init__(self, form: OnePage, port: int) -> None:
        self.form, self.visitor = form, Visitor(HOST, port)
        self.token = (form.token_name, _token(self.visitor.get(form.path), form.token_name))

    def view(self) -> None:
        good(self.visitor.get(self.form.path), 200)

    def refused(self) -> None:
        """All answered, and one answer is sent back: the page comes again with what was typed."""
        answer = self.visitor.post(self.form.path, [self.token, *(FIELDS | WRONG).items()])
        good(answer, 422 if self.form.path == "/apply" else 200)
        assert self.form == ONE_PAGE["bare"] or "López" in answer.body, answer

    def post(self) -> None:
        good(self.visitor.post(self.form.path, [self.token, *FIELDS.items()]), self.form.stored)


class WizardPerson:
    """Somebody at Django's wizard, which has the complaint's ten pages and one to check them."""

    def __init__(self, port: int) -> None:
        self.visitor = Visitor(HOST, port)
        self.visitor.get("/complaint/")
        self.token = ("", "")
        self.view()

    def view(self, slug: str = FIRST) -> None:
        answer = good(self.visitor.get(_step(slug)), 200)
        self.token = ("csrfmiddlewaretoken", _token(answer, "csrfmiddlewaretoken"))

    def post(self, slug: str = FIRST) -> str:
        """Where the answer leads."""
        typed = complaint.posted(slug, f"{slug}-") if slug != CHECK else []
        answer = self.visitor.post(_step(slug), [self.token, ("complaint-current_step", slug), *typed])
        assert good(answer, 302).location != _step(slug), answer
        return answer.location

    def refused(self, slug: str = FIRST) -> None:
        """The page comes again because one question of it was left open."""
        typed = complaint.posted(slug, f"{slug}-")[1:]
        answer = self.visitor.post(_step(slug), [self.token, ("complaint-current_step", slug), *typed])
        assert "summary" in good(answer, 200).body, answer

    def finish(self) -> None:
        """From Start to the receipt, every page looked at and posted."""
        self.visitor.cookies.clear()
        leads_to = self.visitor.get("/complaint/").location
        for slug in (*complaint.TYPED, CHECK):
            assert leads_to == _step(slug), leads_to
            self.view(slug)
            leads_to = self.post(slug)
        stored = good(self.visitor.get(leads_to), 302)
        assert "E-" in good(self.visitor.get(stored.location), 200).body


class ProductPerson:
    """Somebody at the product's own complaint form."""

    home = f"/forms/{complaint.NAME}/"

    def __init__(self, port: int) -> None:
        self.visitor = Visitor(HOST, port)
        self.begin()

    def begin(self) -> None:
        self.visitor.cookies.clear()
        good(self.visitor.post(self.home, []), 303)
        self.view()

    def view(self, slug: str = FIRST) -> None:
        good(self.visitor.get(f"{self.home}{slug}/"), 200)

    def post(self, slug: str = FIRST) -> None:
        good(self._posted(slug, complaint.posted(slug)), 303)

    def refused(self, slug: str = FIRST) -> None:
        """The page comes again because one question of it was left open."""
        good(self._posted(slug, complaint.posted(slug)[1:]), 422)

    def filled(self) -> None:
        """Every page posted, none looked at, and the check page read: what comes before Send."""
        for slug in complaint.TYPED:
            self.post(slug)
        self.view(CHECK)

    def finish(self) -> None:
        """From Start to the receipt, every page looked at and posted."""
        self.visitor.cookies.clear()
        good(self.visitor.post(self.home, []), 303)
        for slug in complaint.TYPED:
            self.view(slug)
            self.post(slug)
        self.view(CHECK)
        self.visitor.reference(self.visitor.send())

    def send(self) -> None:
        good(self.visitor.send(), 303)
        self.visitor.close()

    def _posted(self, slug: str, typed: list[tuple[str, str]]) -> Answer:
        return self.visitor.post(f"{self.home}{slug}/", [*self.visitor.hidden.items(), *typed, ("go", "next")])


def good(answer: Answer, status: int) -> Answer:
    assert answer.status == status, answer
    return answer


def _step(slug: str) -> str:
    return f"/complaint/{slug}/"


def _token(answer: Answer, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', good(answer, 200).body)
    assert found, answer
    return found[1]
