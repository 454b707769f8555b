"""The words of the code in the language that is asked for: one look-up for each text, and nothing else to be found out.

On Babel's own catalogues. A text is looked up some hundred times for a page, so what language it is must cost nothing.
"""

from __future__ import annotations

from collections import UserString
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Any

from babel import Locale, dates
from babel.support import NullTranslations, Translations
from flask import Flask
from markupsafe import Markup

from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.facts.languages import BY_CODE, LANGUAGES, Language
from forms_app.i18n import urls
from forms_app.settings import ROOT

_forced: ContextVar[str | None] = ContextVar("language", default=None)


def install(app: Flask) -> None:
    urls.install(app)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(gettext=_in_template, ngettext=_counted_in_template, _=_in_template)
    # Asked for, not handed over: a template of macros that needs nothing of the page is loaded once.
    app.jinja_env.globals["language_here"] = urls.language


@contextmanager
def force_locale(language: str) -> Iterator[None]:
    """Whatever the request's own language is: for a letter, or a page of somebody else's."""
    before = _forced.set(language)
    try:
        yield
    finally:
        _forced.reset(before)


def gettext(message: str, **values: Any) -> str:
    """The text in the present language, its placeholders filled where values are given."""
    text = _catalogue(_language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: Any) -> str:
    """The same of a number, which is given as `num` too."""
    return _catalogue(_language()).ngettext(singular, plural, num) % {"num": num, **values}


class LazyString(UserString):
    """A text that is put into the language of whoever reads it, each time that it is read."""

    def __init__(self, message: str, **values: Any) -> None:  # without the parent's: `data` is worked out
        self._message, self._values = message, values

    @property
    def data(self) -> str:  # type: ignore[override]
        return gettext(self._message, **self._values)


class LanguageName(UserString):
    """What a language is called in the language of whoever reads it."""

    def __init__(self, named: Language) -> None:  # without the parent's: `data` is worked out
        self._named = named

    @property
    def data(self) -> str:  # type: ignore[override]
        return self._named.called_in(BY_CODE[_language()].locale)


def lazy_gettext(message: str, **values: Any) -> LazyString:
    return LazyString(message, **values)


def in_every_language(text: object) -> tuple[str, ...]:
    """What it is in each: a person can change her language half way."""

    def said(language: str) -> str:
        with force_locale(language):
            return str(text)

    return tuple(map(said, LANGUAGES))


def get_locale() -> Locale:
    return _locale(_language())


def format_date(day: date, pattern: str = "medium") -> str:
    return dates.format_date(day, pattern, locale=get_locale())


def format_time(moment: datetime, pattern: str = "medium") -> str:
    """As the agency's clock shows it."""
    return dates.format_time(moment, pattern, tzinfo=LOS_ANGELES, locale=get_locale())


def format_datetime(moment: datetime, pattern: str = "medium") -> str:
    """As the agency's clock shows it."""
    return dates.format_datetime(moment, pattern, tzinfo=LOS_ANGELES, locale=get_locale())


def _language() -> str:
    return _forced.get() or urls.language()


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(ROOT / "locales", [BY_CODE[language].catalogue])


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(BY_CODE[language].locale)


def _in_template(message: str, **values: Any) -> Markup:
    """What is filled in is escaped."""
    return _markup(_language(), message) if not values else _ours(gettext(message)) % values


def _counted_in_template(singular: str, plural: str, num: int, **values: Any) -> Markup:
    return _ours(_catalogue(_language()).ngettext(singular, plural, num)) % {"num": num, **values}


@cache
def _markup(language: str, message: str) -> Markup:
    return _ours(_catalogue(language).gettext(message)) % {}


def _ours(text: str) -> Markup:
    """A text of the catalogue or of a template: nobody else writes there."""
    return Markup(text)  # noqa: S704
