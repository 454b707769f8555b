"""Letters of the inside in the print queue: how far each is on its way to the post. What they say is not here."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from forms_app.storage.database import storable
from forms_app.storage.rows import columns
from forms_app.storage.states import LetterState
from forms_app.storage.tables import account_letters, accounts


@dataclass(frozen=True, slots=True)
class AccountLetterRow:
    """`number`: as the inside gave it. `doubt`: in a word, what of it the paper cannot print, or why it was taken back.
    `told_as`: the number under which the inside was told that it was mailed, `told_back_as`: that it came back."""

    number: int
    kind: str
    made_at: datetime
    mail_by: date
    doubt: str
    state: LetterState
    printed: int
    first_printed_at: datetime | None
    printed_at: datetime | None
    batch: str | None
    mailed_on: date | None
    mailed_by: int | None
    nonce: str
    told_as: int | None
    back_on: date | None
    back_by: int | None
    told_back_as: int | None
    printer: str | None


@dataclass(frozen=True, slots=True)
class NewAccountLetter:
    number: int
    kind: str
    made_at: datetime
    mail_by: date
    doubt: str


def add(connection: Connection, new: NewAccountLetter) -> bool:
    """False, and nothing happens, if another process took it over."""
    if connection.execute(select(account_letters.c.number).where(account_letters.c.number == new.number)).first():
        return False
    row = {name: getattr(new, name) for name in NewAccountLetter.__slots__}
    connection.execute(insert(account_letters).values(**row, nonce=secrets.token_hex(16)))
    return True


def last_number(connection: Connection) -> int:
    """The newest that was taken over; 0 while there is none."""
    return int(connection.execute(select(func.coalesce(func.max(account_letters.c.number), 0))).scalar_one())


def list_waiting(connection: Connection, *, printed: bool, most: int, skipped: int = 0) -> list[AccountLetterRow]:
    """The most urgent first."""
    return _read(connection, _waits(), _is_printed(printed), most=most, skipped=skipped)


def count_waiting(connection: Connection, *, printed: bool) -> int:
    return int(connection.execute(_count().where(_is_printed(printed))).scalar_one())


def counted_due(until: date) -> Select[Any]:
    """The query that counts those which are to be mailed by then."""
    return _count().where(account_letters.c.mail_by <= until)


def list_chosen(connection: Connection, numbers: Iterable[int]) -> list[AccountLetterRow]:
    """The waiting ones among these, the most urgent first."""
    return _read(connection, _waits(), account_letters.c.number.in_(list(numbers)))


def list_batch(connection: Connection, batch: str) -> list[AccountLetterRow]:
    """Those of one printing that were not mailed since."""
    return _read(connection, _waits(), account_letters.c.batch == batch) if storable(batch) else []


def list_taken_back(connection: Connection, since: datetime) -> list[AccountLetterRow]:
    """Those made since then that must not go out any more, the last first."""
    gone = account_letters.c.state == LetterState.TAKEN_BACK, account_letters.c.made_at >= since
    return _read(connection, *gone, order=(account_letters.c.number.desc(),))


def waiting_numbers(connection: Connection) -> set[int]:
    return set(connection.execute(select(account_letters.c.number).where(_waits())).scalars())


def take_back(connection: Connection, number: int, why: str) -> bool:
    """False, and nothing happens, if it was mailed since."""
    its = account_letters.c.number == number, _waits()
    gone = {"state": LetterState.TAKEN_BACK, "doubt": why}
    return bool(connection.execute(update(account_letters).where(*its).values(**gone)).rowcount)


def list_mailed(connection: Connection, since: date, *, most: int, skipped: int = 0) -> list[AccountLetterRow]:
    """Those that went out since that day, the last first."""
    newest = account_letters.c.mailed_on.desc(), account_letters.c.number.desc()
    return _read(connection, *_mailed(since), most=most, skipped=skipped, order=newest)


def count_mailed(connection: Connection, since: date) -> int:
    count = select(func.count()).select_from(account_letters).where(*_mailed(since))
    return int(connection.execute(count).scalar_one())


def list_untold_back(connection: Connection) -> list[AccountLetterRow]:
    """Came back, and the inside does not know yet. It knows that they were mailed."""
    told = account_letters.c.told_as.is_not(None)
    return _read(connection, account_letters.c.back_on.is_not(None), account_letters.c.told_back_as.is_(None), told)


def mark_back(connection: Connection, number: int, on: date, account_id: int) -> bool:
    """False, and nothing happens, if it was not mailed, or a colleague noted it before."""
    mine = account_letters.c.number == number, account_letters.c.state == LetterState.MAILED
    back = update(account_letters).where(*mine, account_letters.c.back_on.is_(None))
    return bool(connection.execute(back.values(back_on=on, back_by=account_id)).rowcount)


def note_told_back(connection: Connection, number: int, ask: int) -> None:
    connection.execute(update(account_letters).where(account_letters.c.number == number).values(told_back_as=ask))


def list_untold(connection: Connection) -> list[AccountLetterRow]:
    """Mailed, and the inside does not know yet."""
    return _read(connection, account_letters.c.state == LetterState.MAILED, account_letters.c.told_as.is_(None))


def mark_printed(connection: Connection, row: AccountLetterRow, at: datetime, account_id: int, batch: str) -> bool:
    """False, and nothing happens, if somebody printed or mailed it since it was seen."""
    now = {"printed": row.printed + 1, "printed_at": at, "printed_by": account_id, "batch": batch}
    return _change(connection, row, **now, first_printed_at=row.first_printed_at or at)


def mark_mailed(connection: Connection, row: AccountLetterRow, on: date, account_id: int) -> bool:
    """False, and nothing happens, if somebody printed or mailed it since it was seen."""
    return _change(connection, row, state=LetterState.MAILED, mailed_on=on, mailed_by=account_id)


def note_told(connection: Connection, number: int, ask: int) -> None:
    connection.execute(update(account_letters).where(account_letters.c.number == number).values(told_as=ask))


def _read(
    connection: Connection,
    *which: ColumnElement[bool],
    most: int | None = None,
    skipped: int = 0,
    order: tuple[Any, ...] = (account_letters.c.mail_by, account_letters.c.number),
) -> list[AccountLetterRow]:
    asked = columns(account_letters, AccountLetterRow, printer=accounts.c.email)
    joined = account_letters.outerjoin(accounts, accounts.c.id == account_letters.c.printed_by)
    query = select(*asked).select_from(joined).where(*which)
    query = query.order_by(*order).limit(most).offset(skipped)
    return [AccountLetterRow(*row) for row in connection.execute(query)]


def _mailed(since: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return account_letters.c.state == LetterState.MAILED, account_letters.c.mailed_on >= since


def _count() -> Select[Any]:
    return select(func.count()).select_from(account_letters).where(_waits())


def _waits() -> ColumnElement[bool]:
    return account_letters.c.state == LetterState.WAITING


def _is_printed(printed: bool) -> ColumnElement[bool]:
    return account_letters.c.printed > 0 if printed else account_letters.c.printed == 0


def _change(connection: Connection, row: AccountLetterRow, **values: Any) -> bool:
    seen = account_letters.c.number == row.number, account_letters.c.printed == row.printed, _waits()
    return bool(connection.execute(update(account_letters).where(*seen).values(**values)).rowcount)
