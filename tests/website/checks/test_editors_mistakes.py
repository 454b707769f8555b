"""Editors' mistakes: each is named once, with file, line and remedy, by the check; those that fail a reader stop the
build too."""

# ruff: noqa: E501 - a table of mistakes, one a line
from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from support.checkout import EN, ES, TODAY

from website.checks.__main__ import findings, main
from website.checks.stopping import stopping

CALL = '{{ phone("customer_connect") }}'
MENU = "agency/phone_menu.yaml"


class Slip(NamedTuple):
    """What is replaced in a file (in both pages, where Spanish words are given), and how the one finding begins."""

    path: str
    old: str
    new: str
    told: str
    twin: tuple[str, str] | None = None


END_EN, END_ES = "![The door of the office](door.png)", "![La puerta de la oficina](../door.png)"


def at_the_end(text: str, told: str, spanish: str = "") -> Slip:
    """Something that stands at the end of both pages, in line 19."""
    return Slip(EN, END_EN, f"{END_EN}\n\n{text}", told, (END_ES, f"{END_ES}\n\n{spanish or text}"))


ON_BOTH = {
    "an iframe": at_the_end('<iframe src="https://example.org/x"></iframe>', r"19: <iframe> puts another site's page .*→ link to it"),
    "an object": at_the_end("<object data='x.pdf'></object>", r"19: <object> puts another site's page"),
    "an embed": at_the_end('<embed src="x.swf">', r"19: <embed> puts another site's page"),
    "a form": at_the_end('<form action="/x"><input name="a"></form>', r"19: <form> puts a form of its own .*→ link one of our"),
    "a film": at_the_end('<video src="film.mp4"></video>', r"19: <video> puts a film"),
    "a meta": at_the_end('<meta http-equiv="refresh" content="0">', r"19: <meta> puts an order to the browser"),
    "a picture from elsewhere": at_the_end("![A map](https://maps.example/a.png)", r"19: the picture https://maps.example/a.png comes"),
    "a picture from elsewhere in HTML": at_the_end('<img alt="A map" src="//maps.example/a.png">', r"19: the picture //maps.example"),
    "a picture by reference from elsewhere": at_the_end("![A map][m]\n\n[m]: //maps.example/a.png", r"\d\d: the picture //maps"),
    "a missing picture": at_the_end("![A map](map.png)", r"19: there is no picture docs/map.png → put the file"),
    "a missing picture in HTML": at_the_end('<img src="map.png" alt="A map">', r"19: there is no picture docs/map.png"),
    "a picture without words": at_the_end('<img src="door.png">', r"19: the picture (?:../)?door.png has no words", '<img src="../door.png">'),
    "an unclosed div": at_the_end('<div class="stack" markdown>\n\ntext', r"19: <div> is not closed → put </div>", '<div class="stack" markdown>\n\ntexto'),
    "a stray end": at_the_end("</section>", r"19: </section> closes nothing → take it out"),
    "crossed tags": at_the_end("<div><span>a</div>", r"19: <span> is not closed"),
    "an unclosed comment": at_the_end("<!-- a note", r"19: <!-- is not closed"),
    "a table with too many cells": at_the_end("| a | b |\n|---|---|\n| a | b | a |", r"21: the row has 3 cells for 2 headings → join"),
    "a table with too few dashes": at_the_end("| a | b |\n|---|\n| a | b |", r"20: the line below the headings has 1 parts"),
    "a second h1": at_the_end("# Once more", r"19: there are 2 first headings → a page has one #", "# Otra vez"),
    "a second h1 underlined": at_the_end("Once more\n===", r"19: there are 2 first headings", "Otra vez\n==="),
    "a second h1 in HTML": at_the_end("<h1>Once more</h1>", r"19: there are 2 first headings", "<h1>Otra vez</h1>"),
    "a dead link": at_the_end("[a](nowhere.md)", r"19: the link nowhere.md leads nowhere: there is no docs/nowhere.md → mend"),
    "a dead link in HTML": at_the_end('<a href="nowhere.md">a</a>', r"19: the link nowhere.md leads nowhere"),
    "a dead link by reference": at_the_end("[a][n]\n\n[n]: nowhere.md", r"21: the link nowhere.md leads nowhere"),
    "a reference to nothing": at_the_end("See [a][nothing].", r"19: the link \[a\] has no address → write it as", "Vea [a][nothing]."),
    "a script's link": at_the_end("[a](data:text/html,x)", r"19: the link data:text/html,x is of a kind"),
    "a call not closed": at_the_end('{{ phone("customer_connect") }', r"19: “{{ phone.* is half a call → a call begins with"),
    "a call not opened": at_the_end('{ phone("customer_connect") }}', r"19: “{ phone.* is half a call"),
    "a call in single braces": at_the_end('{ phone("customer_connect") }', r"19: “{ phone.* is half a call"),
    "a call on two lines": at_the_end('{{ phone(\n"customer_connect") }}', r"19: “{{ phone\(” is half a call"),
    "a misspelt call": at_the_end('{{ fone("customer_connect") }}', r"19: {{ fone.* no call like phone.*→ take one of"),
    "a call with curly quotes": at_the_end("{{ phone(“customer_connect”) }}", r"19: {{ phone.*→ write the straight quotation"),
    "a statement": at_the_end("{% if official %}", r"19: “{% if official %}” is half a call"),
}  # fmt: skip
ELSEWHERE = {
    "a call in the title": Slip(EN, "title: Visit us", f"title: {CALL}", rf"{EN}:2: title: holds a call → calls are answered"),
    "a nav entry that is not there": Slip("mkdocs.yml", "visit.md", "visit.md\n  - gone.md", r"mkdocs.yml:5: nav: there is no docs/gone.md → mend"),
    "a nav entry twice": Slip("mkdocs.yml", "visit.md", "visit.md\n  - visit.md", r"mkdocs.yml:5: nav: visit.md stands twice, first in line 4"),
    "a nav entry with a title": Slip("mkdocs.yml", "- visit.md", "- visit.md\n  - Address: https://x.example", r"mkdocs.yml:5: nav: this is no page"),
    "a Spanish nav entry": Slip("mkdocs.yml", "visit.md", "visit.md\n  - es/visit.md", r"mkdocs.yml:5: nav: es/visit.md is Spanish"),
    "a part without Spanish": Slip("mkdocs.yml", "- visit.md", "- Visits: [visit.md]", r"mkdocs.yml:4: nav: the part “Visits” has no Spanish name → add"),
    "a page that no menu has": Slip("mkdocs.yml", "  - visit.md", "  - index.md", r"docs/visit.md:1: it is not in the menu → add"),
    "a misspelt setting": Slip("mkdocs.yml", "docs_dir", "doc_dir", r"mkdocs.yml:2: doc_dir: Unrecognised configuration name"),
    "a wrong folder": Slip("mkdocs.yml", "docs_dir: docs", "docs_dir: pages", r"mkdocs.yml:2: docs_dir: there is no pages → put back"),
    "a setting twice": Slip("mkdocs.yml", "docs_dir: docs", "docs_dir: docs\nsite_name: X", r"mkdocs.yml:3: site_name: stands twice"),
    "a script for all pages": Slip("mkdocs.yml", "nav:", "extra_javascript: [https://x.example/a.js]\nnav:", r"mkdocs.yml:3: extra_javascript: is not used here → take it out"),
    "a plugin": Slip("mkdocs.yml", "nav:", "plugins: [search]\nnav:", r"mkdocs.yml:3: plugins: none is used here"),
    "another theme": Slip("mkdocs.yml", "name: material", "name: readthedocs", r"mkdocs.yml:6: theme: readthedocs is not ours → put back"),
    "a lost hook": Slip("mkdocs.yml", "hooks: [website/hooks.py]", "", r"mkdocs.yml:1: hooks: is missing → put back"),
    "an extension that is not there": Slip("mkdocs.yml", "[attr_list,", "[attr_lost,", r"mkdocs.yml:5: markdown_extensions: .*attr_lost"),
    "broken YAML": Slip("mkdocs.yml", "nav:", "nav: [", r"mkdocs.yml:\d+: not valid YAML: .*→ mend this line"),
    "a loop in the phone menu": Slip(MENU, "  payments:\n    provenance: SEED\n    protected: true\n    end: true", "  payments:\n    provenance: SEED\n    protected: true\n    options:\n      - {key: \"1\", label: {en: Back, es: Volver}, goto: payments}", rf"{MENU}:\d+: payments: who comes here goes round for ever → lead"),
}  # fmt: skip


