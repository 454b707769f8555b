"""How a page is drawn: in the site's own shell of its language, with what every template may ask for."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from werkzeug.local import LocalProxy

from forms_app.facts import languages
from forms_app.forms import Form, Questionnaire
from forms_app.forms.places import county_named
from forms_app.forms.policy import CUSTOMER_CONNECT
from forms_app.forms.questions.base import sentence
from forms_app.i18n import urls
from forms_app.processes.services import Services
from forms_app.text import ssn
from forms_app.web import assets


def install(app: Flask) -> None:
    app.jinja_env.filters.update(masked=ssn.mask, county_named=county_named)
    app.jinja_env.globals["asset"] = assets.address
    app.jinja_env.globals.update(sentence=sentence, path_to=path_to, phone_for=phone_for)
    # Not of each page: macros that need no page are made once, and know what every page knows.
    app.jinja_env.globals["agency"] = LocalProxy(lambda: _services().agency)


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
        rules=_services().rules,
        **given,
    )


def phone_for(form: Questionnaire | None) -> str:
    """The number, by its name in agency.toml, at which this can be done without the site."""
    return form.policy.ways.phone if isinstance(form, Form) else CUSTOMER_CONNECT


def path_to(plain: str) -> str:
    """An address of the app in the language of this page; given as its English path."""
    return urls.path_in(plain, urls.language())


def see_other(plain: str) -> Response:
    """On to another page, in the language of this one; a repeat of the post is a plain look at that page."""
    return make_response(redirect(path_to(plain), 303))


def _services() -> Services:
    return cast(Services, current_app.extensions["services"])
