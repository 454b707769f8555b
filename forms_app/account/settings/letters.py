"""Whether letters come here in place of paper: plainly told, said yes to by whoever has opened a sample, taken back by
one question."""

from __future__ import annotations

from flask import Response

from forms_app.account.guard import field, posted
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.settings import letter_words
from forms_app.account.settings.first import Page
from forms_app.account.settings.ordering import order
from forms_app.account.views.opened import hers, only_confirmed
from forms_app.account.views.papers import shelf
from forms_app.bundles import papers as bundle
from forms_app.bundles.messages import Answer
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.pdf import sample

HERE = "/settings/letters/"
LONGEST = 40  # of what is typed as the word


@only_confirmed
def letters_page() -> Page:
    return _page()


@only_confirmed
def change_letters() -> Page:
    if "do-paper" in posted():
        return _told("paper", order("no-consent"))
    if "do-here" in posted():
        return _consent()
    return see_other(HERE)


@only_confirmed
def sample_file() -> Response:
    """Raises CannotPrint."""
    word = bundle.sample_word(hers().public.id, urls.language())
    pdf = services().compiler.pdf(sample(word, urls.language(), services().agency))
    name = _("document.pdf")
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(pdf, mimetype="application/pdf", headers=headers)


def _consent() -> Page:
    """The word is looked at here, to say at once what is wrong, and once more inside, before it counts."""
    word, goes_on = field("word")[:LONGEST], services().paper_goes_on
    if not bundle.is_sample_word(hers().public.id, urls.language(), word):
        return _page("word", _("This is not the word in the sample. Open the sample, and type the word in it.")), 422
    body = {"language": urls.language(), "word": word, "wording": bundle.wording(paper_goes_on=goes_on)}
    return _told("word", order("consent", **body, text=letter_words.text_mark(paper_goes_on=goes_on)))


def _told(name: str, word: str) -> Page:
    if word == Answer.DONE:
        return see_other(HERE)
    if word:
        return _page(name, _("This cannot be changed now.")), 422
    return _page(
        name, _("This takes longer than usual. It is not lost: look at this page again in a few minutes.")
    ), 422


def _page(name: str = "", wrong: str = "") -> str:
    goes_on, consent = services().paper_goes_on, shelf.papers().consent
    return draw(
        "account/settings/letters.html",
        consent=consent,
        is_current=consent is not None and consent.wording == bundle.wording(paper_goes_on=goes_on),
        told=letter_words.told(paper_goes_on=goes_on),
        errors=[(name, wrong)] if wrong else [],
        typed=field("word")[:LONGEST] if name == "word" else "",
    )
