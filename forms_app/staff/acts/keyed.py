"""How a submission that staff keyed in had come: who keyed it, over which channel, and why its clock runs so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from forms_app.deadlines import Deadline
from forms_app.forms import clock_of
from forms_app.i18n.translation import LazyString
from forms_app.staff.acts.acts import Act
from forms_app.staff.office import Office
from forms_app.staff.submissions.channels import WAYS
from forms_app.staff.submissions.contents import Content
from forms_app.storage.accounts import staff
from forms_app.storage.submissions.submission import Keyed
from forms_app.storage.submissions.submissions import SubmissionRow


class Origin(NamedTuple):
    """For the page of the submission. `rule` makes the received day of a mailed complaint."""

    who: str
    at: datetime
    way: LazyString
    keyed: Keyed
    rule: Deadline | None


def origin(
    connection: Connection, office: Office, row: SubmissionRow, content: Content, noted: list[Act]
) -> Origin | None:
    """None for what the person sent herself. `noted`: the acts that stand, with what was corrected of its arrival."""
    keyed = content.keyed
    if keyed is None or content.sent_at is None:
        return None
    for act in (one for one in noted if one.kind == "arrived"):
        keyed = replace(keyed, arrival=act.arrival)
    person = staff.find_email(connection, keyed.by)
    who = staff.find_name(connection, keyed.by) or (person.email if person else "")
    rule = clock_of(row.form).mail_rule(office.rules, keyed.arrival)
    return Origin(who, content.sent_at, WAYS[keyed.arrival.channel], keyed, rule)
