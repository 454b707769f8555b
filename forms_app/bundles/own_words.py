"""What a holder wrote without the keys that she has now, sealed to those by the staff side.

With keys that are lost she signed it: all of it comes back. What staff keyed in for her, and what she asked on the
public site, nobody signed: it comes without whatever tells where somebody is or can be reached.

Each lies in a row of its own, found by her keys and the reference together, as a document does.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

SEQ = 1  # what was sent never changes
NAME_BYTES = 8  # eleven characters: a kind has twenty
WHOLE, PART = "words", "part"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`answers`: as they were sent, in JSON; of a PART some are left out."""

    answers: str


def kind_of(key_id: bytes, reference: str, how_much: str = WHOLE) -> str:
    """Under which it lies among the bundles of these keys."""
    digest = hashlib.sha256(key_id + reference.encode()).digest()[:NAME_BYTES]
    return f"{how_much} {base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
