"""The list of languages: what may stand in locales/languages.toml, and how a slip in it is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from forms_app.facts import languages
from forms_app.facts.files import FactsError
from forms_app.facts.languages import LISTED, PATH, load
from forms_app.i18n.urls import language_of, path_in

TEXT = PATH.read_text("utf-8")
MORE = """
[[language]]
code = "zh-Hans"
name = "简体中文"
path = "zh-hans"
date = "y年M月d日EEEE"
day = "y年M月d日"
moment = "y年M月d日 HH:mm"
calendar = "dates.ics"
telephone = false
"""
SLIPS = {
    "no name": ('name = "Español"\n', "", "language es: no name"),
    "a path like an address": ('path = "es"', 'path = "/es/"', "language es: path is '/es/'"),
    "a path in capitals": ('path = "es"', 'path = "ES"', "language es: path is 'ES'"),
    "a path for the first": ('path = ""', 'path = "en"', "language en: the first language has no path"),
    "a name for a code": ('code = "es"', 'code = "Spanish"', "code is 'Spanish'"),
    "a code twice": ('code = "es"', 'code = "en"', "language en: another language has the same code"),
    "a name twice": ('name = "Español"', 'name = "english"', "language es: another language has the same name"),
    "a date without its year": ("MMMM 'de' y\"", 'MMMM"', "language es: date lacks day, month or year"),
    "a day that only quotes its year": ('day = "d MMM y"', "day = \"d MMM 'y'\"", "language es: day lacks day, month"),
    "a file that is no calendar": ('"fechas.ics"', '"fechas"', "language es: calendar is 'fechas'"),
    "a telephone that is a word": ("telephone = true", 'telephone = "yes"', "telephone is neither true nor false"),
    "a dictionary that is not there": ('"es_MX"', '"es_AR"', "there is no locales/dictionaries/es_AR.dic"),
    "an unknown measure": ('"inflesz"', '"fog"', "unknown reading 'fog'"),
    "an unknown direction": ('path = "es"', 'path = "es"\ndirection = "up"', "unknown direction 'up'"),
    "an unknown locale": ('path = "es"', 'path = "es"\nlocale = "xx"', "CLDR has no locale xx"),
    "an unknown key": ('path = "es"', 'path = "es"\nflag = "MX"', "unknown key flag"),
    "no list": (TEXT[TEXT.index("[[language]]") :], "", "no language"),
    "half a quotation mark": ('name = "Español"', 'name = "Español', "not valid TOML"),
}


def written(folder: Path, text: str) -> Path:
    (folder / "dictionaries").symlink_to(PATH.parent / "dictionaries")
    (folder / "languages.toml").write_text(text, "utf-8")
    return folder / "languages.toml"


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_with_its_line_and_a_remedy(tmp_path: Path, slip: str) -> None:
    old, new, told = SLIPS[slip]
    assert old in TEXT
    with pytest.raises(FactsError, match=rf"languages\.toml, line \d+: .*{re.escape(told)}.*\. [A-Z]"):
        load(written(tmp_path, TEXT.replace(old, new)))


def test_a_wrong_list_ends_the_process_with_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "PATH", written(tmp_path, TEXT.replace('name = "Español"\n', "")))
    with pytest.raises(SystemExit, match=r"^Cannot start\. .*languages\.toml, line \d+: language es: no name\."):
        languages._read_list()


def test_a_language_may_be_named_with_its_script(tmp_path: Path) -> None:
    *_, found = load(written(tmp_path, TEXT + MORE))
    assert (found.start, found.catalogue, found.primary) == ("/zh-hans/", "zh_Hans", "zh")
    assert (found.in_english, found.called_in("es")) == ("Simplified Chinese", "chino simplificado")


@pytest.mark.parametrize("language", LISTED, ids=lambda language: language.code)
@pytest.mark.parametrize("below", ["", "forms/", "forms/complaint/check/", "esther/", "en/"])
def test_an_address_keeps_its_place_in_every_language(language: languages.Language, below: str) -> None:
    for other in LISTED:
        assert path_in(language.start + below, other.code) == other.start + below
    assert language_of(language.start + below) == language.code


@pytest.mark.parametrize("path", ["//es/", "/\\es/", "/es//evil.example/", "es/", "", "/ES/", "/%65s/"])
def test_no_address_leads_to_another_site(path: str) -> None:
    for language in LISTED:
        assert not re.match(r"[/\\]{2}|[^/]", path_in(path, language.code))
