"""All questions of the calculator on one page, for who would rather see them at once; kept as page by page.

What was not on the page, because another way in was chosen, stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, g, make_response, redirect, request

from forms_app.deadlines.clock import utc_now
from forms_app.facts import languages
from forms_app.filling.form_pages import AGAIN
from forms_app.filling.steps import around, draft_here, has_token, read_post, to, token_here
from forms_app.forms import CALCULATOR
from forms_app.forms.calculator import extras, family, incomes
from forms_app.forms.questions import Page
from forms_app.i18n import urls
from forms_app.public.services import services
from forms_app.storage.drafts import Changed, Draft, TooLong
from forms_app.text import Raw
from forms_app.web.pages import draw

blueprint = Blueprint("calculator_at_once", __name__)
FILING = (incomes.MyFiling, incomes.OtherFiling)
INCOMES: dict[str, tuple[type[Page], ...]] = {
    family.NET: (incomes.MyNet, incomes.OtherNet),
    family.STUB: (incomes.MyStub, incomes.OtherStub, *FILING),
    family.GROSS: (incomes.MyPay, incomes.OtherPay, *FILING),
}
TIMES: dict[str, tuple[type[Page], ...]] = {
    family.ME: (family.OtherTime,),
    family.OTHER: (family.MyTime,),
    family.DIFFERS: (family.Each,),
}
EXTRAS = (
    extras.Benefits,
    extras.Deductions,
    extras.OtherChildren,
    extras.SupportPaid,
    extras.Costs,
    extras.Absent,
)
Pages = Sequence[Page]


@blueprint.get("/forms/calculator/tasks/")
def show() -> str:
    draft = draft_here(CALCULATOR)
    raw = {name: texts for page in draft.raw.values() for name, texts in page.items()}
    pages = [kind.of(_suggested(kind, raw, draft)) for kind in CALCULATOR.pages]
    if AGAIN in request.args:  # as on the answer to the post
        list(_check(pages))
    return _draw(draft, pages)


def _suggested(kind: type[Page], raw: Raw, draft: Draft) -> Raw | None:
    return raw if kind.slug in draft.raw else kind.suggested(draft.values) or None


@blueprint.post("/forms/calculator/tasks/")
def keep() -> Response | tuple[str, int]:
    posted = read_post()
    pages = [kind.of(_with_extras(posted)) for kind in CALCULATOR.pages]
    g.show_again = lambda: _draw(g.get("draft") or Draft(CALCULATOR.name), pages, "storage")
    draft = g.draft = draft_here(CALCULATOR)
    pages = [page if page.raw else type(page).of(draft.raw.get(page.slug, {})) for page in pages]
    if not has_token(posted):
        return _draw(draft, pages, "token"), 400
    if posted.get("version") != [str(draft.version)]:
        return _draw(draft, pages, "changed"), 409
    return _store(draft, pages, posted.get("go", ["next"])[0])


def _with_extras(posted: Raw) -> Raw:
    """What only some families have is not asked about here: where something is typed, it applies."""
    typed = {kind.slug: kind.of(posted).raw.values() for kind in EXTRAS}
    said = [slug for slug, raw in typed.items() if any(text.strip() for texts in raw for text in texts)]
    return {**posted, "more": said or [extras.NONE]}


def _store(draft: Draft, pages: Pages, go: str) -> Response | tuple[str, int]:
    before, wrong = draft.version, False
    for page, asked, valid in _check(pages):
        wrong |= asked and not valid
        if asked or page.raw:
            draft = draft.with_page(page.slug, page.raw, page.values if valid else None)
    versions = dict.fromkeys(CALCULATOR.by_slug, before + 1)
    draft = replace(draft, version=before + 1, versions=versions, checked=not wrong)
    try:
        services().drafts.save(token_here(), draft, utc_now())
    except Changed:
        return _draw(draft_here(CALCULATOR), pages, "changed"), 409
    except TooLong:
        return _draw(draft_here(CALCULATOR), pages, "too_long"), 413
    if go == "next" and wrong:
        return _draw(draft, pages), 422
    return _after(draft, go)


def _check(pages: Pages) -> Iterator[tuple[Page, bool, bool]]:
    """Each page, whether the answers before it call for it, and whether it is answered well."""
    values: dict[str, Any] = {}
    for page in pages:
        asked = type(page).applies(values)
        valid = asked and page.validate() and page.agrees(values)
        values |= page.values if valid else {}
        yield page, asked, valid


def _after(draft: Draft, go: str) -> Response:
    if go in languages.LANGUAGES:
        return make_response(redirect(urls.path_in(request.path, go), 303))
    if go == "save":
        headers = {"Version": str(draft.version), "Left": str(draft.seconds_left(utc_now()))}
        return Response(status=204, headers=headers)
    return to(CALCULATOR, CALCULATOR.end if go == "next" else "tasks")


def _draw(draft: Draft, pages: Pages, trouble: str = "") -> str:
    way, home = (draft.values.get(name) for name in ("way", "home"))
    time = TIMES.get(home, ()) if home else (family.OtherTime, family.MyTime)
    shown: tuple[type[Page], ...] = (family.Way, family.Children, family.Home, *time, *INCOMES[way or family.NET])
    return draw(
        "calculator/one_page.html",
        pages=[page for page in pages if isinstance(page, shown)],
        extras=[page for page in pages if isinstance(page, EXTRAS)],
        errors=[error for page in pages for error in page.error_summary],
        trouble=trouble,
        **around(CALCULATOR, draft),
    )
