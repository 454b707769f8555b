"""The database of the case data cannot be reached: whatever is not about it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.desk import Desk
from support.inside_worker import Inside, beside
from support.pin_requests import ask

from forms_app.errors import CannotStart

HERS = {"participant_id": {"text": "10001"}, "last_name": "Ruiz", "zip_on_file": "90012"}


@pytest.fixture
def inside(desk: Desk, tmp_path: Path) -> Iterator[Inside]:
    made = beside(desk, tmp_path)
    yield made
    made.close()


def test_pages_and_arrivals_go_on_and_what_is_to_be_compared_waits(desk: Desk, inside: Inside) -> None:
    place = Path(str(desk.office.settings.case_database_url.database))
    kept = place.rename(place.with_suffix(".away"))
    place.mkdir()
    cases = desk.office.cases
    assert cases is not None
    cases.close()  # what is open already would still be read
    with pytest.raises(CannotStart):
        cases.is_made()
    browser = desk.signed_in("supervisor")
    complaint, request = desk.receive(), ask(desk, **HERS)

    for path in ("/inbox/", f"/submissions/{complaint}/", f"/submissions/{request}/", "/letters/", "/reports/"):
        assert browser.get(path).status_code == 200, path
    assert "The program is comparing this" in browser.get(f"/submissions/{request}/").text
    place.rmdir()
    kept.rename(place)
    inside.round()
    assert "It matched" in browser.get(f"/submissions/{request}/").text
