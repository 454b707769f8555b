"""What a reviewer got through on the staff side before it was closed."""

from __future__ import annotations

import pytest
from desk import Desk

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
