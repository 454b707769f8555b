"""In which ways a value could stand on a disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from urllib.parse import quote, quote_plus


def ways_to_write(text: str) -> Iterator[bytes]:
    """The text as it could stand in a file: plain, wide, encoded or escaped."""
    plain = text.encode()
    yield from (
        plain,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
    )
    yield from (
        quote(text).encode(),
        quote_plus(text).encode(),
        json.dumps(text)[1:-1].encode(),
        repr(text)[1:-1].encode(),
    )
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + plain)
        whole = encoded[4 if shift else 0 :].rstrip(b"=")[:-2]
        yield from (whole, whole.replace(b"+", b"-").replace(b"/", b"_"))
