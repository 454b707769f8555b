"""What a holder may ask about: a date, cases of two counties; and staff who answer everything at once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import select

from forms_app.account.services import AccountServices
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.storage import status
from forms_app.storage.status import Status
from forms_app.storage.tables import submissions
from support.case_packages import Tables, change, rows, small

APPOINTMENT = {"kind": "appointment", "interpreter": "n", "case_id": "C1"}


def with_date(**cells: str) -> Tables:
    return change(small(), "events", 0, **{**APPOINTMENT, **cells})


def in_two_counties() -> Tables:
    tables = with_date()
    tables["cases"] += rows("cases", "C3,Orange,open,2021-01-01,,,,,")
    tables["case_parties"] += rows("case_parties", "C3,P1,receiver,2021-01-01,", "C3,P2,payer,2021-01-01,")
    return tables


def stored(services: AccountServices) -> list[dict[str, Any]]:
    """The content of everything that reached the agency, with its reference and the county that it is for."""
    opening = OpeningKeys(keys.private_pairs(services.settings, "inbox"))
    columns = submissions.c.reference, submissions.c.sealed, submissions.c.county
    with services.sent.read() as connection:
        found = connection.execute(select(*columns)).all()
    return [
        {**json.loads(opening.open(sealed, context=reference)), "reference": reference, "county": county}
        for reference, sealed, county in found
    ]


def answer(services: AccountServices, outcome: str, reply: str) -> None:
    on = date(2026, 11, 23)
    for content in stored(services):
        said = Status(content["form"], on, on, "answered", answered_on=on, reply=reply, outcome=outcome)
        with services.sent.write() as connection:
            status.write(connection, content["reference"], bytes.fromhex(content["status_key"]), said)
