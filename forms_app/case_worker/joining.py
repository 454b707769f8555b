"""A question of the public site that a holder says is hers: noted with her proof, which staff check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.telling import joined
from forms_app.case_data.store.telling.joined import Joined
from forms_app.case_worker import events, sealing
from forms_app.case_worker.parts import Parts

PROOF_BYTES, LONGEST_CASE = 32, 40
REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def note(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order of kind `joined`."""
    reference, case, proof = (str(body.get(name, "")) for name in ("reference", "case", "proof"))
    if not REFERENCE.fullmatch(reference) or len(case) > LONGEST_CASE or not _is_hex(proof):
        return Answer.NOT_HERS
    one = Joined(reference, holder.person_id, holder.public.id, case, bytes.fromhex(proof))
    with parts.cases.aside.write() as connection:
        joined.add(connection, one)
    sealing.seal_person(parts, holder.person_id)  # what she wrote in it is asked for, if it is noted as sent
    return Answer.DONE


def note_sent(parts: Parts, holder: HolderKeys, body: Mapping[str, Any]) -> Answer:
    """An order of kind `sent`; of what joined it comes before or after the other."""
    word = events.obey_sent(parts, holder, body)
    with parts.cases.aside.read() as connection:
        hers = {one.reference for one in joined.of_person(connection, holder.person_id)}
    if word is Answer.DONE and body["reference"] in hers:
        sealing.seal_person(parts, holder.person_id)
    return word


def _is_hex(text: str) -> bool:
    return len(text) == 2 * PROOF_BYTES and all(one in "0123456789abcdef" for one in text)
