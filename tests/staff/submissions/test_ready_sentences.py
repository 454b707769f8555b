"""Ready sentences in an answer: in her language, beside what they say in the reader's, and never with a blank."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from staff.submissions.test_messages import answer, page_of, send, told
from support.customers import Customers
from support.desk import Browser, Desk

from forms_app.facts import ready_sentences
from forms_app.facts.files import FactsError
from forms_app.settings import ROOT
from forms_app.staff.text_fields import LONGEST_REPLY
from forms_app.storage.filing import Accepted

SENTENCE = """
[[sentence]]
id = "more-{0}"
label_en = "Sentence {0}"
label_es = "Frase {0}"
en = "These are the words of the sentence called {0}."
es = "Estas son las palabras de la frase que se llama {0}."
source = "our own words"
checked = 2026-11-29
"""
LETTERS = [f"{one}{two}" for one in "abcdef" for two in "abcdefghi"]


@pytest.fixture
def asked(desk: Desk, customers: Customers) -> Accepted:
    """A message in Spanish."""
    numbers = send(desk, customers.open_account("P1"), "¿Dónde está el pago?")
    desk.take_in()
    return numbers


def put(staff: Browser, numbers: Accepted, sentence: str, begun: str = "", language: str = "es") -> tuple[int, str]:
    fields = {"answer.reply": begun, "ready.sentence": sentence, "ready.language": language}
    posted = staff.post(f"/submissions/{numbers.reference}/ready/", press="ready", **fields)
    return posted.status_code, html.unescape(posted.text)


def test_one_goes_into_the_answer_in_her_language_without_a_script(desk: Desk, asked: Accepted) -> None:
    staff = desk.signed_in("caseworker")
    assert 'value="es" lang="es" selected' in staff.get(f"/submissions/{asked.reference}/").text

    assert put(staff, asked, "call", "Hola.")[0] == 303

    page = page_of(staff, asked)
    assert "Hola." in page and "Por favor, llámenos para esto: 866-901-3212" in page
    assert put(staff, asked, "none")[0] == 400


def test_who_reads_no_spanish_reads_beside_it_what_it_says(desk: Desk, asked: Accepted) -> None:
    staff = desk.signed_in("caseworker")
    page = page_of(staff, asked)
    assert "Gracias por su mensaje." in page and "Thank you for your message." in page
    assert "The ready sentences above say:" not in page

    put(staff, asked, "by-day")
    begun = "Lo estamos revisando. Le escribiremos aquí a más tardar el 4 de diciembre."
    put(staff, asked, "thanks", begun)

    said = page_of(staff, asked).split("The ready sentences above say:")[1].split("A ready sentence")[0]
    assert "We are looking into this." in said and "Thank you for your message." in said and "Please call" not in said


def test_a_blank_that_nobody_filled_in_goes_to_nobody(desk: Desk, asked: Accepted) -> None:
    staff = desk.signed_in("caseworker")
    put(staff, asked, "by-day")
    left_open = "Lo estamos revisando. Le escribiremos aquí a más tardar el [día]."
    assert left_open in page_of(staff, asked)

    code, page = answer(staff, asked, left_open)

    assert code == 422 and "Fill in [día] first" in html.unescape(page) and left_open in page
    assert told(desk, asked).state == "received"
    assert answer(staff, asked, left_open.replace("[día]", "4 de diciembre [2026]"))[0] == 303


def test_what_has_no_room_any_more_is_told_and_nothing_is_lost(desk: Desk, asked: Accepted) -> None:
    staff, long = desk.signed_in("caseworker"), "x" * LONGEST_REPLY

    code, page = put(staff, asked, "thanks", long)

    assert code == 422 and "was not put in" in page and long in page


def test_sixty_of_them_are_all_there_and_each_can_be_put_in(desk: Desk, asked: Accepted, tmp_path: Path) -> None:
    there = (ROOT / "agency" / "ready_sentences.toml").read_text("utf-8")
    many = there + "".join(SENTENCE.format(one) for one in LETTERS)
    (tmp_path / "ready_sentences.toml").write_text(many, "utf-8")
    desk.office.ready_sentences.update(ready_sentences.load(tmp_path))
    assert len(desk.office.ready_sentences) >= 60
    staff = desk.signed_in("caseworker")

    page = page_of(staff, asked)
    assert all(f'value="{name}"' in page for name in desk.office.ready_sentences)
    assert all(f"la frase que se llama {one}." in page for one in LETTERS)
    put(staff, asked, f"more-{LETTERS[-1]}")
    assert "the sentence called fi." in page_of(staff, asked).split("say:")[1].split("A ready sentence")[0]


def test_languages_that_leave_other_numbers_of_blanks_stop_the_start(tmp_path: Path) -> None:
    there = (ROOT / "agency" / "ready_sentences.toml").read_text("utf-8")
    (tmp_path / "ready_sentences.toml").write_text(there.replace("el [día]", "el lunes"), "utf-8")
    with pytest.raises(FactsError, match="different numbers of blanks"):
        ready_sentences.load(tmp_path)
