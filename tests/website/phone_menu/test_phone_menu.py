"""The phone menu: each printed recipe arrives, each fault is refused, and the page shows the same menu three times."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from mkdocs.exceptions import PluginError
from support.phone_menu import AGENCY, MENU, PHONES, Planted

from forms_app.phone.menu.check import faults, find_undocumented
from forms_app.phone.menu.paths import steps_to, walk, wishes
from forms_app.phone.menu.shape import ID
from forms_app.phone.menu.tree import Printed
from website.build.page_parts import markdown_globals
from website.phone_menu.guide import Guide

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


def guide(language: str) -> Guide:
    found = markdown_globals(language, AGENCY)["phone_menu"]
    assert isinstance(found, Guide)
    return found


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
    assert faults(MENU, PHONES) == []
    told = " ".join(what for _, what in find_undocumented(MENU))
    for silence in ("forgotten_pin", "local_representative", "sdu_representative", "key 2", "key 5"):
        assert silence in told


SILENCES = {
    "no silent": ('    silent: {en: "Which key brings you to **a person at your', '    # silent: {en: "'),
    "no end": ("    end: true\n    undocumented: true", "    undocumented: true"),
    "a want": ("    name: {en: Making a payment", "    want: {en: Pay, es: Pagar}\n    name: {en: Making a payment"),
    "an empty menu": ("label: {en: New case, es: Caso nuevo}, goto: new_case}", "undocumented: true}"),
}


@pytest.mark.parametrize("name", ["no silent", "no end", "a want"])
@LANGUAGES
def test_what_is_undocumented_is_no_fault_and_not_filled_in(planted: Planted, name: str, language: str) -> None:
    made = Guide(planted(*SILENCES[name]), language, PHONES["customer_connect"])
    assert len(made.undocumented().splitlines()) == len(guide(language).undocumented().splitlines())
    assert len(re.findall("<h4>", made.recipes())) == 8
    assert made.picture() and made.card()


def test_a_silence_without_words_says_that_the_brochure_does_not_say(planted: Planted) -> None:
    made = Guide(planted(*SILENCES["no silent"]), "es", PHONES["customer_connect"])
    assert "- **Una persona de su agencia local**: el folleto no lo dice." in made.undocumented()


@LANGUAGES
def test_a_key_that_leads_back_is_shown_once(planted: Planted, language: str) -> None:
    back = '      - {key: "9", label: {en: Main menu, es: Menú principal}, goto: main_menu}\n'
    made = Guide(planted("  update_contact:\n", f"{back}  update_contact:\n"), language, PHONES["customer_connect"])
    assert made.picture().count("<kbd>9</kbd>") == 1
    assert made.recipes() == guide(language).recipes()


def test_a_faulty_menu_stops_the_build(tmp_path: Path) -> None:
    agency = shutil.copytree(AGENCY, tmp_path / "agency")
    menu = agency / "phone_menu.yaml"
    menu.write_text(menu.read_text("utf-8").replace("goto: payments}", "goto: paymints}"), "utf-8")
    with pytest.raises(PluginError, match=r"phone_menu\.yaml:\d+: .*paymints"):
        markdown_globals("en", agency)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("fees.toml", '"$35"', '"35 dollars"', r"fees\.toml, line 6: fee yearly: amount is '35 dollars'"),
        ("helplines.toml", "800-799-7233", "800-799-723", r"helplines\.toml, line 6: helpline violence: number: exp"),
        ("helplines.toml", "checked = 2026-11-22", 'checked = "lately"', r"line 11: helpline violence: checked is not"),
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
def test_the_picture_is_a_sound_list_with_a_name_and_without_style(language: str) -> None:
    figure = ElementTree.fromstring(guide(language).picture())  # noqa: S314 - our own drawing
    [caption, branch] = figure
    assert figure.get("aria-label") and caption.text and branch.tag == "ul"
    assert not [element for element in figure.iter() if element.get("style")]


@LANGUAGES
def test_the_picture_shows_every_key_and_what_the_line_asks_once(language: str) -> None:
    drawn = guide(language).picture()
    keys = [option.key for node in MENU.nodes.values() for option in node.options if not option.undocumented]
    assert len(re.findall(r"<kbd>", drawn)) == len(keys)
    asked = [node.name[language] for node in MENU.nodes.values() if node.asks]
    assert asked and all(drawn.count(words) == 1 for words in asked)


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
