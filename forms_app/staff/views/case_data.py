"""Case data: as of when it is, which packages came, which were refused and why, and what waits to be decided."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from forms_app.case_data.store import log
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.for_staff.decisions import Decisions, Waiting
from forms_app.case_data.store.reading import StoredCaseData
from forms_app.case_data.store.standing import LIFT
from forms_app.staff import audit
from forms_app.staff.audit import Action
from forms_app.staff.auth_guard import field, signed_in
from forms_app.staff.notices import told
from forms_app.staff.office import office
from forms_app.staff.paging import Part

EACH = 25  # packages on a page
Answer = Response | str | tuple[str, int]


def case_data() -> str:
    cases = _cases()
    return _page(cases) if cases.is_made() else render_template("staff/case_data.html", part=Part("page", 1, 0, EACH))


def decide() -> Answer:
    """A protection ends, or two people are one: asked once more, because neither can be taken back here."""
    cases, asked = _cases(), Waiting(field("what"), field("person_id"), field("value"))
    decisions = Decisions(cases)
    if not cases.is_made() or asked not in decisions.waiting():
        told("same")
    elif field("sure") != "yes":
        return _page(cases, asked), 422
    else:
        _decide(decisions, asked)
        told("saved")
    return redirect(url_for(".case_data"), 303)


def _decide(decisions: Decisions, asked: Waiting) -> None:
    """First the trail: two databases keep this, and what was done must not be missing there."""
    action = Action.PROTECTION_LIFTED if asked.what == LIFT else Action.PEOPLE_MADE_ONE
    by, at = signed_in().account_id, office().now()
    with office().database.write() as connection:
        audit.record(connection, office(), action, by, detail=asked.person_id)
    if asked.what == LIFT:
        decisions.lift(asked.person_id, str(by), at)
    else:
        decisions.join(asked.person_id, asked.value, str(by), at)


def _cases() -> CaseDatabase:
    """404 on a site that keeps none."""
    return office().cases or abort(404)


def _page(cases: CaseDatabase, unsure: Waiting | None = None) -> str:
    """`unsure`: the decision that was pressed without the tick."""
    data, part = StoredCaseData(cases), Part.asked("page", log.count(cases), EACH)
    return render_template(
        "staff/case_data.html",
        fresh=data.as_of(),
        packages=log.latest(cases, part.skipped, EACH),
        part=part,
        checked=data.cases_being_checked(),
        waiting=Decisions(cases).waiting(),
        unsure=unsure,
    )
