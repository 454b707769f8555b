"""What she wrote without the keys that she has now, as the staff side sealed it to her, by its reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from forms_app.account.views.opened import hers
from forms_app.bundles import own_words as bundle
from forms_app.bundles.own_words import OwnWords
from forms_app.forms import Section

Answers = dict[str, Any]


def whole(reference: str) -> Answers | None:
    """What she sent with keys that are lost; None while it is not there."""
    return _answers(reference, bundle.WHOLE)


def part(reference: str) -> Answers | None:
    """What staff keyed in, or what she asked on the public site: without what tells where somebody is."""
    return _answers(reference, bundle.PART)


def told(sections: list[Section], answers: Mapping[str, Any]) -> list[Section]:
    """Of a part what is there: what was left out must not read as left blank."""
    there = [one._replace(rows=[row for row in one.rows if row.name in answers and row.lines]) for one in sections]
    return [one for one in there if one.rows]


def _answers(reference: str, how_much: str) -> Answers | None:
    words = hers().open(bundle.kind_of(hers().public.id, reference, how_much), OwnWords)
    found: Answers | None = json.loads(words.answers) if words else None
    return found
