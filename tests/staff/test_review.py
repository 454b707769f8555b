"""What a reviewer got through on the staff side before it was closed."""

from __future__ import annotations

import pytest
from support.desk import PASSWORD, Desk
from support.ground import ON_BOTH

ODD = ["²", "٣", "-1", "9" * 10, "9" * 5000]


@pytest.mark.parametrize("path", ["/es//evil.example/", "/es/%2f/evil.example", "/es/%5cevil.example/"])
def test_the_language_switch_of_a_page_not_found_stays_here(desk: Desk, path: str) -> None:
    page = desk.signed_in().get(path)
    assert page.status_code == 404 and 'href="/evil.example' in page.text


@pytest.mark.parametrize("number", ODD)
def test_a_number_that_no_page_of_ours_wrote_is_refused(desk: Desk, number: str) -> None:
    reference, browser = desk.receive(), desk.signed_in("administrator")
    assert browser.post("/accounts/switch/", account=number, switch="off").status_code == 400
    assert browser.get(f"/audit/?before={number}").status_code == 400
    handler, change = desk.signed_in(), {"state": "working", "owner": number, "version": "0"}
    assert handler.post(f"/submissions/{reference}/change/", **change).status_code == 400
    change |= {"owner": "", "version": number}
    assert handler.post(f"/submissions/{reference}/change/", **change).status_code == 400
    bulk = {"chosen": f"{reference}@{number}", "state": "working"}
    assert handler.post("/inbox/change/", **bulk).status_code == 400


@ON_BOTH
def test_a_nul_is_in_nothing_that_is_asked_for(desk: Desk) -> None:
    browser, reference = desk.signed_in(), desk.receive()
    for path in ("/submissions/a%00b/", "/intake/a%00b/", "/letters/a%00b/letters.pdf", "/inbox/?after=a%00b"):
        assert browser.get(path).status_code == 404, path
    assert browser.get(f"/submissions/{reference}/letters/a%00b/copy.pdf").status_code == 404
    assert browser.get("/letters/?batch=a%00b").status_code == 200
    assert browser.post("/letters/print/", chosen="a\0b@0").status_code == 409
    assert browser.post("/inbox/change/", chosen="a\0b@0", state="working").status_code == 409
    assert browser.post(f"/submissions/{reference}/letters/take-back/", letter="a\0b").status_code == 404
    assert browser.post("/inbox/search/", find="a\0b").status_code == 200
    assert browser.post(f"/submissions/{reference}/note/", text="a\0b").status_code == 303


@ON_BOTH
def test_a_nul_is_in_nobodys_address(desk: Desk) -> None:
    stranger, wanted = desk.browser(), f"{desk.person().email}\0"
    assert stranger.sign_in(wanted, PASSWORD, "123456").status_code == 422
    own = {"email": wanted, "code": "1", "password": PASSWORD, "again": PASSWORD}
    assert stranger.post("/set-up/", **own).status_code == 422
    assert stranger.post("/set-up/confirm/", email=wanted).status_code == 303
    new = {"email": wanted, "role": "caseworker", "name": "Ana Ruiz"}
    assert desk.signed_in("administrator").post("/accounts/add/", **new).status_code == 422
