"""A question of the public site that a holder says is hers: noted with her proof, which staff check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forms_app.bundles.messages import Answer
from forms_app.case_data.store.holders import HolderKeys
from forms_app.case_data.store.telling import joined
from forms_app.case_data.store.telling.joined import Joined
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
    return Answer.DONE


def _is_hex(text: str) -> bool:
    return len(text) == 2 * PROOF_BYTES and all(one in "0123456789abcdef" for one in text)
