"""Every address of the account, in each language; what is not open to all is for whoever is signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Blueprint, Flask, redirect
from werkzeug.wrappers import Response

from forms_app.account import guard, idle, leaving
from forms_app.account.doors import activate, new_account, papers, recover, sign_in, waiting
from forms_app.account.forms import about_dates, answers, changing, for_cases, requests, sent
from forms_app.account.forms.holder import Holder
from forms_app.account.messages import joining, writing
from forms_app.account.messages import pages as messages
from forms_app.account.pages import see_other, site
from forms_app.account.settings import devices, first, hub, letters, news, paper_things, password, telephone
from forms_app.account.views import balances, files, history, home, paying, payments, sign_ins
from forms_app.account.views.cases import case, dates, other_parent
from forms_app.account.views.papers import documents
from forms_app.facts.languages import LISTED
from forms_app.filling import form_pages, paper, send, visitor


class Route(NamedTuple):
    """One method of one address."""

    method: str
    rule: str
    view: Callable[..., Any]


def start() -> Response:
    return see_other("/home/" if guard.is_signed_in() else "/sign-in/")


def healthz() -> tuple[str, dict[str, str]]:
    """The process is up; whether it can store is not asked."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def safety() -> Response:
    """The shell's link, which means a page of the site."""
    return redirect(site("/safety/"), 303)


OPEN_ROUTES = (
    Route("GET", "/", start),
    Route("GET", "/healthz", healthz),
    Route("GET", "/sign-in/", sign_in.sign_in_page),
    Route("POST", "/sign-in/", sign_in.sign_in),
    Route("GET", "/activate/", activate.activate_page),
    Route("POST", "/activate/", activate.activate),
    Route("GET", "/activate/wait/", waiting.wait_page),
    Route("GET", "/activate/second/", new_account.second_page),
    Route("POST", "/activate/second/", new_account.second),
    Route("GET", "/recover/", recover.recover_page),
    Route("POST", "/recover/", recover.recover),
    Route("GET", "/forms/exit/", leaving.leave),
    Route("POST", "/forms/exit/", leaving.left),
    Route("GET", "/signed-out/", leaving.signed_out),
    Route("GET", "/safety/", safety),
)
ROUTES = (
    Route("POST", "/sign-out/", leaving.sign_out),
    Route("GET", "/history/", history.history),
    Route("GET", "/settings/sessions/", sign_ins.sessions_page),
    Route("POST", "/settings/sessions/", sign_ins.end_sessions),
    Route("GET", "/time/", idle.time_left),
    Route("POST", "/time/", idle.stay),
    Route("GET", "/papers/", papers.papers_page),
    Route("POST", "/papers/", papers.keep_papers),
    Route("GET", "/settings/", hub.settings),
    Route("GET", "/settings/changed/", password.changed_page),
    Route("GET", "/settings/prove/<goal>/", first.prove_page),
    Route("POST", "/settings/prove/<goal>/", first.prove),
    Route("GET", "/settings/password/", password.password_page),
    Route("POST", "/settings/password/", password.change_password),
    Route("GET", "/settings/app/", devices.app_page),
    Route("POST", "/settings/app/", devices.change_app),
    Route("GET", "/settings/sheet/", paper_things.sheet_page),
    Route("POST", "/settings/sheet/", paper_things.change_sheet),
    Route("GET", "/settings/paper/", paper_things.paper_page),
    Route("POST", "/settings/paper/", paper_things.renew_paper),
    Route("GET", "/settings/news/", news.news_page),
    Route("POST", "/settings/news/", news.change_news),
    Route("GET", "/settings/letters/", letters.letters_page),
    Route("POST", "/settings/letters/", letters.change_letters),
    Route("GET", "/settings/letters/sample.pdf", letters.sample_file),
    Route("GET", "/settings/telephone/", telephone.telephone_page),
    Route("POST", "/settings/telephone/", telephone.end_pin),
    Route("GET", "/settings/pin/", telephone.pin_page),
    Route("POST", "/settings/pin/", telephone.set_pin),
    Route("GET", "/settings/passkeys/", devices.passkeys_page),
    Route("POST", "/settings/passkeys/", devices.add_passkey),
    Route("POST", "/settings/passkeys/remove/", devices.remove_passkey_page),
    Route("GET", "/home/", home.home),
    Route("GET", "/payments/<int:place>/", payments.payments),
    Route("GET", "/case/<int:place>/", case.case),
    Route("GET", "/dates/", dates.dates),
    Route("GET", "/dates/<int:place>.ics", dates.date_file),
    Route("GET", "/documents/", documents.documents),
    Route("POST", "/documents/", documents.act_on_document),
    Route("GET", "/documents/<int:place>.pdf", documents.document_file),
    Route("GET", "/documents/going/<int:place>.pdf", documents.going_file),
    Route("GET", "/documents/letters/<int:place>.pdf", documents.letter_file),
    Route("GET", "/what-others-see/", other_parent.other_parent),
    Route("GET", "/payments/<int:place>/payments.csv", files.payments_table),
    Route("GET", "/payments/<int:place>/months.csv", files.months_table),
    Route("GET", "/payments/<int:place>/statement.pdf", files.statement_paper),
    Route("GET", "/paying/", paying.paying),
    Route("GET", "/balances/", balances.balances),
    Route("GET", "/requests/", requests.requests_page),
    Route("GET", "/requests/<int:place>/", requests.request_page),
    Route("GET", "/requests/earlier/<int:place>/", requests.earlier_page),
    Route("GET", "/requests/earlier/<int:place>/receipt.pdf", requests.earlier_receipt),
    Route("GET", "/requests/<int:place>/receipt.pdf", requests.receipt_paper),
    Route("GET", "/requests/<int:place>/dates.ics", requests.dates_file),
    Route("POST", "/requests/kept/", requests.take_up_kept),
    Route("GET", "/messages/", messages.messages_page),
    Route("GET", "/messages/<int:place>/", messages.thread_page),
    Route("GET", "/messages/write/<int:place>/", messages.write_page),
    Route("GET", "/messages/not-sent/", messages.not_sent_page),
    Route("GET", "/requests/delete/<name>/", requests.delete_page),
    Route("POST", "/requests/delete/<name>/", requests.delete_begun),
    Route("GET", "/messages/join/", joining.join_page),
    Route("POST", "/messages/join/", joining.join),
)
FORMS = (form_pages, send, paper, writing)  # the first three are the same as on the public site
OPEN_TO_ALL = frozenset(route.view.__name__ for route in OPEN_ROUTES)


def install(app: Flask) -> None:
    """One blueprint, registered once per language: the language is in the URL."""
    account = Blueprint("account", __name__)
    for route in (*OPEN_ROUTES, *ROUTES):
        account.add_url_rule(route.rule, view_func=route.view, methods=[route.method])
    visitor.install(app, Holder())
    app.before_request(changing.refuse)
    asked = {"asked_for": about_dates.asked_for, "may_ask": about_dates.may_ask, "asks_which": for_cases.asks_which}
    cases = {"cases_offered": for_cases.offered, "case_ticked": for_cases.is_ticked}
    mine = {"not_sent": requests.not_sent, "answered": answers.first_page, "request_place": sent.place_of}
    app.jinja_env.globals.update(**mine, **asked, **cases)
    for language in LISTED:
        app.register_blueprint(account, name=language.code, url_prefix=f"/{language.path}")
        for part in FORMS:
            name = f"{language.code}-{part.blueprint.name}"
            app.register_blueprint(part.blueprint, name=name, url_prefix=f"/{language.path}")
