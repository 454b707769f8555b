"""Every address of the staff app, and who may reach it; one that is not listed here is reached by nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Blueprint, Flask, redirect, url_for
from werkzeug.wrappers import Response

from forms_app.facts.languages import LISTED
from forms_app.staff.accounts import account_pages, own_account, set_up, sign_in
from forms_app.staff.auth_guard import Rescue
from forms_app.staff.customers import begun, figures
from forms_app.staff.customers import pages as customers
from forms_app.staff.intake import pages as intake
from forms_app.staff.letters import undelivered
from forms_app.staff.office import office
from forms_app.staff.rights import EVERYBODY, OPEN, Right, who
from forms_app.staff.views import (
    account_letters,
    audit_trail,
    bulk,
    case_data,
    inbox,
    print_queue,
    reports,
    search,
    unread,
)
from forms_app.staff.views.submission import (
    act_forms,
    beside,
    cards,
    exporting,
    letters,
    page,
    returned_letters,
    settling,
    unsaved,
)
from forms_app.storage import key_ids


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
    Route("GET", "/sign-in/", sign_in.sign_in_page, OPEN),
    Route("POST", "/sign-in/", sign_in.sign_in, OPEN),
    Route("GET", "/set-up/", set_up.set_up_page, OPEN),
    Route("POST", "/set-up/", set_up.set_up, OPEN),
    Route("POST", "/set-up/confirm/", set_up.confirm_set_up, OPEN),
    Route("POST", "/sign-out/", sign_in.sign_out, EVERYBODY),
    Route("GET", "/", start, EVERYBODY),
    Route("GET", "/inbox/", inbox.inbox, who(Right.READ)),
    Route("GET", "/inbox/unread/", unread.unread, who(Right.READ)),
    Route("POST", "/inbox/search/", search.search, who(Right.READ)),
    Route("POST", "/inbox/change/", bulk.change_many, who(Right.HANDLE)),
    Route("GET", "/submissions/<reference>/", page.submission, who(Right.READ)),
    Route("GET", "/submissions/<reference>/notes/", beside.notes_page, who(Right.READ)),
    Route("GET", "/submissions/<reference>/linked/", beside.linked_page, who(Right.READ)),
    Route("POST", "/submissions/<reference>/keep/", cards.keep_words, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/drop/", cards.drop_words, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/reveal/", page.reveal, who(Right.REVEAL)),
    Route("POST", "/submissions/<reference>/change/", page.change, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/note/", page.note, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/notes/struck/", act_forms.note_struck, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/answered/", act_forms.answered, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/added/", act_forms.added, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/ready/", act_forms.ready_sentence, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/extended/", act_forms.extended, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/transferred/", act_forms.transferred, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/ended/", act_forms.ended, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/withdrawn/", act_forms.withdrawn, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/corrected/", act_forms.corrected, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/arrival/", act_forms.arrival_corrected, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/pin-letter/", act_forms.pin_letter, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letter/", letters.letter, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/take-back/", letters.take_back, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/returned/", returned_letters.letter_returned, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/settled/", settling.returned_settled, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/unsettled/", settling.returned_unsettled, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/not-returned/", settling.returned_withdrawn, who(Right.HANDLE)),
    Route("POST", "/submissions/<reference>/letters/put-back/", letters.put_back, who(Right.HANDLE)),
    Route("GET", "/submissions/<reference>/letters/<letter>/copy.pdf", letters.letter_copy, who(Right.HANDLE)),
    Route("GET", "/letters/", print_queue.letters, who(Right.HANDLE)),
    Route("POST", "/letters/print/", print_queue.print_letters, who(Right.HANDLE)),
    Route("GET", "/letters/<batch>/letters.pdf", print_queue.printed_letters, who(Right.HANDLE)),
    Route("POST", "/letters/mailed/", print_queue.mailed_letters, who(Right.HANDLE)),
    Route("POST", "/letters/accounts/print/", account_letters.print_account_letters, who(Right.CUSTOMERS)),
    Route(
        "GET", "/letters/accounts/<batch>/letters.pdf", account_letters.printed_account_letters, who(Right.CUSTOMERS)
    ),
    Route("POST", "/letters/accounts/mailed/", account_letters.mailed_account_letters, who(Right.CUSTOMERS)),
    Route("POST", "/letters/accounts/back/", account_letters.account_letters_back, who(Right.CUSTOMERS)),
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
    Route("GET", "/sessions/", account_pages.own_sessions, EVERYBODY),
    Route("POST", "/sessions/end/", account_pages.end_session, EVERYBODY),
    Route("GET", "/account/", own_account.own_account, EVERYBODY),
    Route("GET", "/account/password/", own_account.password_page, EVERYBODY),
    Route("POST", "/account/password/", own_account.change_password, EVERYBODY),
    Route("GET", "/account/codes/", own_account.codes_page, EVERYBODY),
    Route("POST", "/account/codes/", own_account.renew_codes, EVERYBODY),
    Route("GET", "/account/authenticator/", own_account.authenticator_page, EVERYBODY),
    Route("POST", "/account/authenticator/", own_account.offer_authenticator, EVERYBODY),
    Route("POST", "/account/authenticator/confirm/", own_account.confirm_authenticator, EVERYBODY),
    Route("GET", "/accounts/", account_pages.accounts, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/add/", account_pages.add_account, who(Right.KEEP_ACCOUNTS)),
    Route("GET", "/accounts/<int(max=999999999):account_number>/", account_pages.account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/change/", account_pages.change_account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/reset/", account_pages.reset_account, who(Right.KEEP_ACCOUNTS)),
    Route("POST", "/accounts/switch/", account_pages.switch_account, who(Right.KEEP_ACCOUNTS)),
    Route("GET", "/reports/", reports.reports, who(Right.OVERSEE)),
    Route("GET", "/audit/", audit_trail.audit, who(Right.OVERSEE)),
    Route("GET", "/case-data/", case_data.case_data, who(Right.OVERSEE)),
    Route("POST", "/case-data/", case_data.decide, who(Right.OVERSEE)),
    Route("GET", "/customers/", customers.customers, who(Right.CUSTOMERS)),
    Route("POST", "/customers/find/", customers.find_customer, who(Right.CUSTOMERS)),
    Route("POST", "/customers/why/", customers.why_customer, who(Right.CUSTOMERS)),
    Route("POST", "/customers/open/", customers.open_customer, who(Right.CUSTOMERS)),
    Route("GET", "/customers/weeks/<monday>/<figure>/", figures.week_of_customers, who(Right.OVERSEE)),
    Route("GET", "/customers/<opened>/", customers.customer, who(Right.CUSTOMERS)),
    Route("POST", "/customers/<opened>/act/", customers.act_on_customer, who(Right.CUSTOMERS)),
    Route("POST", "/customers/<opened>/forget/", customers.forget_typed, who(Right.CUSTOMERS)),
    Route("POST", "/customers/<opened>/code/", customers.show_code, who(Right.CUSTOMERS)),
)
BESIDE = frozenset(route.view for route in ROUTES if route.method == "POST" and route.rule.startswith("/submissions/"))
RESCUES: dict[str, Rescue] = {view.__name__: unsaved.words for view in BESIDE - {cards.drop_words}}
RESCUES |= unsaved.RESCUES
RESCUES |= {view.__name__: begun.rescue for view in (customers.open_customer, customers.act_on_customer)}
RESCUES |= {intake.keep_intake.__name__: intake.rescue}
REACH = {route.view.__name__: route.roles for route in ROUTES}


def install(app: Flask) -> None:
    """One blueprint, registered once per language: the language is in the URL."""
    desk = Blueprint("staff", __name__)
    for route in ROUTES:
        desk.add_url_rule(route.rule, view_func=_view(route), methods=[route.method])
    for language in LISTED:
        app.register_blueprint(desk, name=language.code, url_prefix=f"/{language.path}")


def _view(route: Route) -> Callable[..., Any]:
    """Every button beside a submission keeps what stands in the cards of the others."""
    return cards.beside(route.view) if route.view in BESIDE - {cards.drop_words} else route.view
