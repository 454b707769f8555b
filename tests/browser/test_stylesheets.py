"""A browser knows every declaration of our own stylesheets: one that it does not know is passed over in silence."""

from __future__ import annotations

from house import stylesheets
from playwright.sync_api import Browser

FOR_OTHERS = ("-moz-", "-ms-")  # beside their own, for browsers other than the one that is asked


def unknown_to(browser: Browser, sheets: dict[str, stylesheets.Sheet]) -> list[str]:
    """Each as `file:line: name: value`; what a custom property holds is asked where it is used."""
    declared = [
        (file, line, name, value.removesuffix("!important").strip())
        for file, sheet in sheets.items()
        for line, name, value in sheet.declared
        if not name.startswith(("--", *FOR_OTHERS))
    ]
    page = browser.new_page()
    try:
        known = page.evaluate("(all) => all.map(([, , name, value]) => CSS.supports(name, value))", declared)
    finally:
        page.close()
    pairs = zip(declared, known, strict=True)
    return [f"{file}:{line}: {name}: {value}" for (file, line, name, value), yes in pairs if not yes]


def test_every_declaration_is_one_that_a_browser_knows(chromium: Browser) -> None:
    ours = stylesheets.sheets()
    assert sum(len(sheet.declared) for sheet in ours.values()) > 500
    assert unknown_to(chromium, ours) == []


def test_a_misspelt_name_and_a_value_that_does_not_fit_are_found(chromium: Browser) -> None:
    wrong = stylesheets.read("a {\n colour: red;\n margin: 1 rem;\n color: red !important }")
    assert unknown_to(chromium, {"a.css": wrong}) == ["a.css:2: colour: red", "a.css:3: margin: 1 rem"]
