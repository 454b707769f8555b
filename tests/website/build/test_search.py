"""Search as people type: each of the queries in tests/data/searches.csv asked of the real index, in a real browser."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from forms_app.facts.files import FactsError
from forms_app.facts.languages import LANGUAGES
from forms_app.settings import ROOT
from website.build.languages import prefix
from website.build.search import known_words

INDEX_AT_MOST = 40 * 1024
FIRST, AMONG_THREE = 0.95, 0.99
# Asks the page's own form, and reads what it shows.
ASK = """async (queries) => {
  const field = document.getElementById("find"), list = document.getElementById("results");
  const shown = [];
  for (const query of queries) {
    list.replaceChildren();
    document.getElementById("found").textContent = "";
    field.value = query;
    field.form.requestSubmit();
    while (!document.getElementById("found").textContent) await new Promise((done) => setTimeout(done));
    shown.push([...list.querySelectorAll("a")].map((link) => link.getAttribute("href")));
  }
  return shown;
}"""


class Search(NamedTuple):
    """What somebody types, and the pages that may come first."""

    language: str
    query: str
    pages: tuple[str, ...]


def searches() -> list[Search]:
    with (ROOT / "tests/data/searches.csv").open(encoding="utf-8", newline="") as rows:
        return [Search(row["language"], row["query"], tuple(row["page"].split())) for row in csv.DictReader(rows)]


SEARCHES = searches()


@pytest.fixture(scope="module")
def tab(chromium: Browser, served: str) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def asked(tab: Page, served: str, language: str, queries: list[str]) -> list[list[str]]:
    """The pages that each query shows, best first and each once, such as `pin` and `forms/status`."""
    tab.goto(f"{served}/{prefix(language)}search/")
    start = f"/{prefix(language)}"
    found = tab.evaluate(ASK, queries)
    pages = [[href.partition("#")[0].removeprefix(start).strip("/") for href in shown] for shown in found]
    return [list(dict.fromkeys(shown)) for shown in pages]


def test_there_are_queries_enough_in_both_languages_and_their_pages_exist() -> None:
    by_language = defaultdict(list)
    for search in SEARCHES:
        by_language[search.language].append(search.query)
        for page in search.pages:
            assert page.startswith("forms/") or (ROOT / f"docs/{page}.md").is_file(), search
    assert all(len(by_language[language]) >= 150 for language in LANGUAGES)
    assert all(len(set(queries)) == len(queries) for queries in by_language.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_type_leads_to_the_page_they_mean(tab: Page, served: str, language: str) -> None:
    ours = [search for search in SEARCHES if search.language == language]
    shown = asked(tab, served, language, [search.query for search in ours])
    found = list(zip(ours, shown, strict=True))
    wrong = [(search, pages[:3]) for search, pages in found if not set(pages[:1]) & set(search.pages)]
    late = [(search, pages[:3]) for search, pages in found if not set(pages[:3]) & set(search.pages)]
    assert 1 - len(wrong) / len(ours) >= FIRST, wrong
    assert 1 - len(late) / len(ours) >= AMONG_THREE, late


@pytest.mark.parametrize(
    ("language", "right", "slips"),
    [
        ("en", "complaint", ["complant", "complaimt", "compliant", "complainnt", "COMPLAINT", "  complaint?! "]),
        ("en", "paternity", ["paternty", "patenrity", "patternity"]),
        ("en", "jail", ["jial", "jaill"]),
        ("es", "licencia", ["lisencia", "licensia", "licnecia", "LICENCIA"]),
        ("es", "queja", ["kueja", "qeja", "quejaa"]),
        ("es", "cárcel", ["carcel", "karcel", "cárzel"]),
        ("es", "depósito directo", ["deposito directo", "deposito direto", "depocito directo"]),
    ],
)
def test_one_slip_is_forgiven_and_accents_are_optional(
    tab: Page, served: str, language: str, right: str, slips: list[str]
) -> None:
    first, *others = asked(tab, served, language, [right, *slips])
    assert {slip: pages[:1] for slip, pages in zip(slips, others, strict=True)} == dict.fromkeys(slips, first[:1])


@pytest.mark.parametrize(
    ("language", "query", "form"),
    [
        ("en", "complaint form", "complaint"),
        ("es", "formulario de queja", "complaint"),
        ("en", "SH001", "state-hearing"),
    ],
)
def test_forms_are_among_the_results_and_say_that_they_are_practice(
    tab: Page, served: str, language: str, query: str, form: str
) -> None:
    assert f"forms/{form}" in asked(tab, served, language, [query])[0]
    said = tab.locator(f"#results a[href$='/forms/{form}/']").inner_text()
    assert {"en": "(practice)", "es": "(práctica)"}[language] in said


@pytest.mark.parametrize(("language", "query"), [("en", "not paying"), ("es", "no me paga"), ("es", "audiencia")])
def test_every_result_says_something_of_its_page(tab: Page, served: str, language: str, query: str) -> None:
    asked(tab, served, language, [query])
    assert all(text.strip() for text in tab.locator("#results li p").all_inner_texts())


@pytest.mark.parametrize(("language", "ask"), [("en", "Ask the agency"), ("es", "Pregunte a la agencia")])
def test_who_finds_nothing_gets_the_number_its_hours_and_a_place_to_ask(
    tab: Page, served: str, language: str, ask: str
) -> None:
    assert asked(tab, served, language, ["zzzzz"]) == [[]]
    nothing = tab.locator("#nothing")
    assert nothing.is_visible()
    told = " ".join(nothing.inner_text().split())
    assert "866-901-3212" in told and "866-399-4096" in told
    assert {"en": "7 a.m. to 5 p.m.", "es": "de 7 a. m. a 5 p. m."}[language] in told
    assert nothing.get_by_role("link", name=ask).get_attribute("href") == f"/{prefix(language)}contact/"
    asked(tab, served, language, ["PIN"])
    assert not nothing.is_visible()


@pytest.mark.parametrize(
    ("zip_code", "told"),
    [
        ("90012", "Los Angeles County"),
        ("95646", "Alpine County. Central Sierra Child Support Agency"),
        ("90012-1234", "Los Angeles County"),
        ("99999", "We do not know the ZIP code 99999"),
    ],
)
def test_a_zip_code_leads_to_its_county_and_stands_in_no_address(
    tab: Page, served: str, zip_code: str, told: str
) -> None:
    visited: list[str] = []
    tab.on("framenavigated", lambda frame: visited.append(frame.url))
    tab.goto(f"{served}/local-agency/")
    tab.get_by_label("Your ZIP code").fill(zip_code)
    tab.get_by_role("button", name="Find my county").click()
    result = tab.locator("#results li").first
    result.wait_for()
    assert told in result.inner_text()
    assert result.locator("a").get_attribute("href") == "/local-agency/"
    assert not [address for address in visited if zip_code[:5] in address]


def test_the_index_is_light_and_read_only_when_something_is_asked(chromium: Browser, served: str, site: Path) -> None:
    for language in LANGUAGES:
        assert (site / prefix(language) / "search/index.json.br").stat().st_size <= INDEX_AT_MOST
    fetched: list[str] = []
    tab = chromium.new_page()
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto(f"{served}/search/")
    assert not [address for address in fetched if address.endswith(".json") or "ranking" in address]
    asked(tab, served, "en", ["PIN"])
    assert [address.rpartition("/")[2] for address in fetched if address.endswith(".json")] == ["index.json"]
    tab.close()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[forms.status]", "[forms.states]", "the forms are not those of the site: states, status"),
        ('practice = { en = "(practice)"', 'practice = { eng = "(practice)"', "no en"),
        ("[said]", "[sayed]", "unknown section sayed"),
    ],
)
def test_a_slip_in_the_words_of_search_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    path = Path(shutil.copy(known_words.PATH, tmp_path))
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(known_words, "PATH", path)
    with pytest.raises(FactsError) as caught:
        known_words.load()
    assert said in str(caught.value)


@pytest.mark.parametrize(("language", "query"), [("en", "complaint"), ("es", "queja")])
def test_who_wants_to_complain_also_finds_who_helps_with_it(tab: Page, served: str, language: str, query: str) -> None:
    (shown,) = asked(tab, served, language, [query])
    assert shown[0] == "complaints" and "ombudsperson" in shown[:3]
