"""Sentences that are ready to be put into an answer, each beside what it says in the language of whoever answers."""

from __future__ import annotations

from typing import NamedTuple

from forms_app.facts import ready_sentences
from forms_app.facts.languages import LANGUAGES
from forms_app.facts.ready_sentences import ReadySentence
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _
from forms_app.staff.acts.checks import Refused
from forms_app.staff.office import office


class Shown(NamedTuple):
    """`theirs`: as the person reads it; `mine`: as whoever answers does."""

    label: str
    theirs: str
    mine: str


def put_into(begun: str, sentence: ReadySentence, language: str) -> str:
    """Behind what stands in an answer, where it can be changed."""
    said = sentence.said(language, _facts(language))
    return f"{begun.rstrip()}\n\n{said}" if begun.strip() else said


def every(language: str) -> list[Shown]:
    """All of them, for somebody who reads this language."""
    return [_shown(one, language) for one in office().ready_sentences.values()]


def meant(text: str) -> list[Shown]:
    """Those that stand in an answer in a language that is not the reader's."""
    others = [language for language in LANGUAGES if language != urls.language()]
    return [
        _shown(one, language)
        for one in office().ready_sentences.values()
        for language in others
        if one.is_in(text, language, _facts(language))
    ]


def refuse_blanks(text: str) -> None:
    """Raises Refused where somebody left open what a sentence leaves to be filled in."""
    if blank := ready_sentences.unfilled(text, office().ready_sentences.values()):
        raise Refused(_("Fill in %(blank)s first: the person would read it as it stands.", blank=blank))


def _shown(one: ReadySentence, language: str) -> Shown:
    here = urls.language()
    return Shown(one.label[here], one.said(language, _facts(language)), one.said(here, _facts(here)))


def _facts(language: str) -> dict[str, str]:
    complaints = urls.path_in("/forms/complaint/", language)
    phone = office().agency.phones["customer_connect"].number
    return {"phone": phone, "complaint_page": f"{office().settings.public_url}{complaints}"}
