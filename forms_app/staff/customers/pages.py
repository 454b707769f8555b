"""The pages of customers' accounts: what waits, the search, the reason, and one account with what may be done."""

from __future__ import annotations

from typing import Any

from flask import abort, g, redirect, render_template, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from forms_app.bundles.history import Look
from forms_app.case_data.store.asks import Kind
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff import account, agreed, people, undelivered
from forms_app.case_data.store.for_staff.people import Person
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.forms.questions import Purpose
from forms_app.i18n.translation import gettext as _
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, number, signed_in
from forms_app.staff.customers import acts, asked, begun, handing_over, opening, seeking, standing, tasks, words
from forms_app.staff.customers.acts import Changed, Refused
from forms_app.staff.customers.opening import REASONS, Opened, TooLong
from forms_app.staff.office import office
from forms_app.staff.paging import Part
from forms_app.staff.search import anomaly_flags, near_dates, queues, sought
from forms_app.staff.submissions import contents
from forms_app.staff.submissions.states import STATES
from forms_app.staff.text_fields import too_long, wrong_with
from forms_app.text.cleaning import tidy

LONGEST = 200
EVENTS = 25  # on a page
Answer = str | tuple[str, int]


def customers() -> Answer:
    """What waits, and the search; without case data only that there are none."""
    return _front()


def find_customer() -> Answer:
    """Posted, so that no name and no number stands in an address, a history or a log."""
    cases = _cases()
    text = _number_of(field("reference")) if field("reference") else field("find").strip() or sought.last()
    if wrong := too_long(text, LONGEST):
        return _front(wrong)
    if not seeking.is_enough(text):
        return _front(_("Enter the Participant ID, or the first and the last name."))
    with office().database.write() as connection:
        is_allowed = seeking.is_allowed(connection, text)
    if not is_allowed:
        return _front(_("You have searched for very many people within an hour. Wait a while."), 429)
    found = seeking.find(cases, text)
    with office().database.write() as connection:
        anomaly_flags.customers_found(connection, [one.name for one in found.people])
    return render_template("staff/customers/found.html", found=found, **_to_choose(found.people))


def why_customer() -> Answer:
    """From a task, which tells no name: whose page, and why."""
    return _why(_chosen(_cases()))


def open_customer() -> Response | Answer:
    """For a reason: it stands in the trail with its words, and in the customer's own history without them."""
    person = _chosen(_cases())
    reason, said = field("reason"), tidy(field("words"))
    if wrong := _wrong(reason, said):
        return _why(person, wrong)
    opened = Opened(person.person_id, office().now(), reason)
    with office().database.write() as connection:
        is_allowed = seeking.may_go_on(connection, Action.CUSTOMER_OPENED)
        if is_allowed:
            _note(connection, person, f"{reason}: {said}")
    if not is_allowed:
        return _front(_("You have opened very many pages within an hour. Wait a while."), 429)
    _tell(opened)
    begun.done(person.person_id, begun.OPENING)
    return redirect(url_for(".customer", opened=opened.address), 303)


def customer(opened: str) -> Answer:
    cases = _cases()
    try:
        return _page(cases, opening.read(opened))
    except TooLong as over:
        return _why(_person(cases, over.person_id), again=True)


def act_on_customer(opened: str) -> Response | Answer:
    cases, name = _cases(), field("act")
    try:
        about = opening.read(opened)
        if not acts.may(name):
            abort(403)
        acts.do(cases, about, name)
    except TooLong as over:
        begun.keep(over.person_id, g.posted, signed_in().account_id)
        return _why(_person(cases, over.person_id), again=True)
    except Refused as refused:
        return _page(cases, about, refused=refused, status=422)
    except Changed:
        return _page(cases, about, changed=True, status=409)
    begun.done(about.person_id, name)
    return redirect(url_for(".customer", opened=opened), 303)


def forget_typed(opened: str) -> Response | Answer:
    """What was typed about this person and not sent."""
    begun.done(opening.person_of(opened, signed_in().account_id), "")
    return redirect(url_for(".customer", opened=opened), 303)


def show_code(opened: str) -> Answer:
    """Posted each time, so that Back shows none."""
    cases = _cases()
    try:
        about = opening.read(opened)
    except TooLong as over:
        return _why(_person(cases, over.person_id), again=True)
    return _page(cases, about, code=handing_over.show(about, number(field("ask"))))


