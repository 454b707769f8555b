"""Whether a webhook comes from the carrier: the signature that Twilio and those who read its words put on each request.

HMAC-SHA1 over the address and every field in order, base64 (twilio.com/docs/usage/security). Ten lines of our own: the
library brings an HTTP client, an event loop and tokens along that nothing here needs.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping, Sequence


def sign(token: str, url: str, fields: Mapping[str, Sequence[str]]) -> str:
    said = url + "".join(f"{name}{value}" for name in sorted(fields) for value in sorted(set(fields[name])))
    return base64.b64encode(hmac.digest(token.encode(), said.encode(), "sha1")).decode()


def is_right(token: str, url: str, fields: Mapping[str, Sequence[str]], given: str) -> bool:
    return hmac.compare_digest(sign(token, url, fields).encode(), given.encode())
