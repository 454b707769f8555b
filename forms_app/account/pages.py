"""What a page of the account has beside what every page may ask for: whose it is, where she is, the way to the site."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, current_app, request

from forms_app.account import guard, idle, navigation, words
from forms_app.account.ledger import names
from forms_app.account.services import services
from forms_app.forms import sent_from
from forms_app.web import pages
from forms_app.web.pages import draw as draw
from forms_app.web.pages import path_to as path_to
from forms_app.web.pages import see_other as see_other


def install(app: Flask) -> None:
    pages.install(app)
    app.jinja_env.globals.update(inside=True, path_to=address, site=site, complaint=complaint, **words.GLOBALS)
    app.jinja_env.globals.update(debt_name=names.debt, way_name=names.way, account_links=navigation.links)
    app.jinja_env.globals.update(form_address=form_address)
    app.jinja_env.globals["form_token"] = guard.form_token
    app.context_processor(_around)


def address(plain: str) -> str:
    """Where a link of a page leads: in the account, or on the site where the account has no such page."""
    _, stem, *rest = plain.split("/")
    ours = rest[0] in (*sent_from("account"), "exit") if stem == "forms" and rest else navigation.is_ours(stem)
    return path_to(plain) if ours else site(plain)


def site(plain: str) -> str:
    """An address of the public site, which has another host."""
    return services().settings.public_url + path_to(plain)


def complaint(place: int) -> str:
    """Where "I think this is wrong" leads: the complaint inside the account, with what is known of this case; the
    public one where the account has no forms. `place`: of the case among hers, from 1."""
    inside = _has_forms(current_app._get_current_object())  # type: ignore[attr-defined]
    return path_to(f"/forms/complaint/?about={place}") if inside else site("/forms/complaint/")


def form_address(name: str) -> str:
    """Of a form inside the account, or on the public site where the account has no forms."""
    inside = _has_forms(current_app._get_current_object())  # type: ignore[attr-defined]
    return path_to(f"/forms/{name}/") if inside else site(f"/forms/{name}/")


@cache
def _has_forms(app: Flask) -> bool:
    return any(rule.rule.startswith("/forms/<") for rule in app.url_map.iter_rules())


def _around() -> dict[str, Any]:
    return {"signed_in": guard.is_signed_in(), "idle": idle.of_page(), "plain": navigation.plain(request.path)}
