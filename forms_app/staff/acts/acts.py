"""What staff noted that the law dates, one by one: each can be withdrawn with a reason, and none is ever rubbed out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection

from forms_app.deadlines import Arrival, Channel
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.sealing.seal import lock, unlock
from forms_app.staff.office import Office
from forms_app.storage.letters import letters
from forms_app.storage.status import Status
from forms_app.storage.submissions import acts as rows
from forms_app.storage.submissions.acts import ActRow
from forms_app.storage.submissions.submissions import SubmissionRow

Kind = Literal["answered", "extended", "transferred", "ended", "arrived", "mailed", "added"]
NAMES: dict[str, LazyString] = {
    "answered": _l("The answer was sent"),
    "extended": _l("A notice of more time was mailed"),
    "transferred": _l("It was passed on"),
    "ended": _l("Closed without an answer"),
    "arrived": _l("It came otherwise than was keyed in"),
    "mailed": _l("A letter was mailed"),
    "added": _l("Something was added to the answer"),
}
DAYS = ("on", "came_in_on", "due_on", "received_on")


@dataclass(frozen=True)
class Act:
    """One of them. `on` is the day that counts: sent, mailed, passed on, ended; of an arrival its postmark or call."""

    kind: Kind
    on: date
    text: str = ""  # the reply of an answer or what was added to it, the reason of more time or of an end
    county: str = ""
    outcome: str = ""  # of an end, or of a change that was asked for
    channel: Channel = "online"  # of an arrival
    came_in_on: date | None = None
    letter: str = ""  # the number of the letter by which it was done
    # Of a notice of more time: by which day it had to be mailed when it was noted, counted from which.
    due_on: date | None = None
    received_on: date | None = None
    by_itself: bool = False  # the program noted it: nobody of the staff did, and nobody can take it back

    @property
    def arrival(self) -> Arrival:
        """What it says of how something came."""
        return Arrival(self.channel, self.on, self.came_in_on)

    @property
    def said(self) -> str:
        """For the trail."""
        return " ".join(filter(None, (self.kind, self.on.isoformat(), self.county, self.outcome, self._arrival)))

    @property
    def _arrival(self) -> str:
        return self.channel if self.kind == "arrived" else ""


@dataclass(frozen=True)
class Withdrawal:
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Noted:
    """An act as it stands in the list. `id` is what a page of ours posts back."""

    id: str
    who: str
    at: datetime | None  # not known of what was noted before acts were kept
    act: Act
    withdrawn: Withdrawal | None = None


class Withdrawn(LookupError):
    """It was withdrawn before, or there is none."""


def note(connection: Connection, office: Office, account_id: int, row: SubmissionRow, status: Status, act: Act) -> None:
    """`told` is what the sender reads until now: what it says that no act says is written down first."""
    _keep(connection, office, row, status, besides=act.letter)
    _add(connection, office, account_id, row.reference, asdict(act))


def note_by_itself(connection: Connection, office: Office, row: SubmissionRow, status: Status, act: Act) -> None:
    """What no member of staff noted."""
    _keep(connection, office, row, status)
    _add(connection, office, None, row.reference, asdict(act))


def withdraw(
    connection: Connection,
    office: Office,
    account_id: int,
    row: SubmissionRow,
    status: Status,
    number: str,
    reason: str,
) -> Act:
    """What stands no longer. Raises Withdrawn."""
    if not number.isdigit():
        number = _keep(connection, office, row, status).get(number, "")
    every = list_acts(connection, office, row, status)
    standing = {noted.id: noted.act for noted in every if not (noted.withdrawn or noted.act.by_itself)}
    if number not in standing:
        raise Withdrawn
    _add(connection, office, account_id, row.reference, {"withdrawn": int(number), "reason": reason})
    return standing[number]


def list_acts(connection: Connection, office: Office, row: SubmissionRow, status: Status) -> list[Noted]:
    """All of them, in the order in which they were noted; `told` is what the sender reads."""
    opened = [(one, _open(office, one)) for one in rows.list_about(connection, row.reference)]
    gone = {content["withdrawn"]: _withdrawal(one, content) for one, content in opened if "withdrawn" in content}
    kept = [
        Noted(str(one.id), one.email or "", _at(one, content), _act(content), gone.get(one.id))
        for one, content in opened
        if "kind" in content
    ]
    kept = [one for one in kept if not _is_twin(one, kept)]
    return [*_earlier(connection, row, status, [noted.act for noted in kept]), *kept]


def standing(noted: Iterable[Noted]) -> list[Act]:
    return [one.act for one in noted if one.withdrawn is None]


def _at(row: ActRow, content: dict[str, Any]) -> datetime | None:
    return row.at if row.account_id or content.get("by_itself") else None


def _is_twin(one: Noted, kept: list[Noted]) -> bool:
    """An earlier version wrote the mailing of a transfer letter down twice, once as nobody's: that one is no act."""
    is_nobodys = bool(one.act.letter) and not one.who and one.withdrawn is None
    return is_nobodys and any(other.who and other.act.letter == one.act.letter for other in kept)


def _earlier(connection: Connection, row: SubmissionRow, status: Status, kept: list[Act]) -> Iterator[Noted]:
    """What was noted before acts were kept; it stands only in what the sender reads and in the print queue."""
    if not kept:
        yield from (Noted(act.kind, "", None, act) for act in _acts_told(status))
    known = {act.letter for act in kept}
    for one in letters.list_mailed(connection, row.reference):
        if one.id not in known and one.mailed_on:
            yield Noted(f"letter-{one.id}", "", None, Act("mailed", one.mailed_on, letter=one.id))


def _acts_told(status: Status) -> Iterator[Act]:
    if status.extended:
        yield Act("extended", status.received_on)
    if status.transferred_on:
        yield Act("transferred", status.transferred_on, county=status.transferred_to)
    if status.answered_on:
        yield Act("answered", status.answered_on, status.reply, outcome=status.outcome)


def _keep(
    connection: Connection, office: Office, row: SubmissionRow, status: Status, besides: str = ""
) -> dict[str, str]:
    """Those of before are written down as well; the number of each by what the page called it."""
    before = [one for one in list_acts(connection, office, row, status) if not one.id.isdigit()]
    return {
        one.id: str(_add(connection, office, None, row.reference, asdict(one.act), row.received_at))
        for one in before
        if not besides or one.act.letter != besides
    }


def _add(
    connection: Connection,
    office: Office,
    account_id: int | None,
    reference: str,
    content: dict[str, Any],
    at: datetime | None = None,
) -> int:
    plain = json.dumps(content, ensure_ascii=False, default=date.isoformat).encode()
    box = lock(office.key("acts"), plain, reference.encode())
    return rows.add(connection, reference, account_id, at or office.now(), box)


def _open(office: Office, row: ActRow) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(unlock(office.key("acts"), row.box, row.reference.encode()))
    return content


def _withdrawal(row: ActRow, content: dict[str, Any]) -> Withdrawal:
    return Withdrawal(row.email or "", row.at, content["reason"])


def _act(content: dict[str, Any]) -> Act:
    days = {name: date.fromisoformat(content[name]) if content[name] else None for name in DAYS}
    return Act(**{**content, **days})
