"""What a holder sent with keys that are lost, or staff keyed in for her: enough to read how it stands.

What she wrote is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KIND = "earlier"


@dataclass(frozen=True, slots=True)
class Sent:
    """One form. The two numbers together open its status. `channel`: phone, hand or mail, where staff keyed it in."""

    form: str
    reference: str
    receipt_code: str
    sent_at: datetime
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The oldest first."""

    sent: tuple[Sent, ...]
