"""What a package holds sealed, addresses and documents: in which context, and what is inside.

Whoever packs seals with this, and whoever opens reads with it: addresses are sealed to the inbox key and opened one by
one to print a letter, documents to the case-data worker's key.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from forms_app.sealing.key_files import KEY_ID_BYTES
from forms_app.sealing.seal import ENVELOPE

SEALED_AT_LEAST = 1 + KEY_ID_BYTES + 1120 + 16  # version, key id, what the KEM encapsulates, tag


def of_address(person_id: str) -> str:
    """The context in which this person's address opens."""
    return f"case data, address, {person_id}"


def of_document(doc_id: str) -> str:
    """The context in which this document opens."""
    return f"case data, document, {doc_id}"


def write_address(lines: Sequence[str]) -> bytes:
    """The lines as they are printed under the name."""
    return json.dumps(list(lines), ensure_ascii=False).encode()


def read_address(opened: bytes) -> tuple[str, ...]:
    return tuple(json.loads(opened))


def is_sealed(data: bytes) -> bool:
    """Whether it has the form of an envelope; only its key tells whether it is one."""
    return data.startswith(ENVELOPE) and len(data) > SEALED_AT_LEAST


def key_id(sealed: bytes) -> bytes:
    """Of the key to which it was sealed."""
    return sealed[len(ENVELOPE) : len(ENVELOPE) + KEY_ID_BYTES]
