"""How a submission that staff keyed in had come: who keyed it, over which channel, and why its clock runs so."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask_babel import LazyString
from sqlalchemy import Connection, Row, select

from forms_app.clock import Deadline
from forms_app.models import accounts
from forms_app.staff.case.channels import WAYS, Came
from forms_app.staff.case.reading import Content
from forms_app.staff.office import Office
from forms_app.submissions import Keyed


class Origin(NamedTuple):
    """For the page of the submission. `rule` makes the received day of a mailed complaint."""

    who: str
    at: datetime
    way: LazyString
    keyed: Keyed
    rule: Deadline | None


def origin(connection: Connection, office: Office, row: Row[tuple[str]], content: Content) -> Origin | None:
    """None for what the person sent herself."""
    keyed = content.keyed
    if keyed is None or content.sent_at is None:
        return None
    person = connection.execute(select(accounts.c.name, accounts.c.email).where(accounts.c.id == keyed.by)).first()
    who = (person.name or person.email) if person else ""
    came = Came(row.form, row.language, keyed.channel, keyed.filed_on, keyed.came_in_on)
    return Origin(who, content.sent_at, WAYS[keyed.channel], keyed, came.mail_rule(office.rules))
