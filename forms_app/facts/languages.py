"""The languages of the product: locales/languages.toml, from which site, forms, mail and letters take theirs."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from forms_app.facts.files import FactsError
from forms_app.facts.toml_file import Table, read
from forms_app.settings import ROOT

PATH = ROOT / "locales" / "languages.toml"
DIRECTIONS = ("ltr", "rtl")
READINGS = ("flesch-kincaid", "inflesz")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PATH = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_FILE = re.compile(r"[A-Za-z0-9][\w-]*")
_CALENDAR = re.compile(r"[a-z0-9-]+\.ics")


@dataclass(frozen=True)
class Language:
    """One language. `date`, `day`, `moment` are CLDR patterns; "" in `dictionary` or `reading`: it has none."""

    code: str
    name: str
    path: str
    date: str
    day: str
    moment: str
    calendar: str
    telephone: bool
    direction: str
    locale: str
    dictionary: str
    reading: str

    @property
    def start(self) -> str:
        """What its addresses begin with: / or /es/."""
        return f"/{self.path}/" if self.path else "/"

    @property
    def catalogue(self) -> str:
        """Its folder in locales/, named as gettext names it: zh-Hans lies in zh_Hans."""
        return self.code.replace("-", "_")

    @property
    def primary(self) -> str:
        """Without script and country: zh of zh-Hans."""
        return self.code.partition("-")[0]

    @property
    def in_english(self) -> str:
        """What English calls it; its own name where CLDR does not know it."""
        return self.called_in("en")

    def called_in(self, locale: str) -> str:
        """What another language calls it; its own name where CLDR does not know it."""
        return str(Locale.parse(locale).languages.get(self.catalogue) or self.name)


def load(path: Path) -> tuple[Language, ...]:
    """Raises FactsError with the line and what to do."""
    tables = read(path, "[[language]]").tables("language")
    if not tables:
        raise FactsError(path, 1, "no language", "Put back the [[language]] with code and path.")
    found = [_language(table, first=not number) for number, table in enumerate(tables)]
    for key in ("code", "name", "path"):
        seen: set[str] = set()
        for table, language in zip(tables, found, strict=True):
            if (value := getattr(language, key).lower()) in seen:
                raise table.wrong(f"another language has the same {key}", "Give each its own.", key)
            seen.add(value)
    return tuple(found)


def _language(table: Table, *, first: bool) -> Language:
    table.id = str(table.get("code", ""))
    code = _matching(table, "code", _CODE, "es, vi or zh-Hans")
    if first and table.get("path") != "":
        raise table.wrong("the first language has no path", 'Write path = "".', "path")
    language = Language(
        code=code,
        name=table.text("name"),
        path="" if first else _matching(table, "path", _PATH, "es or zh-hans"),
        date=_pattern(table, "date"),
        day=_pattern(table, "day"),
        moment=_pattern(table, "moment"),
        calendar=_matching(table, "calendar", _CALENDAR, "dates.ics"),
        telephone=table.flag("telephone"),
        direction=table.choice("direction", DIRECTIONS) if table.has("direction") else "ltr",
        locale=_locale(table, code),
        dictionary=_dictionary(table) if table.has("dictionary") else "",
        reading=table.choice("reading", READINGS) if table.has("reading") else "",
    )
    table.refuse_unread()
    return language


def _matching(table: Table, key: str, pattern: re.Pattern[str], like: str) -> str:
    if not pattern.fullmatch(value := table.text(key)):
        raise table.wrong(f"{key} is {value!r}", f"Write it like {like}.", key)
    return value


def _pattern(table: Table, key: str) -> str:
    """A pattern of CLDR has at least year, month and day in it."""
    value = table.text(key)
    if not {"y", "M", "d"} <= set(re.sub(r"'[^']*'", "", value)):
        raise table.wrong(f"{key} lacks day, month or year", "Write it like EEEE, MMMM d, y.", key)
    return value


def _dictionary(table: Table) -> str:
    name = _matching(table, "dictionary", _FILE, "es_MX")
    if not (table.path.parent / "dictionaries" / f"{name}.dic").exists():
        raise table.wrong(
            f"there is no locales/dictionaries/{name}.dic", "Put it there, or take the line out.", "dictionary"
        )
    return name


def _locale(table: Table, code: str) -> str:
    value = table.text("locale") if table.has("locale") else code.replace("-", "_")
    try:
        Locale.parse(value)
    except (UnknownLocaleError, ValueError):
        remedy = 'Write locale = "…", the nearest that it has.'
        raise table.wrong(f"CLDR has no locale {value}", remedy, "locale") from None
    return value


def _read_list() -> tuple[Language, ...]:
    """A wrong list ends the process with its one line: nothing can be said in any language, by nobody's handler."""
    try:
        return load(PATH)
    except FactsError as wrong:
        sys.exit(f"Cannot start. {wrong}")


LISTED = _read_list()
BY_CODE = {language.code: language for language in LISTED}
BY_PATH = {language.path: language.code for language in LISTED if language.path}
LANGUAGES = tuple(BY_CODE)
NAMES = {language.code: language.name for language in LISTED}
DEFAULT = LANGUAGES[0]


@cache
def others(code: str) -> tuple[Language, ...]:
    """All but this one, in the order of the list."""
    return tuple(language for language in LISTED if language.code != code)
