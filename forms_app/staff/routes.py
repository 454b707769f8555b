"""Every address of the staff app, and who may reach it; one that is not listed here is reached by nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Blueprint, Flask, redirect, url_for
from werkzeug.wrappers import Response

from forms_app import key_ids
from forms_app.i18n import LANGUAGES
from forms_app.staff.desk import (
    acting,
    beside,
    exporting,
    inbox,
    keeping,
    mailing,
    many,
    printing,
    reports,
    rescues,
    returning,
    searching,
    settling,
    submission,
    trail,
    unread,
)
from forms_app.staff.door import Rescue
from forms_app.staff.entry import own_account, people, setting_up, signing_in
from forms_app.staff.intake import pages as intake
from forms_app.staff.office import office
from forms_app.staff.post import undelivered
from forms_app.staff.rights import EVERYBODY, OPEN, Right, who


class Route(NamedTuple):
    """One method of one address."""

    method: str
    rule: str
    view: Callable[..., Any]
    roles: frozenset[str]


def start() -> Response:
    return redirect(url_for(".inbox"), 303)


def healthz() -> tuple[str, dict[str, str]]:
    """The process is up; whether it can store is not asked."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def readyz() -> tuple[str, int, dict[str, str]]:
    """Whether the database can be read and the keys of all processes fit each other."""
    with office().database.read() as connection:
        wrong = key_ids.fault(connection)
    return f"{wrong or 'ok'}\n", 503 if wrong else 200, {"Content-Type": "text/plain; charset=utf-8"}


