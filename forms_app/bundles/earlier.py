"""What a holder sent with keys that are lost: enough to read how it stands. What she wrote is not in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

KIND = "earlier"


@dataclass(frozen=True, slots=True)
class Sent:
    """One form. The two numbers together open its status."""

    form: str
    reference: str
    receipt_code: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Earlier:
    """The oldest first."""

    sent: tuple[Sent, ...]
