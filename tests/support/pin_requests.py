"""PIN requests as they come in."""

from __future__ import annotations

from typing import Any

from support.desk import Desk

ASKED = {
    "participant_id": {"text": "0470123456789"},
    "last_name": "Mendoza",
    "zip_on_file": "90012",
}


def ask(desk: Desk, **answers: Any) -> str:
    return desk.receive("pin-request", **{**ASKED, **answers})
