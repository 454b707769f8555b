"""A phone menu that is wrong in any way is refused, with the line where it is wrong and what to do."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from support.phone_menu import MENU, PHONES, Planted

from forms_app.phone.menu.tree import PhoneMenuError, load
from website.phone_menu.guide import Guide

# What is changed, into what; the text on the line that is named ("" is where the change is); what is said of it.
Row = tuple[str, str, str, str]
SAY = 'es: "en el folleto: “{say}”"'
BRACES = "words: or_say: es: wrong braces; write exactly {say}"
SPANISH = '{key: "2", label: {en: Spanish, es: español}'
APART: dict[str, Row] = {
    "dead end": ("    end: true\n    name: {en: Appo", "    name: {en: Appo", "  appointments:\n",
        "a dead end; give it"),
    "unreachable": ("goto: appointments}", "goto: payments}", "  appointments:\n",
        "appointments: no key leads here; add"),
    "not in Spanish": ("es, goto: caller}", "es, goto: new_case}", "  payments:\n",
        "no key leads here in es; add an opt"),
    "duplicate key": ('{key: "2", say: App', '{key: "1", say: App', "", "main_menu: key 1 is there twice; a key can"),
    "unguarded": ("goto: public_menu}", "goto: main_menu}", "  main_menu:\n",
        "main_menu: protected, and yet reached with"),
    "unprotected": ("    protected: true\n    end", "    end", "  payments:\n",
        "and yet not protected; add protected: true"),
    "goto nowhere": ("goto: payments}", "goto: paymints}", "", "there is no node 'paymints'; name one of those"),
    "no goto": (", goto: payments}", "}", "", "main_menu: key 1: goto is missing; name the node"),
    "no label": ("label: {en: Payments, es: Pagos}, ", "", "", "main_menu: key 1: label is missing; add the words"),
    "filled in": ('"2", undocumented: true}', '"2", undocumented: true, goto: new_case}', "",
        "and yet filled in; take"),
    "nothing to enter": ("    enter: {", "    # enter: {", "  identify:\n",
        "identify: enter is missing; say there in both"),
    "no way on": ("    goto: main_menu\n", "", "  identify:\n", "identify: identifies, and then leads nowhere; say"),
    "no Spanish key": (f"  - {SPANISH}", f"# - {SPANISH}", "  language:\n",
        "0 keys choose the language es; give exactly"),
    "two English keys": ("language: es,", "language: en,", "  language:\n",
        "2 keys choose the language en; give exactly"),
    "a language further on": ("goto: payments}", "language: en, goto: payments}", "",
        "main_menu: key 1: only language,"),
    "no start": ("start: language", "start: nowhere", "", "start: there is no node 'nowhere'; name one of"),
    "no such phone": ("customer_connect ", "costumer_connect ", "",
        "phone: there is no phone 'costumer_connect'; name"),
    "recipe nowhere": ("reaches: payments}", "reaches: payment}", "", "there is no node 'payment'; name one of"),
    "recipe astray": ('"1"], reaches: pay', '"2"], reaches: pay', "",
        "keys do not lead to 'payments' in both languages;"),
    "recipe without PIN": ('["1", ID, "1"], r', '["1", "1"], r', "",
        "keys do not lead to 'payments' in both languages;"),
    "other braces": (SAY, SAY.replace("{say}", "{word}"), "", BRACES),
    "half a brace": (SAY, SAY.replace("{say}", "{say"), "", BRACES),
    "an empty brace": (SAY, SAY.replace("{say}", "{}"), "", BRACES),
    "a brace with a sign": (SAY, SAY.replace("{say}", "{say:d}"), "", BRACES),
    "braces for nothing": ("{en: Without a case,", '{en: "No {say}",', "",
        "no_case: en: wrong braces; write exactly no wo"),
}  # fmt: skip
MISSHAPEN: dict[str, Row] = {
    "no Spanish": ("{en: PIN change, es: Cambio de PIN}, g", "{en: PIN change}, g", "",
        "es is missing; add the Spanish"),
    "empty Spanish": ("es: Cambio de PIN}, goto", "es: }, goto", "", "label: es is empty; write the Spanish words"),
    "a name without Spanish": ("en: Appointments, es: Citas}\n", "en: Appointments}\n", "",
        "name: es is missing; add the"),
    "words that are a number": ("{en: Appointments,", "{en: 7,", "", "label: en is “7”; write the English words"),
    "words that are none": ("    name: {en: Appo", "    name: none #", "", "name is “none”; write {en: …, es: …}"),
    "no sentence": ("  card_note:", "  # card_note:", "words:\n", "words: card_note is missing; add {en: …, es: …}"),
    "a sentence too many": ("  card_note:", "  more: {en: a, es: b}\n  card_note:", "",
        "words: there is no entry “more”;"),
    "no provenance": ("    provenance: SEED\n", "", "  language:\n", "provenance is missing; add where it comes from"),
    "another provenance": ("provenance: SEED\n", "provenance: ME\n", "", "is “ME”; write where it comes from: SEED"),
    "no key": ('{key: "1", say: Payments, ', "{say: Payments, ", "", "options: number 1: key is missing; add a key"),
    "a key in words": ('{key: "1", say: Pay', "{key: one, say: Pay", "", "key is “one”; write a key of the telephone"),
    "another language": ("language: es, goto", "language: fr, goto", "", "language is “fr”; write en or es"),
    "no options": ("    asks: true\n", "    asks: true\n    options: none\n", "options: none",
        "is “none”; write a list of"),
    "an empty option": ('{key: "2", undocumented: true}', "", "", "options: number 2 is empty; write {key:"),
    "an empty node": ("nodes:\n", "nodes:\n  nothing:\n", "  nothing:", "nodes: nothing is empty; write its entries"),
    "a list for a node": ("nodes:\n", "nodes:\n  many: [1, 2]\n", "  many:",
        "nodes: many is a list; write its entries"),
    "a number for a name": ("nodes:\n", "nodes:\n  7: {}\n", "  7:", "a name is “7”; write a name of small letters"),
    "no nodes": ("\nnodes:\n", "\nplaces:\n", "places:", "there is no entry “places”; the entries are source, "),
    "empty nodes": ("\nnodes:\n", "\nnodes:\nplaces:\n", "nodes:\n", "nodes is empty; write the places of the menu"),
    "a slip in an entry": ("    identifies:", "    identify:", "    identify:",
        "there is no entry “identify”; the entries"),
    "a list for an entry": ("    identifies:", "    [identifies]:", "", "there is no entry a list; the entries are"),
    "neither yes nor no": ("identifies: true", "identifies: maybe", "", "identifies is “maybe”; write true or false"),
    "yes in quotes": ("identifies: true", 'identifies: "true"', "", "identifies is “true”; write true or false"),
    "not checked": ("checked: 2026-11-22\n", "", "# The phone menu",
        "checked is missing; add the day somebody last chec"),
    "checked lately": ("checked: 2026-11-22", "checked: lately", "",
        "checked is “lately”; write the day somebody last"),
    "no such day": ("checked: 2026-11-22", "checked: 2026-11-31", "",
        "checked is “2026-11-31”; write the day somebody"),
    "a recipe without an end": (", reaches: payments}", "}", "", "printed: number 1: reaches is missing; add a name"),
    "keys that are no list": ('keys: ["2", "6"]', 'keys: "26"', "", "keys is “26”; write a list of keys, such as"),
    "a name twice": ("  payments:\n", "  main_menu:\n", "main_menu:\n    provenance: SEED\n    protected: true\n    e",
        "'main_menu' is there twice; give each"),
    "an entry twice": ("asks: true\n", "asks: true\n    asks: false\n", "asks: false",
        "'asks' is there twice; give each"),
    "not YAML": ("start: language", "start: [language", "nodes:\n",
        "not valid YAML: .*; mend this line, or close a quot"),
    "an alias": ("start: language", "start: *language", "", "not valid YAML: found undefined alias; mend this line"),
    "an invisible sign": ("start: language", "start: lang\x07uage", "", "not valid YAML: an invisible character; take"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*APART, *MISSHAPEN])
def test_a_planted_fault_is_named_with_its_line_and_a_remedy(planted: Planted, name: str) -> None:
    old, new, at, said = (APART | MISSHAPEN)[name]
    before = MENU.path.read_text("utf-8")
    after = before.replace(old, new, 1)
    place = after.index(at) if at else before.index(old)
    with pytest.raises(PhoneMenuError) as refused:
        planted(old, new)
    found = refused.value.faults
    assert any(line == after.count("\n", 0, place) + 1 and re.search(said, what) for line, what in found), found
    assert all("; " in what for _, what in found)
    assert re.match(rf".*phone_menu\.yaml:{found[0][0]}: ", str(refused.value))


def test_all_wrong_places_are_named_at_once(planted: Planted) -> None:
    with pytest.raises(PhoneMenuError) as refused:
        planted("identifies: true\n    goto: main_menu", "identifies: maybe\n    goto: 7")
    assert len(refused.value.faults) == 2


LINES = len(MENU.path.read_text("utf-8").splitlines())


@pytest.mark.parametrize("line", range(LINES) if "FULL" in os.environ else range(0, LINES, 7))
def test_whatever_line_is_lost_the_menu_is_refused_or_can_be_shown(planted: Planted, line: int) -> None:
    lines = MENU.path.read_text("utf-8").splitlines(keepends=True)
    try:
        menu = planted("".join(lines), "".join(lines[:line] + lines[line + 1 :]))
    except PhoneMenuError as refused:
        assert re.match(r".*phone_menu\.yaml:\d+: .+; ", str(refused))
        return
    for language in ("en", "es"):
        made = Guide(menu, language, PHONES[menu.phone])
        assert made.recipes() and made.picture() and made.card() and made.undocumented()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("# uno\nsource: Español".encode("latin-1"), "phone_menu.yaml:2: not UTF-8; save the file as UTF-8"),
        (b"", "phone_menu.yaml:1: checked is missing; add"),
        (b"# nothing but a remark\n", "phone_menu.yaml:1: checked is missing; add"),
        (b"only words\n", "phone_menu.yaml:1: the file is “only words”; write its entries: source, checked"),
        (None, "phone_menu.yaml:1: expected this file: No such file or directory; put it back"),
    ],
)
def test_a_file_that_holds_no_menu_is_refused(tmp_path: Path, held: bytes | None, said: str) -> None:
    file = tmp_path / "phone_menu.yaml"
    if held is not None:
        file.write_bytes(held)
    with pytest.raises(PhoneMenuError, match=re.escape(said)):
        load(file)
