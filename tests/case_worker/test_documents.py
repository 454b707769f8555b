"""Her documents: sealed to her and to nobody else, and not at all where something is wrong with one."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from case_worker.conftest import Bench, Opened, order
from support.case_loading import SMALL
from support.case_packages import Tables, change

from forms_app.bundles import codec, documents, papers
from forms_app.bundles.papers import Papers
from forms_app.case_data.contract import envelopes
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_worker import sealing
from forms_app.case_worker.loop import work_off
from forms_app.case_worker.papers import documents as worker
from forms_app.case_worker.papers import shelf
from forms_app.sealing.owner_keys import OwnerKeys

PDF = b"%PDF-1.7\n" + b"<< /Type /Page >>\n" * 2
OTHER = PDF + b"another"
EVENING = "2026-11-02T20:00:00-08:00"


def bring(bench: Bench, pdf: bytes = PDF, *, delivered: bytes | None = None, of: str = "D1", pages: str = "2") -> None:
    """A package whose one document is this, and a round of the worker. `delivered`: where the file is another."""
    sealed = bench.worker.seal(pdf if delivered is None else delivered, envelopes.of_document(of))
    digest = hashlib.sha256(pdf).hexdigest()
    tables: Tables = change(SMALL, "documents", 0, sha256=digest, pages=pages)
    bench.loader.load(
        tables,
        edit=lambda folder: _write(folder, sealed),
        as_of="2026-11-02",
        produced_at=EVENING,
    )
    work_off(bench.parts)


def _write(folder: Path, sealed: bytes) -> None:
    (folder / "documents" / "D1.pdf").write_bytes(sealed)


def confirm(bench: Bench, owner: OwnerKeys, person_id: str = "P1") -> None:
    with bench.parts.cases.aside.write() as connection:
        bench.parts.own_list.put(connection, HolderKeys(person_id, owner.public, State.OPEN, bench.parts.today()))
    sealing.seal_person(bench.parts, person_id)


def read(bench: Bench, owner: OwnerKeys, pdf: bytes = PDF) -> bytes | None:
    kind = documents.kind_of(owner.public.id, "D1")
    found = bench.sealed(owner, kind)
    if found is None:
        return None
    plain = owner.open(owner.public, found.sealed, codec.context(owner.public.id, kind, found.seq))
    return documents.decode(plain, hashlib.sha256(pdf).hexdigest())


def listed(bench: Bench, owner: OwnerKeys) -> Papers:
    found = bench.sealed(owner, papers.KIND)
    assert found
    return codec.decode(
        Papers, owner.open(owner.public, found.sealed, codec.context(owner.public.id, papers.KIND, found.seq))
    )


def test_a_confirmed_holder_gets_her_document_as_it_came_and_nobody_else_does(bench: Bench, opened: Opened) -> None:
    hers, his = opened(), opened("P2", "10002")
    confirm(bench, his, "P2")
    bring(bench)
    assert read(bench, hers) is None  # nobody has confirmed her

    confirm(bench, hers)
    assert read(bench, hers) == PDF
    assert read(bench, his) is None


def test_one_that_is_other_comes_anew_and_one_that_stays_is_not_sealed_again(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    kind = documents.kind_of(owner.public.id, "D1")
    first = bench.sealed(owner, kind)
    sealing.seal_person(bench.parts, "P1")
    assert bench.sealed(owner, kind) == first

    bring(bench, OTHER)
    assert read(bench, owner, OTHER) == OTHER


def test_one_that_the_agency_has_no_more_stays_for_30_days_and_says_until_when(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    bench.loader.load({**SMALL, "documents": []}, as_of="2026-11-03", produced_at=EVENING.replace("02T", "03T"))
    today = bench.parts.today()
    work_off(bench.parts)
    [going] = listed(bench, owner).going
    assert (going.document.doc_id, going.last_on) == ("D1", today + timedelta(days=30))
    assert read(bench, owner) == PDF

    bench.on(going.last_on)
    assert shelf.due(bench.parts, bench.parts.today()) == []
    bench.on(going.last_on + timedelta(days=1))
    assert shelf.due(bench.parts, bench.parts.today()) == ["P1"]
    bench.seal("P1")
    assert listed(bench, owner).going == () and read(bench, owner) is None
    assert shelf.due(bench.parts, bench.parts.today()) == []


def test_one_that_turns_out_to_be_anothers_goes_at_once(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    his = {**SMALL["documents"][0], "person_id": "P2"}
    sealed = bench.worker.seal(PDF, envelopes.of_document("D1"))
    bench.loader.load(
        {**SMALL, "documents": [his]},
        edit=lambda folder: _write(folder, sealed),
        as_of="2026-11-03",
        produced_at=EVENING.replace("02T", "03T"),
    )
    work_off(bench.parts)

    assert listed(bench, owner).going == () and read(bench, owner) is None


def test_what_she_opens_is_known_once_and_another_file_is_new_again(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    assert [one.is_opened for one in listed(bench, owner).known] == [False]
    for doc_id in ("D1", "D1", "nobody's"):
        assert bench.hand_in(order(owner, "opened", body={"doc": doc_id})) == "done"
    assert [one.is_opened for one in listed(bench, owner).known] == [True]
    assert sum("document-opened" in row for row in bench.loader.rows("holder_events")) == 1

    bring(bench, OTHER)
    assert [one.is_opened for one in listed(bench, owner).known] == [False]


def test_whoever_is_frozen_loses_it_with_everything_else(bench: Bench, opened: Opened) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    with bench.parts.cases.aside.read() as connection:
        [holder] = bench.parts.own_list.of_person(connection, "P1")
    sealing.take_back(bench.parts, holder)
    assert read(bench, owner) is None

    confirm(bench, owner)  # thawed: everything is sealed once more
    assert read(bench, owner) == PDF


@pytest.mark.parametrize(
    ("why", "wrong"),
    [
        ("not what its row says", {"delivered": PDF + b"changed"}),
        ("not what its row says", {"pdf": b"no PDF"}),
        ("does not open", {"of": "D2"}),
        ("pages are missing", {"pages": "3"}),
        ("is locked", {"pdf": OTHER + b"trailer << /Encrypt 5 0 R >>"}),
        ("no pages", {"pdf": b"%PDF-1.7\n<< /Type /Pages /Count 0 >>", "pages": "0"}),
    ],
)
def test_what_is_wrong_is_not_shown_and_the_operator_hears_of_it(
    bench: Bench, opened: Opened, capsys: pytest.CaptureFixture[str], why: str, wrong: dict[str, object]
) -> None:
    owner = opened()
    confirm(bench, owner)
    bring(bench)
    bring(bench, **{"pdf": OTHER, **wrong})  # type: ignore[arg-type]

    assert read(bench, owner) is None
    assert f"kind='{why}'" in capsys.readouterr().out.replace('"', "'")
    assert all(why in row for row in bench.loader.rows("delivered"))


def test_one_that_is_too_large_is_not_shown(bench: Bench, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MOST_BYTES", 1_000)
    owner = opened()
    confirm(bench, owner)
    bring(bench)

    assert read(bench, owner) is None


def test_one_of_500_pages_is_shown(bench: Bench, opened: Opened) -> None:
    owner, long = opened(), b"%PDF-1.7\n" + b"<< /Type /Page >>\n" * 500
    confirm(bench, owner)
    bring(bench, long, pages="500")

    assert read(bench, owner, long) == long


def test_how_long_a_document_is_shows_in_no_row() -> None:
    assert len(documents.encode(PDF)) == len(documents.encode(OTHER)) == documents.FILLED_TO
