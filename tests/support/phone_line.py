"""Our telephone line as it stands in agency/, the engine on it, and copies of its file with a fault in them."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from forms_app import deadlines
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.phone import made_up
from forms_app.phone.engine import tellers
from forms_app.phone.engine.book import Book
from forms_app.phone.engine.moves import Engine
from forms_app.phone.line import check
from support.phone_menu import AGENCY, PHONES

LINE = check.ready(AGENCY, PHONES)
RULES = deadlines.load(AGENCY)
OPEN = datetime(2026, 12, 2, 10, tzinfo=LOS_ANGELES)  # a Wednesday
NIGHT = OPEN.replace(hour=22)


def engine(
    now: datetime = OPEN, book: Book | None = None, rings: frozenset[str] = frozenset({"local", "sdu"})
) -> Engine:
    facts = tellers.facts(LINE, RULES, PHONES, now)
    return Engine(facts, book or made_up.book(now.date()), rings, desk=made_up.MadeUpDesk(now.date()))


def planted(folder: Path, old: str, new: str) -> Path:
    """A copy of the agency's files, in one of whose two of the telephone this is changed."""
    copy = shutil.copytree(AGENCY, folder / "agency")
    for name in ("phone_line.yaml", "phone_menu.yaml"):
        text = (copy / name).read_text("utf-8")
        if old in text:
            (copy / name).write_text(text.replace(old, new, 1), "utf-8")
            return copy
    raise AssertionError(f"neither file says {old!r}")