def _told(checkout: Path) -> list[str]:
    return [str(finding) for finding in findings(checkout, TODAY)]


@pytest.mark.parametrize("name", ON_BOTH)
def test_a_mistake_on_both_pages_is_named_once_on_each_and_stops_the_build(
    checkout: Path, edit: object, name: str
) -> None:
    slip = ON_BOTH[name]
    assert slip.twin and callable(edit)
    edit((EN, slip.old, slip.new), (ES, *slip.twin))
    found = _told(checkout)
    for path, line_after in ((EN, 0), (ES, 1)):
        number, _, rest = slip.told.partition(":")
        here = [told for told in found if told.startswith(f"{path}:")]
        line = str(int(number) + line_after) if number.isdigit() else number
        words = rest.replace("docs/map.png", r"docs/(?:es/)?map.png").replace(
            "docs/nowhere.md", r"docs/(?:es/)?nowhere.md"
        )
        assert [told for told in here if re.match(rf"{path}:{line}:{words}", told)], found
        assert all(" → " in told for told in here)
    assert stopping(checkout)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_mistake_elsewhere_is_named(checkout: Path, edit: object, name: str) -> None:
    slip = ELSEWHERE[name]
    assert callable(edit)
    edit((slip.path, slip.old, slip.new))
    assert [told for told in _told(checkout) if re.match(slip.told, told)], _told(checkout)


