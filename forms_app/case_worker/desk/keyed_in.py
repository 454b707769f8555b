"""What staff keyed in for whoever telephoned, wrote or came: it stands in the account of that person, if there is one.

Only if the number and the name are hers: a number alone is known to others too, and is mistyped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from forms_app.bundles.history import What
from forms_app.case_data.store.asks import Ask, Reply, Word
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.telling import sent_forms as stored
from forms_app.case_worker import sealing, sent_forms
from forms_app.case_worker.desk import matching
from forms_app.case_worker.desk.stopping import note
from forms_app.case_worker.parts import Parts
from forms_app.text import folding

CHANNELS = ("phone", "hand", "mail")


def keyed_in(parts: Parts, ask: Ask, body: Mapping[str, Any]) -> Reply:
    """Done twice it stands there once."""
    said = {**sent_forms.checked(body), "channel": CHANNELS[CHANNELS.index(body["channel"])]}
    person_id = parts.data.person_of(folding.digits(body["participant_id"]))
    rows = parts.data.rows_of(person_id) if person_id else None
    if person_id is None or rows is None or not matching.is_name(body["name"], rows.person):
        return Reply(Word.NO_ACCOUNT)
    with parts.cases.aside.read() as connection:
        every = parts.own_list.of_person(connection, person_id)
        there = stored.with_keys(connection, person_id, stored.BY_STAFF)
    if not every:
        return Reply(Word.NO_ACCOUNT)
    if said["reference"] not in {sent_forms.opened(parts, person_id, one).reference for one in there}:
        _keep(parts, ask, every, said)
    sealing.seal_person(parts, person_id)
    return Reply(Word.DONE)


def _keep(parts: Parts, ask: Ask, every: list[HolderKeys], said: Mapping[str, str]) -> None:
    person_id = every[0].person_id
    box = sent_forms.locked(parts, person_id, json.dumps(said))
    with parts.cases.aside.write() as connection:
        stored.add(connection, person_id, stored.BY_STAFF, box)
        for holder in every:
            note(parts, connection, ask, holder, What.KEYED_IN, said["form"])
