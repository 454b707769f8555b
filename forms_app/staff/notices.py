"""What has just been done, said once on the page that follows: a short cookie of our own words and a number."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, g, request
from flask import Response as FlaskResponse

from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import ngettext
from forms_app.staff.office import office
from forms_app.web import cookies

COOKIE, LIVES = "staff-done", 60
MOST_DIGITS = 5


def install(app: Flask) -> None:
    app.after_request(_carry)


def told(what: str, number: int = 1) -> None:
    """For the next page that this browser opens."""
    g.done = f"{what}.{number}"


def done() -> str:
    """One sentence, or nothing; whatever else stands in the cookie is ours to leave out."""
    what, _dot, number = request.cookies.get(_name(), "").partition(".")
    if what not in _SENTENCES or not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return ""
    g.was_told = True
    return _SENTENCES[what](int(number))


def _changed(number: int) -> str:
    return str(ngettext("%(num)d submission was changed.", "%(num)d submissions were changed.", number))


_SENTENCES: dict[str, Callable[[int], str]] = {
    "changed": _changed,
    "saved": lambda _number: str(_("Saved.")),
    "same": lambda _number: str(_("Nothing was changed: it stood like this already.")),
    "kept": lambda _number: str(_("Nothing was sent. What you typed stands below.")),
}


def _carry(response: FlaskResponse) -> FlaskResponse:
    if "done" in g:
        cookies.set_cookie(response, COOKIE, g.done, behind_tls=office().settings.behind_tls, max_age=LIVES)
    elif "was_told" in g:
        cookies.expire(response, COOKIE, behind_tls=office().settings.behind_tls)
    return response


def _name() -> str:
    return cookies.name_of(COOKIE, behind_tls=office().settings.behind_tls)