FILES = {
    "a name with a space": ("docs/our door.png", b"x", r"docs/our door.png:1: this name cannot be an address → rename it"),
    "a name with capitals": ("docs/Door.PNG", b"x", r"docs/Door.PNG:1: this name cannot be an address"),
    "a picture of 13.5 MB": ("docs/big.png", bytes(13_500_000), r"docs/big.png:1: the picture has 13.5 MB → make it smaller"),
    "a document": ("docs/form.docx", b"x", r"docs/form.docx:1: this is neither a page nor a picture → take it out"),
    "a page in HTML": ("docs/old.html", b"x", r"docs/old.html:1: this is neither a page nor a picture"),
    "a picture with code": ("docs/a.svg", b"<svg>\n<script>x</script></svg>", r"docs/a.svg:2: the picture holds code"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_must_not_be_published_is_named_and_stops_the_build(checkout: Path, name: str) -> None:
    path, content, told = FILES[name]
    (checkout / path).write_bytes(content)
    for found in (_told(checkout), [*map(str, stopping(checkout))]):
        [only] = found
        assert re.match(told, only)


@pytest.mark.parametrize("path", [EN, "agency/fees.toml", "mkdocs.yml"])
def test_a_byte_order_mark_is_named_and_nothing_else_said(
    checkout: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / path).write_bytes(b"\xef\xbb\xbf" + (checkout / path).read_bytes())
    assert main(["--root", str(checkout)]) == 1
    told = f"{path}:1: an invisible mark stands before the first sign → save the file as UTF-8 without BOM"
    assert capsys.readouterr().out.startswith(told)
    assert [str(finding).startswith(told) for finding in stopping(checkout)] == [True]


ONCE = {
    "a misspelt call on one page": ((EN, CALL, '{{ fone("customer_connect") }}'),),
    "half a call on one page": ((ES, CALL, '{{ phone("customer_connect") }'),),
    "a dead link on one page": ((EN, "(#what-to-do-now)", "(nowhere.md)"),),
    "a number typed by hand": ((EN, CALL, "866-901-3212"),),
    "a sentence left in English": (
        (ES, "Traiga el formulario LCR001.", "Please bring along your form LCR001 with you."),
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_one_mistake_is_told_once(checkout: Path, edit: object, name: str) -> None:
    assert callable(edit)
    edit(*ONCE[name])
    assert len(_told(checkout)) == len(ONCE[name]), _told(checkout)


def test_english_on_a_spanish_page_is_not_advised_into_its_dictionary(checkout: Path, edit: object) -> None:
    assert callable(edit)
    edit((ES, "Tiene 4 páginas.", "Tiene 4 pages."))
    [only] = _told(checkout)
    assert only.startswith(f"{ES}:12: “pages” is not in the dictionary → it is English: translate it")


def test_a_page_left_in_english_is_told_once(checkout: Path, edit: object) -> None:
    english = (checkout / EN).read_text("utf-8").replace("door.png", "../door.png")
    assert callable(edit)
    (checkout / ES).write_text(english, "utf-8")
    edit((ES, "title: Visit us", "title: Visit us"))
    found = _told(checkout)
    assert len(found) == 1, "\n".join(found)
    [only] = found
    assert re.match(rf"{ES}:2: this line and \d more lines are English → say it in Spanish", only)
