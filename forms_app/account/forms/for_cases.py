"""For which of her cases a change is: one submission for each that she ticks, as the check page offers them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g

from forms_app.account.views.cases.shown import CaseShown, by_case_id, cases_shown
from forms_app.account.views.opened import details, opened
from forms_app.facts.agency import CALIFORNIA_COUNTIES
from forms_app.forms import Form, KnownForm
from forms_app.forms.places import UNSURE
from forms_app.i18n.translation import gettext as _

FIELD, CHOSEN = "for_case", "for_cases"  # what the check page posts; where a draft keeps them
Case = dict[str, Any]  # the answers that say which case: case_number, county


def offered() -> list[CaseShown]:
    """Those that are open, each once; where none is, all of them."""
    every = by_case_id(cases_shown(opened().money, details())).values()
    return [one for one in every if one.case.status == "open"] or list(every)


def asks_which(form: Form) -> bool:
    """Whether its case is hers to choose: not of a date or a message, which is of one case from the beginning."""
    return isinstance(form, KnownForm) and not (form.policy.of_date or form.policy.is_message)


def choose(form: Form, posted: Mapping[str, Sequence[str]]) -> str:
    """Keeps for this request which cases she ticked; else the sentence that says what to do."""
    if not asks_which(form):
        return ""
    known, ticked = {one.case.case_id: one for one in offered()}, frozenset(posted.get(FIELD, ()))
    g.ticked = ticked
    if any(one not in known for one in ticked):
        return _("One of the cases that you ticked is no longer among yours. Tick again, in the list as it is now.")
    if not ticked:
        return _("Tick each case for which you send this.")
    g.for_cases = [answers_of(one) for case_id, one in known.items() if case_id in ticked]
    return ""


def chosen() -> list[Case]:
    """As `choose` kept them; an empty one where the form itself says which case."""
    found: list[Case] = g.get(CHOSEN) or [{}]
    return found


def is_ticked(one: CaseShown) -> bool:
    """What was ticked stays so on the page that comes again."""
    return one.case.case_id in g.get("ticked", ())


def answers_of(one: CaseShown | None) -> Case:
    if one is None:
        return {"case_number": {"none": True}, "county": UNSURE}
    county = one.case.county if one.case.county in CALIFORNIA_COUNTIES else UNSURE
    return {"case_number": {"text": one.case.case_id}, "county": county}
