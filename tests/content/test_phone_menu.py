"""The phone menu: each printed recipe arrives, each fault is refused, and the page shows the same menu three times."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.exceptions import PluginError

from theme.hooks.page_parts import markdown_globals
from theme.phone_menu.check import faults, undocumented
from theme.phone_menu.guide import Guide
from theme.phone_menu.paths import ID, steps_to, walk, wishes
from theme.phone_menu.tree import Menu, PhoneMenuError, Printed, load

AGENCY = Path(__file__).parents[2] / "agency"
MENU = load(AGENCY / "phone_menu.yaml")
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
Planted = Callable[[str, str], Menu]


def guide(language: str) -> Guide:
    found = markdown_globals(language, AGENCY)["phone_menu"]
    assert isinstance(found, Guide)
    return found


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """The menu with one thing changed."""

    def change(old: str, new: str) -> Menu:
        text = MENU.path.read_text("utf-8")
        assert old in text
        (tmp_path / "phone_menu.yaml").write_text(text.replace(old, new, 1), "utf-8")
        return load(tmp_path / "phone_menu.yaml")

    return change


@LANGUAGES
@pytest.mark.parametrize("recipe", MENU.printed, ids=lambda recipe: f"{recipe.heading} {'-'.join(recipe.keys)}")
def test_each_recipe_that_the_brochure_prints_arrives(recipe: Printed, language: str) -> None:
    assert walk(MENU, recipe.keys, language).id == recipe.reaches


@LANGUAGES
def test_the_keys_on_the_page_arrive_where_the_page_says(language: str) -> None:
    recipes = re.findall(r"<h4>(.*?)</h4><ol>(.*?)</ol>", guide(language).recipes())
    assert len(recipes) == len(wishes(MENU)) == 8
    for want, steps in recipes:
        keys = [found[1] if (found := re.match(r"<kbd>(.)</kbd>", step)) else ID for step in steps.split("<li>")[1:]]
        assert MENU.nodes["language"].options[int(keys[0]) - 1].language == language
        assert walk(MENU, keys[1:], language).want[language] == want


def test_what_the_brochure_prints_and_what_the_page_offers_are_the_same() -> None:
    assert {recipe.reaches for recipe in MENU.printed} == {node.id for node in wishes(MENU)}


@LANGUAGES
def test_a_key_that_the_brochure_leaves_out_leads_nowhere(language: str) -> None:
    for key in "2345":
        with pytest.raises(LookupError, match=f"key {key} leads nowhere"):
            walk(MENU, ["2", key], language)


def test_a_case_is_reached_only_after_number_and_pin() -> None:
    for node in wishes(MENU):
        identified = any(step.option is None for step in steps_to(MENU, node.id, "es"))
        assert identified == node.protected


def test_a_place_without_a_key_cannot_be_asked_for() -> None:
    with pytest.raises(LookupError, match="no key of the phone menu leads to 'forgotten_pin'"):
        steps_to(MENU, "forgotten_pin", "en")


def test_the_menu_holds_together_and_its_silences_are_listed() -> None:
    assert faults(MENU) == []
    told = " ".join(what for _, what in undocumented(MENU))
    for silence in ("forgotten_pin", "local_representative", "sdu_representative", "key 2", "key 5"):
        assert silence in told


FAULTS = {
    "dead end": ("    end: true\n    name: {en: Appointments,", "    name: {en: Appointments,", "a dead end"),
    "unreachable": ("goto: appointments}", "goto: payments}", "appointments: no key leads here"),
    "missing Spanish": ("{en: PIN change, es: Cambio de PIN}, goto", "{en: PIN change}, goto", "missing in es"),
    "no name in Spanish": ("name: {en: Appointments, es: Citas}", "name: {en: Appointments}", "missing in es"),
    "duplicate key": ('{key: "2", say: Appointments', '{key: "1", say: Appointments', "key 1 is there 2 times"),
    "unguarded": ("goto: public_menu}", "goto: main_menu}", "main_menu: protected, and yet reached without"),
    "no provenance": ("  payments:\n    provenance: SEED\n", "  payments:\n", "payments: provenance: say where"),
    "goto nowhere": ("goto: payments}", "goto: paymints}", "there is no node 'paymints'"),
    "filled in": ('{key: "2", undocumented: true}', '{key: "2", undocumented: true, goto: new_case}', "and yet filled"),
    "silent about a silence": ('    silent: {en: "Which key to', '    note: {en: "Which key to', "say in silent:"),
    "no start": ("start: language", "start: nowhere", "start: there is no node 'nowhere'"),
    "recipe nowhere": ("reaches: payments}", "reaches: payment}", "there is no node 'payment'"),
    "parts differ": ('es: "en el folleto: “{say}”"', 'es: "en el folleto: “{word}”"', "or_say: the languages fill in"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_named_with_its_line(planted: Planted, name: str) -> None:
    old, new, expected = FAULTS[name]
    found = faults(planted(old, new))
    assert any(expected in what for _, what in found), found
    assert all(line >= 1 for line, _ in found)


UNREADABLE = {
    "twice": ("  payments:\n", "  appointments:\n", "'appointments' is there twice"),
    "not YAML": ("start: language", "start: [language", "not valid YAML"),
    "no nodes": ("\nnodes:\n", "\nplaces:\n", "expected an entry 'nodes'"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_menu_is_refused_with_file_and_line(planted: Planted, name: str) -> None:
    old, new, expected = UNREADABLE[name]
    with pytest.raises(PhoneMenuError, match=rf"phone_menu\.yaml:\d+: .*{expected}"):
        planted(old, new)


def test_a_faulty_menu_stops_the_build(tmp_path: Path) -> None:
    agency = shutil.copytree(AGENCY, tmp_path / "agency")
    menu = agency / "phone_menu.yaml"
    menu.write_text(menu.read_text("utf-8").replace("goto: payments}", "goto: paymints}"), "utf-8")
    with pytest.raises(PluginError, match=r"phone_menu\.yaml:\d+: .*paymints"):
        markdown_globals("en", agency)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("fees.toml", '"$35"', '"35 dollars"', r"fees\.toml, line 4: fee yearly: amount is '35 dollars'"),
        ("helplines.toml", "800-799-7233", "800-799-723", r"helplines\.toml, line 4: helpline violence: number is"),
        ("helplines.toml", "checked = 2026-11-22", 'checked = "lately"', r"line 4: helpline violence: checked is not"),
        ("fees.toml", 'source = "Family', 'origin = "Family', r"fees\.toml, line 4: fee yearly: no source"),
    ],
)
def test_a_wrong_fact_stops_the_build(tmp_path: Path, name: str, old: str, new: str, expected: str) -> None:
    agency = shutil.copytree(AGENCY, tmp_path / "agency")
    text = (agency / name).read_text("utf-8")
    assert old in text
    (agency / name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PluginError, match=expected):
        markdown_globals("en", agency)


@LANGUAGES
def test_the_picture_is_sound_named_and_without_style(language: str) -> None:
    figure = ElementTree.fromstring(guide(language).picture())  # noqa: S314 - our own drawing
    [svg] = figure
    [title, text, *_] = svg
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"
    assert title.text and text.text
    assert not [element for element in svg.iter() if element.get("style")]


@LANGUAGES
def test_the_picture_shows_every_key_of_the_list_inside_its_frame(language: str) -> None:
    svg = ElementTree.fromstring(guide(language).picture())[0]  # noqa: S314 - our own drawing
    drawn = [text.text for text in svg.iter(f"{SVG}text") if text.get("class")]
    assert drawn == re.findall(r"<kbd>(.*?)</kbd>", guide(language).outline())
    height = float(svg.attrib["viewBox"].split()[3])
    assert all(0 < float(text.attrib["y"]) < height for text in svg.iter(f"{SVG}text"))


@LANGUAGES
def test_the_card_holds_the_number_and_every_wish(language: str) -> None:
    card = guide(language).card()
    assert "866-901-3212" in card and "866-399-4096" in card
    assert all(node.want[language] in card for node in wishes(MENU))


def test_spanish_callers_are_not_told_to_say_english_words() -> None:
    assert "or say" in guide("en").recipes()
    assert "o diga" not in guide("es").recipes()


@LANGUAGES
def test_a_county_s_agency_is_named_only_where_a_source_names_it(language: str) -> None:
    counties = markdown_globals(language, AGENCY)["counties"]()  # type: ignore[operator]
    assert counties.count("<dt>") == 58
    unnamed, own = {
        "en": ("Your county’s agency", "It has its own agency"),
        "es": ("La agencia de su condado", "Tiene su propia agencia"),
    }[language]
    assert f"<dt>Alameda</dt><dd>{unnamed}</dd>" in counties
    assert f"<dt>Orange</dt><dd>{own}</dd>" in counties
    assert '<dt>Yolo</dt><dd><span lang="en">Colusa, Sutter, Yolo Regional' in counties
