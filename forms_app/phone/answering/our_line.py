"""The line that answers real calls: what the agency's files say, who can be reached, and what time it is."""

from __future__ import annotations

from collections.abc import Collection

from forms_app import deadlines
from forms_app.deadlines.clock import utc_now
from forms_app.facts import agency
from forms_app.phone.behind.book import Notes, OurBook
from forms_app.phone.behind.cabinet import Cabinet
from forms_app.phone.behind.desk import OurDesk
from forms_app.phone.engine import tellers
from forms_app.phone.engine.book import NoPins
from forms_app.phone.engine.moves import Engine
from forms_app.phone.line import check
from forms_app.settings import Settings


class OurLine:
    """Our line with what the agency's files say. Raises CannotStart."""

    def __init__(self, config: Settings, extensions: Collection[str], cabinet: Cabinet | None = None) -> None:
        """`cabinet`: None for a line that knows nobody and does nothing for anybody."""
        self._cabinet, self.notes = cabinet, Notes()
        self._agency = agency.load(config.agency_dir)
        self._rules = deadlines.load(config.agency_dir)
        self._rings = frozenset(extensions)
        self.line = check.ready(config.agency_dir, self._agency.phones)

    def engine(self) -> Engine:
        """As it is now."""
        facts = tellers.facts(self.line, self._rules, self._agency.phones, utc_now())
        if self._cabinet is None:
            return Engine(facts, NoPins(), self._rings, self._agency.official)
        book, desk = OurBook(self._cabinet, self.notes), OurDesk(self._cabinet)
        return Engine(facts, book, self._rings, self._agency.official, desk)
