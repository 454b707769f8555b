"""The trail: whole as it was written, broken by whatever is changed, removed, put in or cut off."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from support.desk import Desk

from forms_app.settings import Settings
from forms_app.staff import audit
from forms_app.staff.office import Office, made
from forms_app.storage.accounts import audit_trail
from forms_app.storage.accounts.audit_trail import EventFilter

TAMPERINGS = {
    "another person": ("UPDATE audit SET account_id = NULL WHERE number = 3", 3),
    "another reference": ("UPDATE audit SET reference = 'AAAA-AAAA' WHERE number = 3", 3),
    "another time": ("UPDATE audit SET at = '2026-01-01 00:00:00' WHERE number = 4", 4),
    "no detail": ("UPDATE audit SET detail = NULL WHERE number = 1", 1),
    "one removed": ("DELETE FROM audit WHERE number = 2", 2),
    "the first removed": ("DELETE FROM audit WHERE number = 1", 1),
    "one removed, the rest moved up": (
        "DELETE FROM audit WHERE number = 4; UPDATE audit SET number = number - 1 WHERE number > 4",
        4,
    ),
    "a hash of one's own": ("UPDATE audit SET hash = zeroblob(32) WHERE number = 5", 5),
}


@pytest.fixture
def busy(desk: Desk) -> Desk:
    browser = desk.signed_in()
    for _ in range(4):
        browser.get(f"/submissions/{desk.receive()}/")
    return desk


def test_as_written_it_is_whole(busy: Desk) -> None:
    assert audit.verify(busy.office).number == 7


@pytest.mark.parametrize(("statement", "number"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found_at_its_place(busy: Desk, statement: str, number: int) -> None:
    with busy.office.database.write() as connection:
        for part in statement.split("; "):
            connection.execute(text(part))
    with pytest.raises(audit.BrokenChain) as broken:
        audit.verify(busy.office)
    assert broken.value.number == number


def test_a_cut_tail_is_found_by_the_head_that_was_noted(busy: Desk) -> None:
    noted = audit.Head.of(str(audit.verify(busy.office)))
    with busy.office.database.write() as connection:
        connection.execute(text("DELETE FROM audit WHERE number > 4"))
    assert audit.verify(busy.office).number == 4
    with pytest.raises(audit.BrokenChain):
        audit.verify(busy.office, noted)


def test_what_is_written_beside_an_event_is_sealed(busy: Desk) -> None:
    with busy.office.database.read() as connection:
        row = audit_trail.list_newest(connection, 1, EventFilter(before=2))[0].row
    assert row.number == 1 and row.detail is not None and b"supervisor@example.org" not in row.detail
    assert audit.detail_of(busy.office, row) == "supervisor@example.org: supervisor"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_events_written_at_the_same_time_make_one_chain(settings: Settings) -> None:
    offices = [made(settings) for _ in range(2)]

    def write(office: Office) -> None:
        for _ in range(20):
            with office.database.write() as connection:
                audit.record(connection, office, audit.Action.SEARCHED, None, detail="x")

    threads = [threading.Thread(target=write, args=(office,)) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert audit.verify(offices[0]).number == 40
    for office in offices:
        office.database.close()
