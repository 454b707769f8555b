"""The filters of the inbox's URL, turned into a query that stays as fast when old submissions pile up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import abort, url_for
from sqlalchemy import ColumnElement, Connection, Row, Select, false, func, literal_column, select, tuple_, union_all

from forms_app.staff.accounts.sessions import Session
from forms_app.staff.rights import EVERY_FORM, FORMS, sees
from forms_app.staff.search.places import Place
from forms_app.staff.submissions.states import STATES
from forms_app.storage.submissions import APART, find
from forms_app.storage.tables import CLOSED, NO_DAY, STILL_OPEN, accounts, submissions

SOON = timedelta(days=5)
COUNTED = 1000  # whoever has more than that to do does not need the exact number
LISTED = [*(column for column in submissions.c if column.name != "sealed"), accounts.c.email.label("owner_email")]


@dataclass(frozen=True)
class Wanted:
    """What stands in the URL; an empty one asks for everything that is open, the newest first."""

    form: str = ""
    state: str = ""
    owner: str = ""
    due: str = ""  # late, soon, urgent: either of them, or later: neither

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Wanted:
        """The filters that are known; anything else is left out."""
        owner, due = arguments.get("owner", ""), arguments.get("due", "")
        return cls(
            form=arguments.get("form", "") if arguments.get("form") in EVERY_FORM else "",
            state=arguments.get("state", "") if arguments.get("state") in STATES else "",
            owner=owner if owner in ("me", "none") or (owner.isascii() and owner.isdigit() and len(owner) < 10) else "",
            due=due if due in ("late", "soon", "urgent") and arguments.get("state") != "closed" else "",
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
        return self.due in ("", "later")

    @property
    def day(self) -> str:
        """By which the list is ordered."""
        return "received_at" if self.newest_first else "due_on"

    def place(self, row: Row[Any]) -> Place:
        return getattr(row, self.day), row.reference


def listed(
    connection: Connection, session: Session, wanted: Wanted, today: date, most: int, after: Place | None = None
) -> list[Row[Any]]:
    """Up to `most` rows, from behind a place on."""
    day, reference = submissions.c[wanted.day], submissions.c.reference
    order = [day.desc(), reference.desc()] if wanted.newest_first else [day, reference]
    here = tuple_(day, reference)
    rest = [] if after is None else [here < after if wanted.newest_first else here > after]
    conditions = [*_conditions(session, wanted, today), *rest]
    # Once for each form: in an index each has its own order, so that what of other forms piles up costs nothing.
    found = [
        select(reference).where(submissions.c.form == form, *conditions).order_by(*order).limit(most)
        for form in _forms(session, wanted)
    ]
    return list(connection.execute(_rows(_together(found)).order_by(*order).limit(most)))


def count(connection: Connection, session: Session, wanted: Wanted, today: date) -> int:
    """How many there are, at most COUNTED."""
    forms = submissions.c.form.in_(_forms(session, wanted))
    some = select(submissions.c.reference).where(forms, *_conditions(session, wanted, today)).limit(COUNTED).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def among(connection: Connection, session: Session, references: Sequence[str]) -> list[Row[Any]]:
    """Those of the references that this person may see, the newest first."""
    # An expression, so that SQLite looks each reference up and takes no index over forms.
    forms = (submissions.c.form + "").in_(sorted(FORMS[session.role]))
    query = _rows(references).where(forms).order_by(submissions.c.received_at.desc(), submissions.c.reference.desc())
    return list(connection.execute(query))


def reachable(connection: Connection, session: Session, reference: str) -> Row[Any]:
    """One submission. Somebody else's and one that never was end with the same page."""
    return visible(connection, session, reference) or abort(404)


def visible(connection: Connection, session: Session, reference: str) -> Row[Any] | None:
    row = find(connection, reference)
    return row if row is not None and may_see(session, row) else None


def may_see(session: Session, row: Row[Any]) -> bool:
    return sees(session.role, row.form)


def _rows(references: Select[tuple[str]] | Sequence[str]) -> Select[Any]:
    with_owner = submissions.outerjoin(accounts, accounts.c.id == submissions.c.owner)
    return select(*LISTED).select_from(with_owner).where(submissions.c.reference.in_(references))


def _forms(session: Session, wanted: Wanted) -> list[str]:
    """Those that are asked for and may be seen."""
    return [form for form in sorted(FORMS[session.role]) if wanted.form in ("", form)]


def _together(found: list[Select[tuple[str]]]) -> Select[tuple[str]]:
    """What each of the queries finds, as one query; each keeps its own order and limit."""
    if not found:
        return select(submissions.c.reference).where(false())
    return select(union_all(*(select(one.subquery()) for one in found)).subquery().c.reference)


def _conditions(session: Session, wanted: Wanted, today: date) -> Iterator[ColumnElement[bool]]:
    # Written out, not bound: only so do the indexes over what is open, or closed, apply.
    yield literal_column(CLOSED if wanted.state == "closed" else STILL_OPEN)
    if wanted.state:
        # As an expression no index is taken for it where another one leads to fewer rows.
        yield (submissions.c.state + "" if wanted.owner or wanted.due else submissions.c.state) == wanted.state
    elif wanted.due in ("", "later"):  # what is late or nearly so stands among its like, whoever sent it
        yield submissions.c.state + "" != APART
    if wanted.owner:
        mine = session.account_id if wanted.owner == "me" else int(wanted.owner) if wanted.owner != "none" else None
        yield submissions.c.owner == mine
    if wanted.due == "late":
        yield submissions.c.due_on < today
    if wanted.due == "urgent":
        yield submissions.c.due_on <= today + SOON
    if wanted.due == "soon":
        yield submissions.c.due_on.between(today, today + SOON)
    if wanted.due == "later":
        yield func.coalesce(submissions.c.due_on, NO_DAY) > today + SOON


def has_due(row: Row[Any]) -> bool:
    return bool(row.due_on != NO_DAY)
