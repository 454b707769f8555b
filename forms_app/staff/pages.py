"""What every staff template may ask for: addresses of the stylesheets, the language switch, the person, the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from flask import Flask, g, request

from forms_app.deadlines import local_date
from forms_app.facts import languages
from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms.places import county_named
from forms_app.i18n import urls
from forms_app.i18n.translation import format_date, format_datetime, ngettext
from forms_app.i18n.translation import gettext as _
from forms_app.staff import auth_guard, navigation, notices
from forms_app.staff.office import office
from forms_app.staff.rights import ROLE_NAMES, Right, who
from forms_app.staff.routes import REACH
from forms_app.storage.accounts.staff import EmailRow
from forms_app.text import ssn
from forms_app.web import assets


class Received(Protocol):
    """A row that says when something came in, and how."""

    @property
    def channel(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...


def install(app: Flask) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        masked=ssn.mask, moment=_moment, day=_day, days_left=_days_left, county=_county, received=_received
    )

    @app.context_processor
    def about_this_page() -> dict[str, Any]:
        return {
            "asset": assets.address,
            "language": urls.language(),
            "languages": languages.NAMES,
            "direction": languages.BY_CODE[urls.language()].direction,
            "other_languages": languages.others(urls.language()),
            "path_here_in": _path_here_in,
            "home": urls.path_in("/inbox/", urls.language()),  # on a page that was not routed too
            "session": g.get("session"),
            "form_token": auth_guard.form_token,
            "done": notices.done,
            "tabs": _tabs(),
            "tab_counts": navigation.counts,
            "most_begun": navigation.MOST_BEGUN,
            "most_failed": navigation.MOST_FAILED,
            "may_handle": _may(Right.HANDLE),
            "may_reveal": _may(Right.REVEAL),
            "may_oversee": _may(Right.OVERSEE),
            "may_customers": _has_cases() and _may(Right.CUSTOMERS),
            "owner_of": _owner_of,
            "roles": ROLE_NAMES,
            "here": (request.endpoint or "").rpartition(".")[2],
        }


def _may(right: Right) -> bool:
    session = g.get("session")
    return session is not None and session.role in who(right)


def _owner_of(account: object, colleagues: Sequence[EmailRow]) -> str:
    return next((one.email for one in colleagues if str(one.id) == str(account)), "")


def _tabs() -> list[tuple[str, str]]:
    """(endpoint, name) of the pages in the navigation that this role may reach."""
    tabs = [
        ("inbox", _("Inbox")),
        ("intake", _("Key in")),
        ("letters", _("Letters")),
        ("customers", _("Customers")),
        ("mail", _("E-mail")),
        ("reports", _("Reports")),
        ("audit", _("Audit trail")),
        ("accounts", _("Accounts")),
        ("own_account", _("My account")),
    ]
    session = g.get("session")
    return [
        tab for tab in tabs if session and session.role in REACH[tab[0]] and (tab[0] != "customers" or _has_cases())
    ]


def _has_cases() -> bool:
    return office().cases is not None


def _path_here_in(language: str) -> str:
    """The same page in another language, filters and place in the list kept."""
    query = request.query_string.decode("ascii", "ignore")
    return urls.path_in(request.path, language) + (f"?{query}" if query else "")


def _moment(value: datetime) -> str:
    """In Los Angeles, where the law's days are counted."""
    return _moment_in(urls.language(), value)


def _day(value: date) -> str:
    return _day_in(urls.language(), value)


# A list shows a hundred of them, and the same ones again and again.
@lru_cache(maxsize=2000)
def _moment_in(language: str, value: datetime) -> str:
    return str(format_datetime(value, languages.BY_CODE[language].moment))


@lru_cache(maxsize=2000)
def _day_in(language: str, value: date) -> str:
    return str(format_date(value, languages.BY_CODE[language].day))


def _received(row: Received) -> str:
    """Of what staff keyed in only the day is known."""
    return _moment(row.received_at) if row.channel == "online" else _day(local_date(row.received_at))


def _days_left(days: int) -> str:
    return _days_left_in(urls.language(), days)


@lru_cache(maxsize=2000)
def _days_left_in(_language: str, days: int) -> str:
    if days < 0:
        return str(ngettext("%(num)d day late", "%(num)d days late", -days))
    return str(_("due today") if days == 0 else ngettext("%(num)d day left", "%(num)d days left", days))


def _county(name: str) -> str:
    return county_named(name) if name in CALIFORNIA_COUNTIES else str(_("not known"))
