"""When something goes wrong among the forms: the page says what to do, can be left in a hurry, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.answers import most
from support.failing import READ_ONLY, broken
from support.journey import at
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.public.filling.resume import PER_ADDRESS
from forms_app.storage.database import Database
from forms_app.web.posts import MOST_BYTES

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def not_read(visitor: Visitor, path: str) -> None:
    visitor.post(path, [], Sec_Fetch_Site="cross-site")


def not_there(visitor: Visitor, path: str) -> None:
    visitor.open(path + "nowhere/")


def too_long(visitor: Visitor, path: str) -> None:
    visitor.post(path, [("wanted", "a" * MOST_BYTES)])


def too_often(visitor: Visitor, path: str) -> None:
    for _ in range(PER_ADDRESS.tries + 1):
        visitor.post(path.replace("complaint", "resume"), [("code", "0000 0000 0000 0000 0000")])


def not_stored(visitor: Visitor, path: str) -> None:
    with broken(visitor.app.extensions["services"].database, READ_ONLY):
        visitor.post(path, [])


def our_mistake(visitor: Visitor, path: str) -> None:
    views = visitor.app.view_functions
    visitor.app.view_functions = dict.fromkeys(views, _fail)
    try:
        visitor.open(path)
    finally:
        visitor.app.view_functions = views


def _fail(**_known: str) -> str:
    raise RuntimeError


PROBLEMS = {400: not_read, 404: not_there, 413: too_long, 429: too_often, 500: our_mistake, 503: not_stored}


@LANGUAGES
@pytest.mark.parametrize("status", PROBLEMS)
def test_every_page_that_says_what_went_wrong_has_the_exit_and_the_phone(
    visitor: Visitor, language: str, status: int
) -> None:
    cause: Callable[[Visitor, str], None] = PROBLEMS[status]
    cause(visitor, home("complaint", language))
    (exit_link,) = visitor.page.of_class("exit")
    assert visitor.status == status and exit_link.attrs["href"] == home("exit", language)
    assert "866-901-3212" in visitor.page.one("main").text


def test_outside_the_forms_the_site_has_its_own_page_for_what_is_not_there(visitor: Visitor) -> None:
    assert visitor.open("/nowhere/").status == 404 and not visitor.page.of_class("exit")


@LANGUAGES
def test_what_is_too_long_says_truly_what_is_kept_and_leads_back_to_it(
    visitor: Visitor, database: Database, language: str
) -> None:
    at(visitor, "complaint", language, "wish")
    path = visitor.path
    too_long(visitor, path)
    assert visitor.status == 413
    (again,) = [link for link in visitor.page.all("a") if link.attrs["href"] == path]
    visitor.follow(again.text)
    assert visitor.path == path and visitor.shown == {"wanted": [""]}
    problem = visitor.open(path.replace("wish", "problem"))
    assert problem.shown["what_happened"] == [most(FORMS["complaint"]).of("problem")["what_happened"][0]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/Complaints/", "/complaints/"),
        ("/ES/", "/es/"),
        ("/Es/Complaints/", "/es/complaints/"),
        ("/COMPLAINTS", "/complaints/"),
        ("/Forms/Complaint/", "/forms/complaint/"),
        ("/ES/FORMS/STATUS/", "/es/forms/status/"),
    ],
)
def test_an_address_in_capital_letters_leads_to_the_page(visitor: Visitor, typed: str, meant: str) -> None:
    answer = visitor.get(typed)
    assert (answer.status_code, answer.headers["Location"]) == (301, meant)
    assert visitor.open(meant).status == 200


NOWHERE = (
    "/Nothing/",
    "/..%2FSecret/",
    "/\\Evil.example/",
    "/ASSETS/",
    "/assets",
    "/Evil.Example",
    "/FORMS/NOTHING/HERE/",
)


@pytest.mark.parametrize("typed", NOWHERE)
def test_an_address_of_no_page_is_not_found_in_capitals_either(visitor: Visitor, typed: str) -> None:
    assert visitor.open(typed).status == 404
