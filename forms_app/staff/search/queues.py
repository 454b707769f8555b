"""The filters of the inbox's URL: which submissions they ask for, of those that this person may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from flask import abort, url_for
from sqlalchemy import Connection

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.rights import EVERY_FORM, FORMS, sees
from forms_app.staff.submissions.states import STATES
from forms_app.storage.rows import NO_DAY, ListPlace
from forms_app.storage.states import SubmissionState
from forms_app.storage.submissions import inbox as rows
from forms_app.storage.submissions import submissions
from forms_app.storage.submissions.inbox import Due, ListedRow, Owner, Queue
from forms_app.storage.submissions.submissions import SubmissionRow

SOON = timedelta(days=5)
COUNTED = 1000  # whoever has more than that to do does not need the exact number
DUE: dict[str | None, Due] = {"late": "late", "soon": "soon", "urgent": "urgent"}  # what an address may ask for


@dataclass(frozen=True)
class Wanted:
    """What stands in the URL; an empty one asks for everything that is open, the newest first."""

    form: str = ""
    state: str = ""
    owner: str = ""
    due: Due = ""  # late, soon, urgent: either of them, or later: neither

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Wanted:
        """The filters that are known; anything else is left out."""
        owner, due = arguments.get("owner", ""), DUE.get(arguments.get("due"), "")
        return cls(
            form=arguments.get("form", "") if arguments.get("form") in EVERY_FORM else "",
            state=arguments.get("state", "") if arguments.get("state") in STATES else "",
            owner=owner if owner in ("me", "none") or (owner.isascii() and owner.isdigit() and len(owner) < 10) else "",
            due=due if arguments.get("state") != SubmissionState.CLOSED else "",
        )

    @property
    def arguments(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def address(self) -> str:
        """The inbox with these filters, in the language of the request."""
        return self.address_of({})

    def address_of(self, page: Mapping[str, str]) -> str:
        """One page of it."""
        query = urlencode({**self.arguments, **page})
        return url_for(".inbox") + (f"?{query}" if query else "")

    @property
    def newest_first(self) -> bool:
        return rows.is_newest_first(self.due)

    def place(self, row: ListedRow) -> ListPlace:
        """By which the list is ordered."""
        return (row.received_at, row.reference) if self.newest_first else (row.due_on, row.received_at, row.reference)

    def holds(self, place: ListPlace) -> bool:
        """Whether it is one of a list in this order."""
        return isinstance(place[0], datetime) == self.newest_first and len(place) == (2 if self.newest_first else 3)

    def queue(self, session: Session, today: date) -> Queue:
        """The same for the database: what this person may see of it on a day."""
        forms = tuple(form for form in sorted(FORMS[session.role]) if self.form in ("", form))
        owners: dict[str, Owner] = {"": "anybody", "none": "nobody", "me": session.account_id}
        owner = owners[self.owner] if self.owner in owners else int(self.owner)
        return Queue(forms, today, today + SOON, self.state, owner, self.due)


def list_rows(
    connection: Connection,
    session: Session,
    filters: Wanted,
    today: date,
    most: int,
    after: ListPlace | None = None,
) -> list[ListedRow]:
    """Up to `most` rows, from behind a place on."""
    return rows.list_page(connection, filters.queue(session, today), most, after)


def count(connection: Connection, session: Session, filters: Wanted, today: date) -> int:
    """How many there are, at most COUNTED."""
    return rows.count(connection, filters.queue(session, today), COUNTED)


def among(connection: Connection, session: Session, references: Sequence[str]) -> list[ListedRow]:
    """Those of the references that this person may see, the newest first."""
    return rows.list_among(connection, references, FORMS[session.role])


def reachable(connection: Connection, session: Session, reference: str) -> SubmissionRow:
    """One submission. Somebody else's and one that never was end with the same page."""
    return visible(connection, session, reference) or abort(404)


def visible(connection: Connection, session: Session, reference: str) -> SubmissionRow | None:
    row = submissions.find(connection, reference)
    return row if row is not None and sees(session.role, row.form) else None


def has_due(row: ListedRow) -> bool:
    return row.due_on != NO_DAY
