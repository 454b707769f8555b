"""What a holder orders about her papers: she opened one, she wants letters in the account alone, or paper again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms_app.bundles import papers as bundle
from forms_app.bundles.history import By, What
from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holders import HolderKeys, State
from forms_app.case_data.store.papers import delivered
from forms_app.case_data.store.papers.consents import PaperConsent
from forms_app.case_data.store.telling import wishes
from forms_app.case_worker import events, sealing
from forms_app.case_worker.parts import Parts
from forms_app.facts.languages import LANGUAGES

KIND = "papers"  # of the consents that are kept for ever
LONGEST = 40


def opened(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """She has it: nobody posts it to her any more. Which one it was stands in no event."""
    with parts.cases.aside.write() as connection:
        if not delivered.note_opened(connection, holder.person_id, str(body.get("doc", "")), parts.today()):
            return Answer.DONE
        events.write(connection, parts, holder, What.DOCUMENT_OPENED, By.HOLDER)
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def consent(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """She read these words, and opened the sample: the word in it is another for each pair of keys."""
    language, text = body.get("language"), body.get("text")
    if holder.state is not State.OPEN:
        return Answer.NOT_YET
    if language not in LANGUAGES or not isinstance(text, str) or len(text) > LONGEST:
        return Answer.NOT_RIGHT
    if not bundle.is_sample_word(holder.public.id, str(language), str(body.get("word", ""))):
        return Answer.NOT_RIGHT
    wording = bundle.wording(paper_goes_on=parts.paper.goes_on)
    if body.get("wording") != wording:
        return Answer.NOT_RIGHT
    with parts.cases.aside.write() as connection:
        parts.paper.consents.put(connection, PaperConsent(holder.public.id, wording, str(language), parts.today()))
        said = f"{language} {wording} {text}"
        wishes.note_consent(connection, holder.person_id, parts.now(), {KIND: True}, said)
        events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER, "papers-here")
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE


def no_consent(parts: Parts, holder: HolderKeys, _body: Mapping[str, Any]) -> Answer:
    """Paper again, from now on; what went into the account alone until now lies there."""
    with parts.cases.aside.write() as connection:
        if parts.paper.consents.of(connection, holder.public.id):
            parts.paper.consents.forget(connection, holder.public.id)
            wishes.note_consent(connection, holder.person_id, parts.now(), {KIND: False}, "withdrawn")
            events.write(connection, parts, holder, What.CONSENT_CHANGED, By.HOLDER, "papers-by-mail")
    sealing.seal_person(parts, holder.person_id)
    return Answer.DONE
