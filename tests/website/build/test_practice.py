"""While no agency runs the site, no page of it says that something sent here is filed; once one does, none says less.

Both settings are built, and every page of both is walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.critic import Element, Page

from website.build.languages import language_of

SENDING = re.compile(r"/(?:es/)?forms/(?:enrollment|pin-request|complaint|state-hearing|inquiry|status)/$")
PRACTICE = re.compile(r"\b(?:practice[ds]?|demonstration|pr[aá]ctic\w+|demostración)\b", re.I)
SENT = re.compile(r"\b(?:send|sent|submit\w*|env[ií]\w+|mand\w+|file it)\b", re.I)
HERE = re.compile(r"\b(?:here|this site|our form|online|aquí|este sitio|nuestro formulario|por internet)\b", re.I)
DENIED = re.compile(r"\b(?:nothing|never|not|no|nobody|nada|nunca|nadie|ninguna)\b", re.I)
MEND = re.compile(r"say which page|diga (?:en )?qué página", re.I)
BLOCKS = ("li", "td", "p")
Pages = dict[str, Page]


def main_of(page: Page) -> list[Element]:
    main = page.one("main")
    return [element for element in page.elements if main in element.around]


def sending(page: Page) -> list[Element]:
    return [link for link in main_of(page) if link.tag == "a" and SENDING.fullmatch(link.attrs.get("href", ""))]


def block_of(element: Element) -> Element:
    return next(outer for outer in reversed(element.around) if outer.tag in BLOCKS)


def sentences(page: Page) -> Iterator[str]:
    """Of blocks that hold no smaller ones."""
    for block in (element for element in main_of(page) if element.tag in BLOCKS):
        if not any(block in inner.around for inner in main_of(page) if inner.tag in BLOCKS):
            yield from re.split(r"(?<=[.!?])\s+", block.text)


def _is_claim(said: str) -> bool:
    return bool(SENT.search(said) and HERE.search(said) and not DENIED.search(said))


def test_both_settings_have_the_same_pages_and_lead_to_the_same_forms(pages: Pages, official_pages: Pages) -> None:
    assert pages.keys() == official_pages.keys()
    reached = [
        {link.attrs["href"] for page in built.values() for link in sending(page)} for built in (pages, official_pages)
    ]
    assert reached[0] == reached[1] and len(reached[0]) == 12


def test_whatever_leads_to_a_form_calls_it_practice(pages: Pages) -> None:
    said = {(path, block_of(link).text) for path, page in pages.items() for link in sending(page)}
    assert [block for block in said if not PRACTICE.search(block[1])] == []


def test_the_telephone_stands_before_the_form(pages: Pages) -> None:
    leading = {path: page for path, page in pages.items() if sending(page)}
    assert len(leading) >= 12
    for path, page in leading.items():
        links = [link.attrs.get("href", "") for link in main_of(page) if link.tag == "a"]
        first = next(place for place, href in enumerate(links) if SENDING.fullmatch(href))
        assert any(href.startswith("tel:") for href in links[:first]), path


def test_no_sentence_says_that_something_is_sent_from_here(pages: Pages, official_pages: Pages) -> None:
    def said(built: Pages) -> list[tuple[str, str]]:
        every = [(path, sentence) for path, page in built.items() for sentence in sentences(page)]
        return [(path, sentence) for path, sentence in every if _is_claim(sentence)]

    assert [found for found in said(pages) if not PRACTICE.search(found[1])] == []
    assert said(official_pages), "the official site says it, or this test looks for the wrong words"


def test_the_official_site_is_nowhere_called_practice(official_pages: Pages) -> None:
    assert [path for path, page in official_pages.items() if PRACTICE.search(page.text)] == []
    assert all(re.search(r"Call us|Llámenos", page.text) for page in official_pages.values())


def test_mistakes_of_the_site_go_to_the_line_only_where_it_knows_the_site(pages: Pages, official_pages: Pages) -> None:
    assert [path for path, page in pages.items() if MEND.search(page.text)] == []
    told = {path for path, page in official_pages.items() if MEND.search(page.text)}
    assert told == {"about/", "accessibility/", "es/about/", "es/accessibility/"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_so_do_the_pages_for_when_the_forms_are_down(site: Path, official_site: Path, language: str) -> None:
    knows_not = {"en": "nobody at the agency can mend it", "es": "nadie en la agencia puede arreglarla"}[language]
    for folder, wanted in ((site, True), (official_site, False)):
        texts = [file.read_text("utf-8") for file in (folder.parent / "errors" / language).glob("*.html")]
        assert len(texts) > 3 and all((knows_not in text) == wanted for text in texts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_begins_with_it(pages: Pages, official_pages: Pages, language: str) -> None:
    words = {"en": "Nothing you send here reaches an agency.", "es": "Nada de lo que envíe aquí llega a una agencia."}
    for path, page in pages.items():
        strip = page.of_class("strip")[0].text
        assert language_of(path) != language or words[language] in strip, path
        assert words[language] not in official_pages[path].of_class("strip")[0].text
