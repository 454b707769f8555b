"""The project that support/third_language.py makes: its site, a form, mail, letters and checks in all three languages.

Run by test_third_language.py inside that project, for the list of languages is read once for each process.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from support import desk, emails, papers
from support.answers import most
from support.critic import Page
from support.journey import at, begin, fill_in, send
from support.leftovers import english_in
from support.public_forms import FORMS
from support.third_language import CATALOGUE, CODE, NAME, PATH
from support.visitor import Visitor, home

from forms_app import deadlines
from forms_app.channels.email import message as email
from forms_app.facts import agency
from forms_app.facts.files import FactsError
from forms_app.facts.languages import LISTED, NAMES, others
from forms_app.pdf import Compiler, letter
from forms_app.settings import ROOT
from locales import check
from website.build import words
from website.build.languages import alternates, common, language_of
from website.checks import __main__ as checks
from website.checks import pages, twins
from website.checks.facts import translations
from website.checks.words import unchecked

SITE = ROOT / "build" / "site"
PAGES = {path.relative_to(SITE).as_posix(): Page(path.read_text("utf-8")) for path in sorted(SITE.rglob("*.html"))}
FACTS, RULES = agency.load(ROOT / "agency"), deadlines.load(ROOT / "agency")
FORM = "complaint"


def switched_to(page: Page) -> dict[str, str]:
    """Where the header leads, by the names of the languages."""
    return {link.text: link.attrs["lang"] for link in page.of_class("switch")}


def test_every_page_of_the_site_is_there_in_every_language() -> None:
    found = {language: {common(name) for name in PAGES if language_of(name) == language} for language in NAMES}
    assert found["en"] == found["es"] == found[CODE] and len(found["en"]) > 30


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_to_all_other_languages(name: str) -> None:
    page, language = PAGES[name], language_of(name)
    assert page.one("html").attrs["lang"] == language
    assert switched_to(page) == {other.name: other.code for other in others(language)}
    meant = {
        each.language: f"/{each.path}".removesuffix("404.html")
        for each in alternates(name.removesuffix("index.html"), "")
    }
    for link in page.of_class("switch"):
        assert urljoin(f"/{name}", link.attrs["href"]) == meant[link.attrs["lang"]]


@pytest.mark.parametrize("name", [name for name in PAGES if language_of(name) == CODE])
def test_nothing_on_a_page_stays_english(name: str) -> None:
    assert english_in((SITE / name).read_text("utf-8"), CODE, FACTS) == []


def test_the_web_server_has_its_pages_for_every_language() -> None:
    for language in LISTED:
        page = Page((ROOT / f"build/errors/{language.code}/502.html").read_text("utf-8"))
        assert page.one("h1").text == words.load()["errors"]["502"][language.code]
        assert len(switched_to(page)) == len(LISTED) - 1
    said = (ROOT / "build/languages.conf").read_text("utf-8")
    assert f"~^/{PATH}(?:[/?]|$) {CODE};" in said and f"~^/{PATH}(?:[/?]|$) /{PATH};" in said


def test_a_form_is_walked_from_start_to_receipt(app: Flask) -> None:
    visitor = begin(Visitor(app), FORM, CODE)
    while (slug := visitor.path.rstrip("/").rsplit("/", 1)[-1]) != "check":
        assert english_in(visitor.response.get_data(as_text=True), CODE, FACTS) == []
        assert visitor.page.one("html").attrs["lang"] == CODE
        assert switched_to(visitor.page) == {"English": "en", "Español": "es"}
        visitor.press("next", most(FORMS[FORM]).of(slug))
    assert english_in(visitor.response.get_data(as_text=True), CODE, FACTS) == []
    assert send(visitor) and visitor.path == f"/{PATH}/forms/receipt/"
    assert english_in(visitor.response.get_data(as_text=True), CODE, FACTS) == []
    paper = visitor.get(f"/{PATH}/forms/receipt/receipt.pdf")
    assert "Yöúr" in papers.text_of(paper.data)


def test_it_can_be_read_and_finished_in_another_language(app: Flask) -> None:
    filled = most(FORMS[FORM])
    first = filled.asked[0]
    visitor = at(Visitor(app), FORM, CODE, first).press("es", filled.of(first))
    typed = visitor.shown
    assert visitor.path == f"{home(FORM, 'es')}{first}/" and any(filter(None, map("".join, typed.values())))
    visitor.press(CODE)
    assert visitor.path == f"{home(FORM, CODE)}{first}/" and visitor.shown == typed
    visitor.press("en")
    assert visitor.path == f"{home(FORM, 'en')}{first}/" and visitor.shown == typed
    fill_in(visitor, filled)
    assert send(visitor)


@pytest.mark.parametrize("path", ["", "resume/", "status/", "deadlines/", "door/n3/", "nowhere/", f"{FORM}/"])
def test_a_page_beside_the_forms_leads_to_all_other_languages(app: Flask, path: str) -> None:
    visitor = Visitor(app).open(f"/{PATH}/forms/{path}")
    assert switched_to(visitor.page) == {"English": "en", "Español": "es"}
    assert english_in(visitor.response.get_data(as_text=True), CODE, FACTS) == []
    assert switched_to(Visitor(app).open(f"/es/forms/{path}").page) == {"English": "en", NAME: CODE}


def test_the_staff_side_speaks_it(tmp_path: Path) -> None:
    client = desk.new_app(desk.prepared(tmp_path)).test_client()
    html = client.get(f"/{PATH}/sign-in/").get_data(as_text=True)
    assert english_in(html, CODE, FACTS) == []
    assert switched_to(Page(html)) == {"English": "en", "Español": "es"}
    assert switched_to(Page(client.get("/sign-in/").get_data(as_text=True))) == {"Español": "es", NAME: CODE}


def test_letters_and_papers_speak_it(app: Flask) -> None:
    compiler = Compiler()
    with app.test_request_context():
        written = papers.staff_letters(FACTS, RULES)[f"acknowledgement-{CODE}"]
        answer = letter(written, FACTS)
        blank = papers.paper(FORM, CODE, "blank", FACTS, RULES)
    for made in (compiler.pdf(answer), compiler.pdf(blank)):
        assert "cömpláîñt" in papers.text_of(made) and "complaint" not in papers.text_of(made)


def test_a_mail_speaks_it_and_leads_to_its_home() -> None:
    mail = emails.letter(CODE)
    assert mail["Subject"] == "Yöú hávé á mésságé" and f"https://example.org/{PATH}/" in mail.get_content()


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / f"docs/{PATH}/pin.md").unlink()
    told = [str(finding) for finding in twins.missing(pages.read(tmp_path))]
    assert told == [f"docs/pin.md:1: it has no twin in {NAME} → add docs/{PATH}/pin.md"]


def test_a_missing_message_is_named() -> None:
    path = ROOT / "locales" / CATALOGUE / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        catalogue = read_po(file)
    sentences = {check._id(message.id) for message in catalogue if message.id}
    catalogue["Send"].string = ""
    del catalogue["Continue"]
    told = list(check.faults(catalogue, sentences))
    assert [line.split("”")[0] for line in told] == ["“Continue", "“Send"]


def test_a_missing_text_of_facts_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "agency", tmp_path / "agency"))
    file = folder / "deadlines.toml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at_line = next(number for number, line in enumerate(lines) if line.startswith(f"label_{CODE} ="))
    file.write_text("".join([*lines[:at_line], *lines[at_line + 1 :]]), "utf-8")
    with pytest.raises(FactsError, match=rf"deadlines\.toml, line \d+: rule \w+: no label_{CODE}"):
        deadlines.load(folder)


def test_a_missing_mail_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "locales/mail", tmp_path / "mail"))
    (folder / f"{CODE}.txt").unlink()
    with pytest.raises(FactsError, match=rf"{CODE}\.txt, line 1: "):
        email.load(folder)


def test_a_missing_word_of_the_frame_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = words.PATH.read_text("utf-8")
    without = re.sub(rf'(?<=^menu = {{ en = "Menu"), {CODE} = "[^"]*"', "", said, flags=re.M)
    assert without != said
    monkeypatch.setattr(words, "PATH", tmp_path / "words.toml")
    words.PATH.write_text(without, "utf-8")
    with pytest.raises(FactsError, match=rf"menu.*: no {CODE}"):
        words.load()


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    assert list(check.absent(tmp_path)) == [
        f"locales/{one}/LC_MESSAGES/messages.po: there is none, and languages.toml has the language. {check.BEGIN}"
        for one in ("es", CATALOGUE)
    ]


def test_the_checks_find_nothing_and_say_what_they_left_out() -> None:
    told = map(str, checks.findings(ROOT, deadlines.local_date(emails.NOW)))
    assert [line for line in told if any(name in line for name in (f"/{PATH}/", CODE, CATALOGUE))] == []
    notes = [note for note in unchecked.notes(ROOT) if f"({CODE})" in note]
    assert len(notes) == len(list(unchecked.notes(ROOT))) == 4
    assert any("has no dictionary, so its spelling is not checked" in note for note in notes)
    assert any("has no measure of reading, so its ease is not checked" in note for note in notes)


def test_every_text_that_lacks_it_is_named_at_once(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agency", tmp_path / "agency")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "website").mkdir()
    texts = 0
    for name in ("agency/closed_days.toml", "agency/doors.toml", "website/words.toml"):
        said = (ROOT / name).read_text("utf-8")
        without = re.sub(rf'^(?:\w+_)?{CODE} = ".*"\n|, {CODE} = "[^"]*"', "", said, flags=re.M)
        texts += said.count(f"{CODE} = ") - without.count(f"{CODE} = ")
        (tmp_path / name).write_text(without, "utf-8")
    told = [str(finding) for finding in translations.lacking(pages.read(tmp_path))]
    assert len(told) == texts > 150
    assert any(
        re.match(rf"agency/doors\.toml:\d+: question n5: no hint_{CODE} → Add hint_{CODE} = ", line) for line in told
    )
