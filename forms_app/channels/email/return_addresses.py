"""The address that a mail comes back to: one of its own for each, so that a report is matched whatever it says.

After the plus stand the row's id and a mark that only the worker's key makes (a variable envelope return path). It is
letters and digits in lower case, for some servers change the case of an address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from forms_app.channels.email.mail_server import NO_BOUNCES, Relay
from forms_app.settings import SettingsError

PURPOSE = "the address that a mail comes back to"
ROW_BYTES, MARK_BYTES = 16, 5
CODE = re.compile(r"(?<![a-z2-7])[a-z2-7]{34}(?![a-z2-7])", re.IGNORECASE)
LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
LONGEST_NAME = LONGEST_LOCAL - 35


@dataclass(frozen=True)
class Returns:
    """`keys`: the one that marks, then the retired ones. `address`: what a code is added to; empty to add none."""

    keys: tuple[bytes, ...]
    address: str

    @classmethod
    def to(cls, relay: Relay, sender: str, keys: tuple[bytes, ...]) -> Returns:
        """As SMTP_URL says, else to the sender. Raises SettingsError."""
        address = "" if relay.bounces == NO_BOUNCES else relay.bounces or sender
        if len(address.rpartition("@")[0]) > LONGEST_NAME:
            raise SettingsError(
                f"SMTP_URL: the name in {address} is too long to carry a mail's own code: {LONGEST_NAME} letters are "
                "the most; write &bounces=back@example.org, or &bounces=none"
            )
        return cls(keys, address)

    def of(self, row_id: str) -> str:
        """The envelope sender of one mail; empty where it is to be the sender everybody sees."""
        if not self.address:
            return ""
        name, _, domain = self.address.rpartition("@")
        return f"{name}+{_code(self.keys[0], bytes.fromhex(row_id))}@{domain}"

    def named_in(self, text: str) -> set[str]:
        """The rows whose address stands in the text. A mark that is none of ours names nothing."""
        return {row.hex() for code in CODE.findall(text) for row in self._row(code.lower())}

    def _row(self, code: str) -> list[bytes]:
        row = base64.b32decode(code.upper() + "=" * (-len(code) % 8))[:ROW_BYTES]
        return [row] if any(hmac.compare_digest(code, _code(key, row)) for key in self.keys) else []


def _code(key: bytes, row: bytes) -> str:
    mark = hmac.digest(key, row, hashlib.sha256)[:MARK_BYTES]
    return base64.b32encode(row + mark).decode("ascii").rstrip("=").lower()
