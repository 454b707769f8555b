"""A changed way of searching reaches what came in before it: beside the work, in steps, and nothing is lost by it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, text, update
from support.desk import Desk
from support.ground import ON_BOTH
from support.searching import REFERENCES, find

from forms_app.staff.jobs import indexing
from forms_app.staff.search import index as finding
from forms_app.storage.submissions import search_progress as progress
from forms_app.storage.tables import search_terms, submissions


def index(desk: Desk, steps: int = 100) -> int:
    """How many submissions were gone through."""
    done = 0
    with desk.app.app_context():
        for _ in range(steps):
            some = indexing.some(desk.office)
            if not some:
                break
            done += some
    return done


def as_before(desk: Desk, *words: str) -> None:
    """The index as an earlier version left it: of these words only."""
    kept = [finding.term(desk.office, word) for word in words]
    with desk.office.database.write() as connection:
        connection.execute(delete(search_terms).where(search_terms.c.term.not_in(kept)))


def found(desk: Desk, searched: str) -> list[str]:
    return REFERENCES.findall(find(desk.signed_in(), searched).text)


def rows_of(desk: Desk) -> list[tuple[object, ...]]:
    with desk.office.database.read() as connection:
        return [tuple(row) for row in connection.execute(select(submissions).order_by(submissions.c.reference))]


@ON_BOTH
def test_what_came_in_before_is_found_in_the_new_way_and_still_in_the_old(desk: Desk) -> None:
    reference = desk.receive(full_name="Sean O’Brien Đặng")
    as_before(desk, "word brien")
    with desk.office.database.write() as connection:
        old = {"term": finding.term(desk.office, "word đang"), "received_at": desk.clock.now, "reference": reference}
        connection.execute(insert(search_terms), old)
    before = rows_of(desk)
    assert found(desk, "obrien") == []
    assert index(desk) == 1
    assert [found(desk, name) for name in ("obrien", "dang", "brien")] == [[reference]] * 3
    with desk.office.database.read() as connection:
        assert old["term"] in connection.scalars(select(search_terms.c.term)).all()
    assert rows_of(desk) == before


def test_once_done_there_is_nothing_to_do_until_the_way_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.receive()
    assert [index(desk), index(desk)] == [1, 0]
    monkeypatch.setattr(finding, "FOLDING", finding.FOLDING + 1)
    assert [index(desk), index(desk)] == [1, 0]


def test_on_an_empty_database_it_is_done_at_once_and_stays_so(desk: Desk) -> None:
    assert index(desk) == 0
    desk.receive()
    assert index(desk) == 0


@ON_BOTH
def test_one_that_ended_half_way_goes_on_where_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "BATCH", 2)
    sent = sorted(desk.receive(full_name="Rosa Ibáñez") for _ in range(5))
    as_before(desk)
    assert index(desk, steps=1) == 2
    assert sorted(found(desk, "ibanez")) == sent[:2]
    assert index(desk) == 3
    assert sorted(found(desk, "ibanez")) == sent


def test_what_is_stored_with_its_step_is_stored_whole_or_not_at_all(desk: Desk) -> None:
    desk.receive(full_name="Rosa Ibáñez")
    as_before(desk)
    with desk.office.database.write() as connection:
        connection.execute(
            text("CREATE TRIGGER full BEFORE INSERT ON search_terms BEGIN SELECT RAISE(ABORT, 'full'); END")
        )
    with pytest.raises(Exception, match="full"):
        index(desk)
    with desk.office.database.write() as connection:
        connection.execute(text("DROP TRIGGER full"))
    assert index(desk) == 1 and len(found(desk, "ibanez")) == 1


@ON_BOTH
def test_what_does_not_open_keeps_its_old_words_and_keeps_nobody_waiting(desk: Desk) -> None:
    shut, other = desk.receive(full_name="Ana Ruiz"), desk.receive(full_name="Eva O’Neill")
    as_before(desk, "word ruiz")
    with desk.office.database.write() as connection:
        one = submissions.c.reference == shut
        sealed = connection.execute(select(submissions.c.sealed).where(one)).scalar_one()
        connection.execute(update(submissions).where(one).values(sealed=bytes(40)))
    assert index(desk) == 2 and indexing.unread(desk.office) == 1
    assert found(desk, "ruiz") == [shut] and found(desk, "oneill") == [other]
    with desk.office.database.write() as connection:
        connection.execute(update(submissions).where(one).values(sealed=sealed))
    indexing.again(desk.office)
    assert index(desk) == 2 and indexing.unread(desk.office) == 0 and found(desk, "ana ruiz") == [shut]


@ON_BOTH
def test_an_arrival_that_was_indexed_first_is_taken_in_all_the_same(desk: Desk) -> None:
    reference = desk.send()
    assert index(desk) == 1
    assert [desk.take_in(), desk.take_in()] == [1, 0]
    assert "Dec 21, 2026" in desk.signed_in().get("/inbox/").text and found(desk, "mendoza") == [reference]


def test_of_two_processes_one_keeps_what_both_read(desk: Desk) -> None:
    desk.receive()
    with desk.app.app_context(), desk.office.database.read() as connection:
        known = progress.find(connection)
    assert index(desk) == 1
    with desk.app.app_context(), desk.office.database.write() as connection:
        indexing._keep(connection, desk.office, known, "", [])
    assert index(desk) == 0
