"""Sessions: opaque, ended by idleness, age and signing out, never taken over from before the sign-in."""

from __future__ import annotations

from sqlalchemy import text
from support.desk import Desk


def test_a_quarter_of_an_hour_without_activity_ends_it(desk: Desk) -> None:
    browser = desk.signed_in()
    desk.clock.forward(minutes=14, seconds=59)
    assert browser.get("/inbox/").status_code == 200
    desk.clock.forward(minutes=15, seconds=1)
    assert browser.get("/inbox/").status_code == 303


def test_twelve_hours_end_it_however_busy_it_is(desk: Desk) -> None:
    browser = desk.signed_in()
    for _ in range(71):
        desk.clock.forward(minutes=10)
        assert browser.get("/inbox/").status_code == 200
    desk.clock.forward(minutes=10, seconds=1)
    assert browser.get("/inbox/").status_code == 303


def test_signing_out_kills_the_cookie_even_if_somebody_kept_it(desk: Desk) -> None:
    browser = desk.signed_in()
    kept = browser.client.get_cookie("staff")
    assert kept is not None
    assert browser.post("/sign-out/").headers["Location"] == "/sign-in/"
    browser.client.set_cookie("staff", kept.value)
    assert browser.get("/inbox/").status_code == 303


def test_signing_in_always_makes_a_new_token(desk: Desk) -> None:
    browser = desk.browser()
    browser.client.set_cookie("staff", "chosen-by-somebody-else")
    person = desk.person()
    desk.clock.forward(seconds=31)
    browser.sign_in(person.email, "a river of slow green glass", person.code())
    cookie = browser.client.get_cookie("staff")
    assert cookie is not None and cookie.value != "chosen-by-somebody-else" and len(cookie.value) == 43


def test_the_cookie_is_for_this_host_and_no_script(desk: Desk) -> None:
    person = desk.person()
    answer = desk.browser().sign_in(person.email, "a river of slow green glass", person.code())
    header = next(header for header in answer.headers.getlist("Set-Cookie") if header.startswith("staff="))
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= {part.strip() for part in header.split(";")}
    assert "Domain" not in header and "Max-Age" not in header


def test_the_table_holds_no_token(desk: Desk) -> None:
    cookie = desk.signed_in().client.get_cookie("staff")
    assert cookie is not None
    with desk.office.database.read() as connection:
        assert cookie.value not in str(connection.execute(text("SELECT * FROM sessions")).all())


def test_a_post_without_the_pages_token_changes_nothing(desk: Desk) -> None:
    browser, other = desk.signed_in(), desk.signed_in("caseworker")
    for token in ("", "zzz", other.token()):
        assert browser.client.post("/sign-out/", data={"form_token": token}).status_code == 400
    assert browser.get("/inbox/").status_code == 200


def test_a_post_from_another_site_changes_nothing(desk: Desk) -> None:
    browser = desk.signed_in()
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        fields = {"form_token": browser.token()}
        assert browser.client.post("/sign-out/", data=fields, headers=headers).status_code == 400
    assert browser.get("/inbox/").status_code == 200
