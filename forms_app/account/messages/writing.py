"""What she writes into a conversation: a page of the form, kept as each of its pages is, and sent as the form is."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g

from forms_app.account.forms import about_case, aside, late, sent
from forms_app.account.forms.sent import Request
from forms_app.account.messages import pages
from forms_app.account.pages import draw, see_other
from forms_app.account.views.cases.shown import CaseShown
from forms_app.account.views.opened import hers
from forms_app.filling import form_pages
from forms_app.filling.steps import has_token, read_post
from forms_app.forms.questions import Page
from forms_app.storage.drafts import Changed

blueprint = Blueprint("messages", __name__)


@blueprint.post("/messages/write/<int:place>/")
def write(place: int) -> Response | tuple[str, int] | str:
    """`place`: of the case among hers as the page was drawn. What was typed is on the page again, whatever is wrong."""
    if not hers().is_confirmed:
        return draw("account/hidden.html", her=hers())
    form, posted = about_case.message_form(), read_post()
    words = form.pages[0]
    typed = words.of(posted)
    about = late.about_in(posted)
    shown = about_case.marked(about) if about else about_case.at_place(place) or abort(404)
    if shown is None:
        return pages.not_sent_page(typed), 409
    if not has_token(posted):
        return pages.draw_box(shown, typed, trouble="token"), 400
    g.show_again = lambda: pages.draw_box(shown, typed, trouble="storage")
    if pages.draft_about(shown) is None and (again := _just_sent(shown, typed)):
        return see_other(f"/requests/{again.place}/")
    try:
        _go_on(shown)
    except Changed:
        return pages.draw_box(shown, typed, trouble="changed"), 409
    return form_pages.keep(form.name, words.slug)


def _go_on(shown: CaseShown) -> None:
    """With what she has begun about this case, or anew; what she has begun about another waits. Raises Changed."""
    last, wanted = pages.draft(), pages.draft_about(shown)
    if last is None or not pages.is_about(last, shown):
        aside.change_to(about_case.of_case(shown), last)
        if wanted is None:
            about_case.begin(about_case.message_form(), shown.place)


def _just_sent(shown: CaseShown, typed: Page) -> Request | None:
    """The same words about the same case a moment ago: Back, and the button once more."""
    case = about_case.of_case(shown)
    last = next(iter(sent.page(1, case)), None)
    if last is None or not last.is_new or last.form != about_case.message_form() or not typed.validate():
        return None
    said = {name: last.kept["answers"].get(name) for name in typed.values}
    return last if said == typed.values else None