def _number_of(reference: str) -> str:
    """The Participant ID that a request gave; nothing where it gave none."""
    with office().database.read() as connection:
        row = queues.reachable(connection, signed_in(), reference)
    given = contents.open_content(office(), row).person.given(Purpose.CASE_NUMBER)
    return next((str(one.value.get("text") or "") for one in given), "")


def _wrong(reason: str, said: str) -> tuple[str, str] | None:
    """(the field, what to do about it)."""
    if reason not in REASONS:
        return "reason-1", _("Choose why you open this page.")
    fault = wrong_with(said) if said else _("Write in a few words what it is about.")
    return ("words", fault) if fault else None


def _front(wrong: str = "", status: int = 422) -> Answer:
    cases = office().cases or abort(404)
    waiting = tasks.waiting(cases, office()) if cases.is_made() else None
    context = {"waiting": waiting, "wrong": wrong, "words": words, "colleagues": words.colleagues()}
    typed = tasks.named(cases, begun.waiting()) if waiting else []
    lists = {"asked": asked.waiting(office()), "begun": typed, "counted": queues.COUNTED, **_near()}
    page = render_template("staff/customers/customers.html", **lists, **context)
    return page, status if wrong else 200


def _near() -> dict[str, Any]:
    with office().database.read() as connection:
        near = near_dates.waiting(connection, office(), signed_in())
    part = Part.asked("dates", len(near), EVENTS)
    return {"near": near[part.skipped : part.last_row], "part_near": part, "states": STATES}


def _to_choose(found: list[Person]) -> dict[str, Any]:
    typed = begun.of_person(found[0].person_id).get(begun.OPENING, {}) if len(found) == 1 else {}
    return {"people": [(opening.ticket(one.person_id), one) for one in found], "reasons": REASONS, "typed": typed}


def _why(person: Person, wrong: tuple[str, str] | None = None, *, again: bool = False) -> Answer:
    """The question why, with what was typed; `again`: the page was opened too long ago."""
    context = {**_to_choose([person]), "again": again}
    if wrong is None:
        return render_template("staff/customers/why.html", **context), 200
    context |= {"wrong_at": wrong[0], "wrong": wrong[1]}
    return render_template("staff/customers/why.html", **context), 422


def _chosen(cases: CaseDatabase) -> Person:
    return _person(cases, opening.of_ticket(field("person") or abort(400)))


def _person(cases: CaseDatabase, person_id: str) -> Person:
    """404 for somebody whom a later package left out."""
    return people.of(cases, person_id) or abort(404)


def _note(connection: Connection, person: Person, said: str) -> None:
    detail = f"{person.person_id} {said}"
    audit.record(connection, office(), Action.CUSTOMER_OPENED, signed_in().account_id, detail=detail)
    anomaly_flags.customer_opened(connection, person.name)


def _tell(opened: Opened) -> None:
    """Her own history says that the page was opened, and for which of the reasons."""
    me = str(signed_in().account_id)
    office().asks.ask(Kind.LOOKED_AT, {"reason": opened.reason}, opened.person_id, me, opened.at)


def _page(cases: CaseDatabase, opened: Opened, *, status: int = 200, **context: Any) -> Answer:
    person, stands = _person(cases, opened.person_id), StoredCaseData(cases).standing(opened.person_id)
    about = account.of(cases, opened.person_id, office().today())
    part = Part.asked("page", about.events, EVENTS)
    events = account.events(cases, opened.person_id, part.skipped, EVENTS)
    page = render_template(
        "staff/customers/customer.html",
        person=person,
        stands=stands,
        about=about,
        opened=opened,
        events=events,
        to_post=undelivered.of_person(cases, opened.person_id, office().today()),
        part=part,
        agreed=agreed.of(cases, opened.person_id),
        way_asked=acts.WAY_OF_LOOK.get(Look(opened.reason)),
        words=words,
        typed=begun.of_person(opened.person_id),
        colleagues=words.colleagues(),
        **{**standing.of(about, stands), **context},
    )
    return page, status


def _cases() -> CaseDatabase:
    """404 on a site that keeps none, or whose first package has not come."""
    cases = office().cases
    return cases if cases is not None and cases.is_made() else abort(404)
