"""The door: signed out there is nothing but the sign-in page, and a role reaches only what the table gives it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import text
from support.desk import Desk

from forms_app.staff.rights import EVERY_FORM, EVERYBODY, FORMS, OPEN
from forms_app.staff.routes import ROUTES

CLOSED = [route for route in ROUTES if route.roles is not OPEN]
NUMBER = re.compile("<int[^>]*>")
TOKEN = re.compile(r'(?<=name="form_token" value=")[0-9a-f]+')


def filled(rule: str, reference: str = "7KQ2-M4XD") -> str:
    return NUMBER.sub("1", rule.replace("<reference>", reference).replace("<kind>", "csv"))


PATHS = [filled(route.rule) for route in CLOSED]
NOWHERE = ["/nothing/", "/submissions/", "/forms/", "/assets/none.css", "/inbox", "/%ff", "/es/nothing/"]


@pytest.mark.parametrize("language", ["", "/es"])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_signed_out_everything_leads_to_the_sign_in_page(desk: Desk, method: str, language: str) -> None:
    for path in PATHS:
        answer = desk.app.test_client().open(language + path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{language}/sign-in/"), path


@pytest.mark.parametrize("path", NOWHERE)
def test_signed_out_nobody_learns_what_exists(desk: Desk, path: str) -> None:
    answer = desk.app.test_client().get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"] == ("/es/sign-in/" if path.startswith("/es") else "/sign-in/")


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_reaches_what_the_table_gives_it(desk: Desk, role: str) -> None:
    browser, reference = desk.signed_in(role), desk.receive()
    for route in sorted(CLOSED, key=lambda route: route.rule == "/sign-out/"):
        path = filled(route.rule, reference)
        answer = browser.get(path) if route.method == "GET" else browser.post(path)
        assert (answer.status_code == 403) == (role not in route.roles), path
        assert answer.status_code < 500, path


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("form", sorted(EVERY_FORM))
def test_a_role_sees_the_forms_the_table_gives_it_and_of_others_not_even_that_they_exist(
    desk: Desk, role: str, form: str
) -> None:
    browser, reference = desk.signed_in(role), desk.receive(form="complaint")
    with desk.office.database.write() as connection:
        connection.execute(text("UPDATE submissions SET form = :form"), {"form": form})
    listed = reference in browser.get("/inbox/").text
    assert listed == (form in FORMS[role])
    if not listed:
        for path in (f"/submissions/{reference}/", "/submissions/AAAA-AAAA/"):
            assert browser.get(path).status_code == 404
        pages = [browser.get(path).text for path in (f"/submissions/{reference}/", "/submissions/AAAA-AAAA/")]
        pages = [TOKEN.sub("", page) for page in pages]  # masked anew each time
        assert pages[0].replace(reference, "") == pages[1].replace("AAAA-AAAA", "")
        assert browser.post(f"/submissions/{reference}/note/", text="x").status_code in (403, 404)


def test_asking_without_the_right_is_written_down(desk: Desk) -> None:
    desk.signed_in("caseworker").get("/audit/")
    assert "Asked for something without the right to it" in desk.signed_in().get("/audit/").text


@pytest.mark.parametrize("path", ["/healthz", "/es/healthz"])
def test_the_process_answers_that_it_is_up(desk: Desk, path: str) -> None:
    assert desk.app.test_client().get(path).text == "ok\n"


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/healthz", "/es/inbox/", "/es/nothing/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_name_is_refused_with_a_page(desk: Desk, method: str, path: str) -> None:
    answer = desk.signed_in().client.open(path, method=method, headers={"Host": "evil.example"})
    assert answer.status_code == 400 and "evil.example" not in answer.text
    assert ("No se pudo leer" if path.startswith("/es") else "That could not be read") in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/nothing/", "/es/nothing/"])
def test_signed_in_a_wrong_address_gives_the_404_page(desk: Desk, path: str) -> None:
    assert desk.signed_in().get(path).status_code == 404
