"""What she wrote without the keys that she has now, as the staff side sealed it to her."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from forms_app.account.forms.sent import Request
from forms_app.account.views.opened import hers
from forms_app.bundles import own_words
from forms_app.bundles.own_words import OwnWords
from forms_app.forms.questionnaire import Section


def whole(found: Request) -> Request | None:
    """What she sent with keys that are lost; None while it is not there."""
    return _with(found, own_words.WHOLE)


def part(found: Request) -> Request | None:
    """What staff keyed in, or what she asked on the public site: without what tells where somebody is."""
    return _with(found, own_words.PART)


def told(sections: list[Section], answers: dict[str, Any]) -> list[Section]:
    """Of a part what is there: what was left out must not read as left blank."""
    there = [one._replace(rows=[row for row in one.rows if row.name in answers and row.lines]) for one in sections]
    return [one for one in there if one.rows]


def _with(found: Request, how_much: str) -> Request | None:
    words = hers().open(own_words.kind_of(hers().public.id, found.kept["reference"], how_much), OwnWords)
    return replace(found, kept={**found.kept, "answers": json.loads(words.answers)}) if words else None
