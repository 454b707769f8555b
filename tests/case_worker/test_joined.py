"""Two rows of the agency's system turn out to be one person, who has an account by each: what the one that goes still
gets."""

from __future__ import annotations

import base64

import pytest
from case_worker.conftest import Bench, Opened
from case_worker.telling.test_stopped import load
from case_worker.test_documents import confirm
from case_worker.test_papers import say_yes

from forms_app.bundles import history, money, papers
from forms_app.case_data.store.asks import Ask, Kind
from forms_app.case_data.store.for_staff.decisions import Decisions
from forms_app.case_worker.loop import work_off
from forms_app.sealing.owner_keys import OwnerKeys

PDF = b"%PDF-1.7 of a letter\n<< /Type /Page >>\n"


def letter(bench: Bench, number: str) -> Ask:
    """One that may lie in her account in place of paper, if she wants that."""
    said = {"what": sorted(papers.IN_PLACE_OF_PAPER)[0], "title": "A letter", "dated": "2026-11-03", "language": "en"}
    pdf = base64.b64encode(PDF + number.encode()).decode()
    return bench.ask(Kind.LETTER, letter=number, pdf=pdf, instead=True, answer_by="", **said)


def join(bench: Bench, person_id: str, into: str) -> None:
    load(bench, "2026-11-03", merged_into=into)
    assert Decisions(bench.parts.cases).join(person_id, into, "7", bench.parts.now())
    work_off(bench.parts)


@pytest.fixture
def hers(bench: Bench, opened: Opened) -> OwnerKeys:
    owner = opened()
    confirm(bench, owner)
    assert say_yes(bench, owner) == "done"
    return owner


def test_letters_of_the_row_that_goes_come_on_paper_whatever_she_said_there(bench: Bench, hers: OwnerKeys) -> None:
    assert letter(bench, "L1").answer == "here"
    join(bench, "P1", "P2")

    assert letter(bench, "L2").answer == "on-paper"
    assert bench.sealed(hers, money.KIND) is None


def test_nothing_more_is_sealed_to_the_keys_of_the_row_that_goes(bench: Bench, hers: OwnerKeys) -> None:
    join(bench, "P1", "P2")
    bench.ask(Kind.LOOKED_AT, reason="call")

    assert bench.sealed(hers, history.KIND) is None


def test_the_row_that_stays_reads_on(bench: Bench, hers: OwnerKeys, opened: Opened) -> None:
    his = opened("P2", "10002")
    join(bench, "P1", "P2")

    assert bench.sealed(his, money.KIND)
