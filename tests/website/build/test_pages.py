"""Every page of the built site, in both languages: what it says it is, where it leads, and what it weighs."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import brotli
import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from support.critic import Element, Page
from support.public_forms import FORMS
from support.visitor import Visitor

from website.build import form_paths, words

LANGUAGES = ("en", "es")
FIRST_VIEW = 12 * 1024
REQUESTS = 5
NOT_LISTED = ("404.html", "search/", "map/")


def language_of(path: str) -> str:
    return "es" if path.startswith("es/") else "en"


def twin_of(path: str) -> str:
    return path.removeprefix("es/") if path.startswith("es/") else f"es/{path}"


def links(page: Page, rel: str) -> list[Element]:
    return [link for link in page.all("link") if link.attrs.get("rel") == rel]


def content(pages: dict[str, Page]) -> dict[str, Page]:
    return {path: page for path, page in pages.items() if not path.endswith(NOT_LISTED)}


def test_every_page_is_there_in_both_languages(pages: dict[str, Page]) -> None:
    assert {twin_of(path) for path in pages} == set(pages)


def test_every_page_speaks_its_language(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        language = language_of(path)
        assert page.one("html").attrs["lang"] == language, path
        assert {"en": "All pages", "es": "Todas las páginas"}[language] in page.one("footer").text
        assert {"en": "Demonstration", "es": "Demostración"}[language] in page.of_class("strip")[0].text


def test_every_page_has_one_heading_and_a_title_of_its_own(pages: dict[str, Page]) -> None:
    titles = [page.title for page in pages.values()]
    assert all(len(page.all("h1")) == 1 for page in pages.values())
    assert all("Customer Connect" in title for title in titles)
    assert sorted({title for title in titles if titles.count(title) > 1}) == ["Customer Connect"], "the two home pages"


def test_headings_step_down_one_at_a_time(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5")]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (path, levels)


def test_alternates_are_absolute_and_point_at_each_other(pages: dict[str, Page]) -> None:
    for path, page in content(pages).items():
        found = {link.attrs["hreflang"]: link.attrs["href"] for link in links(page, "alternate")}
        twin = {link.attrs["hreflang"]: link.attrs["href"] for link in links(pages[twin_of(path)], "alternate")}
        assert set(found) == {"en", "es", "x-default"}, path
        assert found == twin
        assert found["x-default"] == found["en"]
        assert all(urlsplit(address).scheme and urlsplit(address).netloc for address in found.values())
        assert links(page, "canonical")[0].attrs["href"] == found[language_of(path)]
        assert urlsplit(found[language_of(path)]).path == f"/{path}"


def test_the_switch_leads_to_the_same_page(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        (switch,) = page.of_class("switch")
        leads_to = urljoin(f"https://site.example/{path}", switch.attrs["href"])
        assert urlsplit(leads_to).path == "/" + twin_of(path).replace("404.html", ""), path
        assert switch.attrs["lang"] == switch.attrs["hreflang"] == language_of(twin_of(path))


def test_the_map_lists_every_page_of_its_language_and_every_page_leads_there(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        assert f"/{'es/' if language_of(path) == 'es' else ''}map/" in {a.attrs["href"] for a in page.all("a")}, path
        if not path.endswith(NOT_LISTED):
            assert not any(_is_map(element) for element in page.elements), f"{path} carries the list of all pages"
            continue
        listed = {a.attrs["href"].lstrip("/") for a in page.all("a") if any(_is_map(around) for around in a.around)}
        language = language_of(path)
        forms = {lead for lead in listed if "forms/" in lead}
        expected = {other for other in content(pages) if language_of(other) == language} - {"", "es/"}
        assert listed - forms == expected, path
        assert {"en": "forms/status/", "es": "es/forms/status/"}[language] in forms


def _is_map(element: Element) -> bool:
    return element.attrs.get("id") == "map"


def test_the_page_being_read_is_marked_among_its_neighbours(pages: dict[str, Page]) -> None:
    for path, page in content(pages).items():
        near = [a for a in page.all("a") if any("rail--section" in e.attrs.get("class", "") for e in a.around)]
        marked = [a.attrs["href"] for a in near if a.attrs.get("aria-current") == "page"]
        assert marked == ([] if path in ("", "es/") else [f"/{path}"])
        assert {language_of(a.attrs["href"].lstrip("/")) for a in near} <= {language_of(path)}
        assert path in ("", "es/") or len(near) > 1


def test_a_long_page_says_what_is_in_it_and_a_short_one_does_not(pages: dict[str, Page]) -> None:
    for path, page in content(pages).items():
        inside = [heading for heading in page.all("h2") if heading.inside("article")]
        many = len(inside) >= 4 and path not in ("", "es/")
        for place in ("toc", "rail--page"):  # folded in the text on a phone, beside it on a desktop
            listed = [a.attrs["href"][1:] for a in page.all("a") if any(_is(place, around) for around in a.around)]
            assert listed == ([heading.attrs["id"] for heading in inside] if many else []), (path, place)


def _is(name: str, element: Element) -> bool:
    return name in element.attrs.get("class", "").split()


def test_no_page_asks_another_host_or_carries_inline_code(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for element in page.elements:
            assert "style" not in element.attrs, path
            assert not [name for name in element.attrs if name.startswith("on")], path
            assert element.tag not in ("style", "iframe", "object", "embed"), path
            if element.tag in ("script", "img", "source"):
                assert not urlsplit(element.attrs["src"]).netloc, path


def test_every_link_inside_the_site_leads_to_a_page_or_a_form(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for a in page.all("a"):
            target = urlsplit(urljoin(f"/{path}", a.attrs["href"]))
            if "/forms/" in target.path:
                assert form_paths.is_known(target.path, language_of(path)), (path, a.attrs["href"])
            elif not target.scheme:
                assert target.path.lstrip("/") in pages, (path, a.attrs["href"])
                if target.fragment:
                    pages[target.path.lstrip("/")].by_id(target.fragment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_that_a_page_may_link_to_is_there(visitor: Visitor, language: str) -> None:
    assert set(form_paths.ON_PAPER) == set(FORMS)
    assert set(form_paths.NAMES) == set(FORMS) | (set(words.load()["forms"]) - {""})
    for name in form_paths.NAMES:
        assert visitor.open(form_paths.form_path(name, language)).status == 200, name
    assert visitor.open(form_paths.start_of(language)).status == 200


@pytest.mark.parametrize(
    "path", ["/forms/nope/", "/forms/complaint", "/forms//", "/forms/status/paper.pdf", "/es/forms/complaint/", "/pin/"]
)
def test_what_is_no_form_is_not_taken_for_one(path: str) -> None:
    assert not form_paths.is_known(path, "en")
    assert form_paths.is_known("/forms/complaint/paper.pdf", "en")


@pytest.mark.parametrize("home", ["", "es/"])
def test_what_people_come_for_is_two_clicks_from_home(pages: dict[str, Page], home: str) -> None:
    cards = [a for a in pages[home].all("a") if any(_is("group", around) for around in a.around)]
    assert len(cards) == 12
    for card in cards:
        page = pages[urljoin(f"/{home}", card.attrs["href"]).lstrip("/")]
        assert any(a.inside("main") and _does_it(a) for a in page.all("a")), card.text


def _does_it(link: Element) -> bool:
    return link.attrs.get("class") == "button" or link.attrs["href"].startswith("tel:")


def test_every_number_can_be_called(pages: dict[str, Page]) -> None:
    number = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b")
    for path, page in pages.items():
        callable_ones = {a.text for a in page.all("a") if a.attrs["href"].startswith("tel:")}
        assert set(number.findall(page.text)) <= callable_ones, path


def test_a_page_that_is_not_found_speaks_its_language_and_is_not_indexed(pages: dict[str, Page]) -> None:
    for path in ("404.html", "es/404.html"):
        assert any(meta.attrs.get("content") == "noindex" for meta in pages[path].all("meta"))
        assert all(link.attrs["href"].startswith("/") for link in links(pages[path], "stylesheet"))


def test_the_first_view_of_every_page_is_light(site: Path, pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        fetched = list(_fetched(site, path, page))
        assert len(fetched) <= REQUESTS, path
        assert sum(map(_weight, fetched)) <= FIRST_VIEW, (path, [(each.name, _weight(each)) for each in fetched])


def _fetched(site: Path, path: str, page: Page) -> Iterator[Path]:
    yield site / path / "index.html" if not path.endswith(".html") else site / path
    for element in page.all("link", "script", "img"):
        if element.attrs.get("rel", "icon") in ("stylesheet", "icon"):
            address = element.attrs.get("href") or element.attrs.get("src", "")
            yield site / urlsplit(urljoin(f"/{path}", address)).path.lstrip("/")


def _weight(file: Path) -> int:
    packed = file.with_name(file.name + ".br")
    return (packed if packed.exists() else file).stat().st_size


def test_compressed_files_hold_what_they_stand_for(site: Path) -> None:
    packed = [file for file in site.rglob("*") if file.suffix in (".br", ".gz")]
    assert len(packed) > 60
    for file in packed:
        unpacked = (brotli.decompress if file.suffix == ".br" else gzip.decompress)(file.read_bytes())
        assert unpacked == file.with_suffix("").read_bytes(), file
        assert len(file.read_bytes()) < len(unpacked)


def test_assets_carry_a_hash_of_what_is_in_them(site: Path) -> None:
    manifest = json.loads((site.parent / "assets.json").read_text("utf-8"))
    styles = {
        f"{name}.css"
        for name in (
            "site",
            "home",
            "reading",
            "phone",
            "search",
            "forms",
            "calculator",
            "staff",
            "account",
            "practice",
        )
    }
    scripts = {"find.js", "search.js", "ranking.js", "forms.js", "exit.js", "aloud.js", "passkey.js"}
    assert styles | scripts == set(manifest)
    for public in manifest.values():
        file = site / public.lstrip("/")
        assert file.name.split(".")[1] == hashlib.sha256(file.read_bytes()).hexdigest()[:8]


def test_the_site_map_gives_both_languages_of_every_page(site: Path, pages: dict[str, Page]) -> None:
    names = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = ElementTree.parse(site / "sitemap.xml").getroot().findall("m:url", names)  # noqa: S314
    assert {urlsplit(entry.findtext("m:loc", "", names)).path.lstrip("/") for entry in entries} == set(content(pages))
    for entry in entries:
        assert [link.get("hreflang") for link in entry.findall("x:link", names)] == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_search_index_holds_its_own_language_only(site: Path, pages: dict[str, Page], language: str) -> None:
    folder = site if language == "en" else site / "es"
    entries = json.loads((folder / "search/index.json").read_text("utf-8"))["entries"]
    paths = {urlsplit(entry["url"]).path.lstrip("/") for entry in entries}
    forms = {form_paths.form_path(name, language).lstrip("/") for name in form_paths.NAMES}
    assert paths == {path for path in content(pages) if language_of(path) == language} | forms
    for entry in entries:
        if fragment := urlsplit(entry["url"]).fragment:
            pages[urlsplit(entry["url"]).path.lstrip("/")].by_id(fragment)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shell_is_a_layout_with_one_variable(site: Path, language: str) -> None:
    shell = (site.parent / f"shell/{language}.html").read_text("utf-8")
    form = "{% extends 'shell' %}{% block title %}Step{% endblock %}{% block content %}<h1>Here</h1>{% endblock %}"
    layouts = DictLoader({"shell": shell, "form": form})
    environment = Environment(loader=layouts, undefined=StrictUndefined, autoescape=True)
    page = Page(environment.get_template("form").render(alternates={"en": "forms/x/", "es": "es/forms/x/"}))
    assert page.one("html").attrs["lang"] == language
    assert page.title == "Step"
    assert page.one("h1").inside("main")
    other = {"en": "/es/forms/x/", "es": "/forms/x/"}[language]
    assert page.of_class("switch")[0].attrs["href"] == other
    named = {meta.attrs.get("name"): meta.attrs.get("content") for meta in page.all("meta")}
    assert named["robots"] == "noindex" and named["referrer"] == "no-referrer"
