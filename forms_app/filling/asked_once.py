"""What is asked once and then let be: whether what looks like a Social Security number, or words in place of a number,
shall stand.

Where a number is asked for, she is stopped; in her own words she is warned. The draft remembers it, with or without
script, over Back and on another device; of what she typed it remembers nothing but a keyed hash.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import replace

from forms_app.filling.services import services
from forms_app.forms.questions import Doubt, Page
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.sealing.seal import derive
from forms_app.storage.drafts import Draft


def new_doubts(filled: Page, draft: Draft) -> list[Doubt]:
    """What this page holds that she has not been asked about yet."""
    return [doubt for doubt in filled.doubts() if not draft.asked_once.issuperset(_marks(doubt))]


def mark_asked(draft: Draft, doubts: Sequence[Doubt]) -> Draft:
    return replace(draft, asked_once=draft.asked_once.union(*map(_marks, doubts)))


def say(doubts: Sequence[Doubt]) -> None:
    """Beside each question."""
    for doubt in doubts:
        if doubt.question.is_number:
            doubt.question.errors, doubt.question.wrong_inputs = [str(_stop(doubt))], (doubt.input,)
        else:
            doubt.question.warning = str(_warning(doubt))


def _stop(doubt: Doubt) -> object:
    if doubt.words:
        return _l(
            "“%(words)s” has no digits. If it is a name, or you do not have the number, delete it and mark “%(none)s”. "
            "If it is the number that we ask for, press “Continue” again.",
            words=doubt.words,
            none=getattr(doubt.question, "none", ""),
        )
    return _l(
        "This looks like a Social Security number: %(numbers)s. Do not give it here. If it is the number that we ask "
        "for, press “Continue” again.",
        numbers=doubt.shown,
    )


def _warning(doubt: Doubt) -> object:
    return _l(
        "This looks like a Social Security number: %(numbers)s. You do not have to give it, and you can take it out. "
        "To leave it as it is, press “Continue” again. Only its last four digits will be shown.",
        numbers=doubt.shown,
    )


def _marks(doubt: Doubt) -> set[str]:
    key = derive(services().token_key, "asked once")
    typed = doubt.numbers or (doubt.words.casefold(),)
    names = (f"{doubt.question.short_name} {one}".encode() for one in typed)
    return {hmac.digest(key, one, "sha256")[:12].hex() for one in names}
