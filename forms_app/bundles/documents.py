"""One document of hers as it is sealed to her: the PDF as it came, filled up so that its length tells little.

It lies in a row of its own, found by her keys and the document together: who has both lists still joins nothing.
"""

from __future__ import annotations

import base64
import hashlib

from forms_app.bundles.codec import Unreadable

VERSION = 1
LENGTH_BYTES = 4
FILLED_TO = 16 * 1024
NAME_BYTES = 8  # eleven characters: a kind has twenty
KIND = "document"


def kind_of(key_id: bytes, doc_id: str) -> str:
    """Under which a document lies among the bundles of these keys."""
    digest = hashlib.sha256(key_id + doc_id.encode()).digest()[:NAME_BYTES]
    return f"{KIND} {base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def encode(pdf: bytes) -> bytes:
    """version (1) | length (4) | the PDF | zeros up to a multiple of FILLED_TO."""
    body = bytes([VERSION]) + len(pdf).to_bytes(LENGTH_BYTES, "big") + pdf
    return body + bytes(-len(body) % FILLED_TO)


def decode(data: bytes, sha256: str) -> bytes:
    """The PDF, if it is the one of this hash (hexadecimal). Raises Unreadable."""
    start = 1 + LENGTH_BYTES
    pdf = data[start : start + int.from_bytes(data[1:start], "big")]
    if data[:1] != bytes([VERSION]) or hashlib.sha256(pdf).hexdigest() != sha256:
        raise Unreadable("another document, or another version")
    return pdf
