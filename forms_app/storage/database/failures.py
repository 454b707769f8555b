"""What keeps this process from the database just now, through no fault of what it wanted to do there."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError


class Unavailable(SQLAlchemyError):
    """Nothing was stored, or it cannot be known; trying again later may help."""


class TooLong(Unavailable):
    """It did not come to its turn, or to its end, in time."""


class Undone(Unavailable):
    """What this write had done was undone together with its group: another one's failure ended the transaction."""


class Misplaced(Unavailable):
    """The file that is open is not the one at the path: it was deleted, moved or replaced, or its disk went away."""
