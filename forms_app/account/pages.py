"""How a page of the account is drawn: in the site's own shell of its language, with what every template may ask for."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask, current_app, make_response, redirect, render_template, request
from werkzeug.local import LocalProxy
from werkzeug.wrappers import Response

from forms_app.account import guard, idle, navigation, words
from forms_app.account.ledger import names
from forms_app.account.services import services
from forms_app.facts import languages
from forms_app.i18n import urls
from forms_app.settings import Settings
from forms_app.web import assets


def install(app: Flask, settings: Settings) -> None:
    app.jinja_env.globals["asset"] = assets.names(settings).__getitem__
    app.jinja_env.globals.update(path_to=path_to, site=site, form_token=guard.form_token, **words.GLOBALS)
    app.jinja_env.globals.update(complaint=complaint, debt_name=names.debt, way_name=names.way)
    app.jinja_env.globals["account_pages"] = navigation.pages
    app.jinja_env.globals["agency"] = LocalProxy(lambda: services().agency)


def draw(template: str, **given: Any) -> str:
    """The page in the language of its URL. `alternates` are the addresses of the page in each language, without /."""
    language = urls.language()
    there = given.pop("there", request.path)
    return render_template(
        template,
        layout=f"shell/{language}.html",
        alternates={name: urls.path_in(there, name)[1:] for name in languages.LANGUAGES},
        language=language,
        other_languages=languages.others(language),
        direction=languages.BY_CODE[language].direction,
        signed_in=guard.is_signed_in(),
        idle=idle.of_page(),
        plain=navigation.plain(request.path),
        **given,
    )


def path_to(plain: str) -> str:
    """An address of the account in the language of this page; given as its English path."""
    return urls.path_in(plain, urls.language())


def site(plain: str) -> str:
    """An address of the public site, which has another host."""
    return services().settings.public_url + path_to(plain)


def complaint(place: int) -> str:
    """Where "I think this is wrong" leads: the complaint inside the account, with what is known of this case; the
    public one where the account has no forms. `place`: of the case among hers, from 1."""
    inside = _has_forms(current_app._get_current_object())  # type: ignore[attr-defined]
    return path_to(f"/forms/complaint/?about={place}") if inside else site("/forms/complaint/")


def see_other(plain: str) -> Response:
    """On to another page, in the language of this one; a repeat of the post is a plain look at that page."""
    return make_response(redirect(path_to(plain), 303))


@cache
def _has_forms(app: Flask) -> bool:
    return any(rule.rule.startswith("/forms/<") for rule in app.url_map.iter_rules())