ROUTES = (
    Route("GET", "/healthz", healthz, OPEN),
    Route("GET", "/readyz", readyz, OPEN),
    Route("GET", "/sign-in/", signing_in.sign_in_page, OPEN),
    Route("POST", "/sign-in/", signing_in.sign_in, OPEN),
    Route("GET", "/set-up/", setting_up.set_up_page, OPEN),
    Route("POST", "/set-up/", setting_up.set_up, OPEN),
    Route("POST", "/set-up/confirm/", setting_up.confirm_set_up, OPEN),
    Route("POST", "/sign-out/", signing_in.sign_out, EVERYBODY),
    Route("GET", "/", start, EVERYBODY),
    Route("GET", "/inbox/", inbox.inbox, who(Right.READ)),
    Route("GET", "/inbox/unread/", unread.unread, who(Right.READ)),
    Route("POST", "/inbox/search/", searching.search, who(Right.READ)),
    Route("POST", "/inbox/change/", many.change_many, who(Right.HANDLE)),
    Route("GET", "/submissions/<reference>/", submission.submission, who(Right.READ)),
    Route("GET", "/submissions/<reference>/notes/", beside.notes_page, who(Right.READ)),
    Route("GET", "/submissions/<reference>/linked/", beside.linked_page, who(Right.READ)),
    Route("POST", "/submissions/<reference>/keep/", keeping.keep_words, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/drop/", keeping.drop_words, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/reveal/", submission.reveal, who(Right.REVEAL)),
    Route("POST", "/submissions/<reference>/change/", submission.change, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/note/", submission.note, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/answered/", acting.answered, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/extended/", acting.extended, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/transferred/", acting.transferred, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/ended/", acting.ended, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/withdrawn/", acting.withdrawn, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/corrected/", acting.corrected, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/arrival/", acting.arrival_corrected, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/pin-letter/", acting.pin_letter, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letter/", mailing.letter, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/take-back/", mailing.take_back, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/returned/", returning.letter_returned, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/settled/", settling.returned_settled, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/unsettled/", settling.returned_unsettled, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/not-returned/", settling.returned_withdrawn, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/put-back/", mailing.put_back, who(Right.HANDLE)),
    Route("GET", "/submissions/<reference>/letters/<letter>/copy.pdf", mailing.letter_copy, who(Right.HANDLE)),
    Route("GET", "/letters/", printing.letters, who(Right.HANDLE)),
    Route("POST", "/letters/print/", printing.print_letters, who(Right.HANDLE)),
    Route("GET", "/letters/<batch>/letters.pdf", printing.printed_letters, who(Right.HANDLE)),
    Route("POST", "/letters/mailed/", printing.mailed_letters, who(Right.HANDLE)),
    Route("GET", "/inbox/inbox.<kind>", exporting.queue_file, who(Right.HANDLE)),
    Route("GET", "/submissions/<reference>/answers.<kind>", exporting.submission_file, who(Right.HANDLE)),
    Route("GET", "/intake/", intake.intake, who(Right.HANDLE)),
    Route("POST", "/intake/", intake.begin_intake, who(Right.HANDLE)),
    Route("GET", "/intake/<intake>/", intake.fill_intake, who(Right.HANDLE)),
    Route("POST", "/intake/<intake>/", intake.keep_intake, who(Right.HANDLE)),
    Route("GET", "/intake/<intake>/arrival/", intake.arrival_of_intake, who(Right.HANDLE)),
    Route("POST", "/intake/<intake>/arrival/", intake.change_arrival, who(Right.HANDLE)),
    Route("GET", "/intake/<intake>/check/", intake.check_intake, who(Right.HANDLE)),
    Route("POST", "/intake/<intake>/check/", intake.store_intake, who(Right.HANDLE)),
    Route("GET", "/intake/<intake>/stored/", intake.stored_intake, who(Right.HANDLE)),
    Route("POST", "/intake/<intake>/end/", intake.end_intake, who(Right.HANDLE)),
    Route("GET", "/mail/", undelivered.mail, who(Right.READ)),
    Route("POST", "/mail/reports/", undelivered.reports_seen, who(Right.READ)),
    Route("POST", "/submissions/<reference>/mail/", settling.settle, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/mail/again/", settling.unsettle, who(Right.HANDLE)),
    Route("GET", "/sessions/", people.own_sessions, EVERYBODY),
    Route("POST", "/sessions/end/", people.end_session, EVERYBODY),
    Route("GET", "/account/", own_account.own_account, EVERYBODY),
    Route("GET", "/account/password/", own_account.password_page, EVERYBODY),
    Route("POST", "/account/password/", own_account.change_password, EVERYBODY),
    Route("GET", "/account/codes/", own_account.codes_page, EVERYBODY),
    Route("POST", "/account/codes/", own_account.renew_codes, EVERYBODY),
    Route("GET", "/account/authenticator/", own_account.authenticator_page, EVERYBODY),
    Route("POST", "/account/authenticator/", own_account.offer_authenticator, EVERYBODY),
    Route("POST", "/account/authenticator/confirm/", own_account.confirm_authenticator, EVERYBODY),
    Route("GET", "/accounts/", people.accounts, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/add/", people.add_account, who(Right.KEEP_ACCOUNTS)),
    Route("GET", "/accounts/<int(max=999999999):account_number>/", people.account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/change/", people.change_account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/reset/", people.reset_account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/switch/", people.switch_account, who(Right.KEEP_ACCOUNTS)),
    Route("GET", "/reports/", reports.reports, who(Right.OVERSEE)),
    Route("GET", "/audit/", trail.audit, who(Right.OVERSEE)),
)
BESIDE = frozenset(route.view for route in ROUTES if route.method == "POST" and route.rule.startswith("/submissions/"))
RESCUES: dict[str, Rescue] = {view.__name__: rescues.words for view in BESIDE - {keeping.drop_words}}
RESCUES |= rescues.RESCUES
RESCUES |= {intake.keep_intake.__name__: intake.rescue}
REACH = {route.view.__name__: route.roles for route in ROUTES}


def install(app: Flask) -> None:
    """One blueprint, registered once per language: the language is in the URL."""
    desk = Blueprint("staff", __name__)
    for route in ROUTES:
        desk.add_url_rule(route.rule, view_func=_view(route), methods=[route.method])
    for language in LANGUAGES:
        app.register_blueprint(desk, name=language, url_prefix="/" if language == "en" else f"/{language}")


def _view(route: Route) -> Callable[..., Any]:
    """Every button beside a submission keeps what stands in the cards of the others."""
    return keeping.beside(route.view) if route.view in BESIDE - {keeping.drop_words} else route.view
