"""For a paper form: when a page is to be filled in, found by asking the page itself about each answer before it."""

from __future__ import annotations

from babel.lists import format_list

from forms_app.forms import Form
from forms_app.forms.paths import possible
from forms_app.forms.questions import Page
from forms_app.i18n.translation import get_locale
from forms_app.i18n.translation import gettext as _

_MANY = 4


def condition(form: Form, page: type[Page]) -> str:
    """A whole sentence that says when to fill in this page; empty if always."""
    if page.applies({}):
        return ""
    for before in form.pages[: form.pages.index(page)]:
        for question in before.of():
            words = [label for label, value in possible(question) if page.applies({question.name: value})]
            if words:
                return _sentence(form.numbers[question.name], words)
    return str(_("Only if it is about you."))


def _sentence(number: int, words: list[str]) -> str:
    if len(words) > _MANY:
        return str(_("Only if your answer to question %(number)d calls for it.", number=number))
    answer = format_list([f"“{word}”" for word in words], "or", get_locale())
    return str(_("Only if %(answer)s is marked in question %(number)d.", answer=answer, number=number))
