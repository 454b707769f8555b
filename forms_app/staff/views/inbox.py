"""The inbox: what is late or nearly so, then what came in, the newest first; filters in the URL, work in bulk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import abort, render_template, request
from sqlalchemy import Connection

from forms_app.staff.acts import changes
from forms_app.staff.auth_guard import field, fields, signed_in
from forms_app.staff.customers import begun as begun_of_customers
from forms_app.staff.letters import undelivered
from forms_app.staff.office import office
from forms_app.staff.rights import FORMS, Right, who
from forms_app.staff.search import near_dates, places, queues
from forms_app.staff.search.queues import Wanted
from forms_app.staff.submissions import contents, left_behind, unsaved_text
from forms_app.staff.submissions.states import STATES
from forms_app.staff.views import unread
from forms_app.storage import draft_budget
from forms_app.storage.rows import ListPlace
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions.inbox import ListedRow

PAGE = 50
URGENT = 20  # so many on the first page, beside the newest
NAMED = 5  # of those that were set apart, on the first page
LATE_OR_SOON, ALL_OTHERS, SET_APART = Wanted(due="urgent"), Wanted(due="later"), Wanted(state=SubmissionState.APART)
Answer = str | tuple[str, int]


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    row: ListedRow
    title: str
    days_left: int | None


def inbox() -> Answer:
    return listing()


def listing(problem: str = "", status: int = 200) -> Answer:
    """One page of the list that the address asks for; with a `problem`, what was ticked and chosen still stands."""
    chosen, here = Wanted.of(request.args), places_here()
    with office().database.read() as connection:
        page = _filter(connection, chosen) if chosen.arguments else _whole(connection)
        beside = filters(connection, chosen) | {"trouble": undelivered.standing(connection)}
        beside["draft_alarm"] = draft_budget.alarm(connection) if signed_in().role in who(Right.OVERSEE) else None
        beside["near_dates"] = _near_dates(connection)
        cannot = unread.list_unread(connection, signed_in(), office())
        apart = [] if chosen.arguments or here else _list_rows(connection, SET_APART, NAMED, None)[:NAMED]
        begun = unsaved_text.waiting(connection, office(), signed_in().account_id)
    lists = {"entries": entries(page.rows), "urgent": entries(page.urgent), "more_urgent": page.more_urgent}
    context = {**lists, **again(problem), "unread": cannot, "begun": begun, "apart": apart}
    context["begun_of_customers"] = begun_of_customers.has_some()
    context |= {
        "at": {**chosen.arguments, **here},
        "is_further": bool(here),
        "next": page.next and chosen.address_of(page.next),
    }
    return render_template("staff/inbox.html", **context, **beside), status


def _near_dates(connection: Connection) -> int:
    """For whoever is led to their list, on the page of customers. Asks the forms' database alone: the inbox goes on
    while the case data cannot be reached."""
    is_theirs = office().cases is not None and signed_in().role in who(Right.CUSTOMERS)
    return near_dates.count(connection, office(), signed_in()) if is_theirs else 0


def again(problem: str) -> dict[str, Any]:
    """What was ticked and chosen for many at once, where nothing was done with it."""
    ticked = [chosen.partition("@")[0] for chosen in fields("chosen")] if problem else []
    return {
        "problem": problem,
        "ticked": ticked,
        "was": {"state": field("state"), "owner": field("owner")} if problem else {},
    }


def places_here() -> dict[str, str]:
    """Which page of the list this is, to come back to it."""
    asked = {name: places.from_request(name) for name in ("urgent", "after")}
    return {name: places.written(place) for name, place in asked.items() if place is not None}


class Page(NamedTuple):
    """What stands on one page of a list, and the arguments of the address of the next one."""

    urgent: list[ListedRow]
    rows: list[ListedRow]
    next: dict[str, str]
    more_urgent: bool = False


def _filter(connection: Connection, chosen: Wanted) -> Page:
    rows = _list_rows(connection, chosen, PAGE, places.from_request())
    return Page([], rows[:PAGE], _next(chosen, rows))


def _whole(connection: Connection) -> Page:
    """Everything that is open. The first page shows the most urgent and the newest; the next ones go on with what is
    urgent, then with the rest: each submission stands on one of them."""
    urgent_after, after = places.from_request("urgent"), places.from_request()
    is_first = urgent_after is None and after is None
    most = URGENT if is_first else PAGE
    urgent = _list_rows(connection, LATE_OR_SOON, most, urgent_after) if is_first or urgent_after else []
    more_urgent = len(urgent) > most
    rows = [] if more_urgent and not is_first else _list_rows(connection, ALL_OTHERS, PAGE, after)
    if not more_urgent:
        return Page(urgent, rows[:PAGE], _next(ALL_OTHERS, rows))
    reached = rows[:PAGE][-1:] if is_first else []
    others = {"after": places.written(ALL_OTHERS.place(reached[0]))} if reached else _keep_filters(after)
    return Page(
        urgent[:most], rows[:PAGE], {"urgent": places.written(LATE_OR_SOON.place(urgent[most - 1])), **others}, True
    )


def _keep_filters(after: ListPlace | None) -> dict[str, str]:
    return {"after": places.written(after)} if after else {}


def _next(chosen: Wanted, rows: list[ListedRow]) -> dict[str, str]:
    return {"after": places.written(chosen.place(rows[PAGE - 1]))} if len(rows) > PAGE else {}


def _list_rows(connection: Connection, chosen: Wanted, most: int, after: ListPlace | None) -> list[ListedRow]:
    """One more than a page shows, to know whether there are others."""
    if after is not None and not chosen.holds(after):
        abort(404)
    return queues.list_rows(connection, signed_in(), chosen, _today(), most + 1, after)


def filters(connection: Connection, chosen: Wanted) -> dict[str, Any]:
    """The counts above the list and the choices of its filters."""
    queue = {"": Wanted(), "late": Wanted(due="late"), "soon": Wanted(due="soon")}
    queue |= {"none": Wanted(owner="none"), "me": Wanted(owner="me"), "apart": Wanted(state=SubmissionState.APART)}
    return {
        "wanted": chosen,
        "counts": {name: queues.count(connection, signed_in(), one, _today()) for name, one in queue.items()},
        "counted": queues.COUNTED,
        "forms": {form: contents.title(form) for form in sorted(FORMS[signed_in().role])},
        "states": {state: str(name) for state, name in STATES.items()},
        "colleagues": changes.colleagues(connection),
        "left_behind": left_behind.owners(connection, signed_in()),
    }


def entries(rows: list[ListedRow]) -> list[Entry]:
    titles = {form: contents.title(form) for form in {row.form for row in rows}}
    return [Entry(row, titles[row.form], _days_left(row)) for row in rows]


def _days_left(row: ListedRow) -> int | None:
    return (row.due_on - _today()).days if queues.has_due(row) and row.state != SubmissionState.CLOSED else None


def _today() -> date:
    return office().today()
