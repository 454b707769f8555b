"""A form that is about one of her cases: begun with that case, and sent only while it is hers."""

from __future__ import annotations

import hashlib

from forms_app.account.forms import known
from forms_app.account.forms.sender import token
from forms_app.account.forms.sent import Case, case_of
from forms_app.account.services import services
from forms_app.account.views.cases.shown import CaseShown, cases_shown
from forms_app.account.views.opened import details, hers, opened
from forms_app.filling.start import pages_known
from forms_app.forms import Form, sent_from
from forms_app.storage.drafts import Draft

SEEN = "seen"  # among the values of a draft: her case as it was when she began


def message_form() -> Form:
    """The form that a conversation is made of."""
    return next(form for form in sent_from("account").values() if form.policy.is_message)


def cases_here() -> list[CaseShown]:
    return cases_shown(opened().money, details())


def find(case: Case | None) -> CaseShown | None:
    """Of hers the one that is meant; None once it is in her account no more."""
    return next((one for one in cases_here() if case and of_case(one).mark == case.mark), None)


def cases_apart() -> list[CaseShown]:
    """Where she has two roles in one case, the first."""
    found: dict[Case, CaseShown] = {}
    for one in cases_here():
        found.setdefault(of_case(one), one)
    return list(found.values())


def at_place(place: int) -> CaseShown | None:
    """The how manieth of hers, from 1."""
    return next((one for one in cases_here() if one.place == place), None)


def only_one() -> CaseShown | None:
    """Where she has no other."""
    every = cases_apart()
    return every[0] if len(every) == 1 else None


def marked(mark: str) -> CaseShown | None:
    """By what a page carries that was drawn about it: in its place another may stand by the time that it is posted."""
    return next((one for one in cases_here() if of_case(one).mark.hex() == mark), None)


def of_case(shown: CaseShown) -> Case:
    return Case(shown.case.case_id, shown.case.county)


def case_of_draft(form: Form, draft: Draft) -> Case | None:
    """None while none was given."""
    case = case_of({"form": form.name, "answers": form.relevant(draft.values)})
    return case if case and case.number else None


def may_send(form: Form, draft: Draft) -> bool:
    """Not about a case that is gone. Where her cases cannot be shown just now nobody can say that, and it goes."""
    if not form.policy.is_message or draft.sending:
        return True
    case = case_of_draft(form, draft)
    if case is None:
        return False
    if draft.values.get(SEEN) == _seen(case):  # nothing was sealed anew since: what opens slowly stays closed
        return True
    money = opened().money
    return money is None or any(Case(one.case_id, one.county).mark == case.mark for one in money.cases)


def begin(form: Form, place: int) -> Draft:
    """A new draft about a case of hers, `place` among them: what is known of it need not be confirmed on a page."""
    parts, now, raw = services(), services().now(), known.suggested(form, place)
    shown = at_place(place)
    values = {SEEN: _seen(of_case(shown))} if shown else {}
    draft = parts.drafts.start(token(), form.name, now, values, pages_known(form, raw))
    for page in (kind.of(raw) for kind in form.pages):
        if page.raw and page.validate():
            draft = draft.with_page(page.slug, page.raw, page.values)
            parts.drafts.save(token(), draft, now)
    return draft


def _seen(case: Case) -> str:
    """Of the case and of her bundle in which it was found; whatever is sealed anew makes another."""
    her = hers()
    sealed = her.sealed_money.sealed if her.sealed_money and her.age.is_shown else b""
    return hashlib.sha256(case.mark + sealed).hexdigest()
