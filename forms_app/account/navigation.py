"""The pages of the account in their order, as every page offers them; one that has no address yet is left out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flask import Flask, current_app
from markupsafe import Markup

from forms_app.i18n import urls
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l


class Page(NamedTuple):
    """`stem`: what the addresses of this page and of those beneath it begin with. `path`: where its link leads.
    `in_row`: it stands beside the menu where a window has room; every page stands in the menu."""

    stem: str
    path: str
    label: LazyString
    in_row: bool = True

    def is_here(self, plain: str) -> bool:
        return plain.startswith(self.stem)


PAGES = (
    Page("/home/", "/home/", _l("My account")),
    Page("/payments/", "/payments/1/", _l("Payments")),
    Page("/paying/", "/paying/", _l("How to pay"), in_row=False),
    Page("/balances/", "/balances/", _l("Balances")),
    Page("/case/", "/case/1/", _l("My case")),
    Page("/dates/", "/dates/", _l("Dates")),
    Page("/documents/", "/documents/", _l("Documents")),
    Page("/messages/", "/messages/", _l("Messages")),
    Page("/requests/", "/requests/", _l("My requests")),
    Page("/what-others-see/", "/what-others-see/", _l("Who sees what"), in_row=False),
    Page("/history/", "/history/", _l("History"), in_row=False),
    Page("/settings/", "/settings/", _l("Settings"), in_row=False),
)


def links(plain: str, *, in_row: bool) -> Markup:
    """To all pages that this process has, or to those of the row; the one that is open is marked. `plain`: its address
    without its language."""
    here = next((page.stem for page in PAGES if page.is_here(plain)), "")
    return _links(current_app._get_current_object(), urls.language(), here, in_row)  # type: ignore[attr-defined]


def plain(path: str) -> str:
    """The address without its language; a form belongs to what she sends."""
    address = urls.path_in(path, "en")
    return "/requests/" if address.startswith("/forms/") else address


def is_ours(stem: str) -> bool:
    """Whether an address that begins so is one of this process."""
    return f"/{stem}/" in _stems(current_app._get_current_object())  # type: ignore[attr-defined]


@cache
def _links(app: Flask, language: str, here: str, in_row: bool) -> Markup:
    """The same for every page beneath one stem, so it is put together once."""
    offered = (page for page in PAGES if page.stem in _stems(app) and (page.in_row or not in_row))
    return Markup().join(_link(page, language, page.stem == here) for page in offered)


def _link(page: Page, language: str, is_here: bool) -> Markup:
    current = Markup(' aria-current="page"') if is_here else ""
    return Markup('<a href="{}"{}>{}</a>').format(urls.path_in(page.path, language), current, page.label)


@cache
def _stems(app: Flask) -> frozenset[str]:
    """What the addresses of the app begin with: /payments/ for /payments/<int:place>/."""
    return frozenset(f"/{rule.rule.split('/')[1]}/" for rule in app.url_map.iter_rules())
