"""The line that answers real calls: what the agency's files say, who can be reached, and what time it is."""

from __future__ import annotations

from collections.abc import Collection

from forms_app import deadlines
from forms_app.deadlines.clock import utc_now
from forms_app.facts import agency
from forms_app.phone.engine import tellers
from forms_app.phone.engine.book import NoPins
from forms_app.phone.engine.moves import Engine
from forms_app.phone.line import check
from forms_app.settings import Settings


class OurLine:
    """Our line with what the agency's files say. Raises CannotStart."""

    def __init__(self, config: Settings, extensions: Collection[str]) -> None:
        self._agency = agency.load(config.agency_dir)
        self._rules = deadlines.load(config.agency_dir)
        self._rings = frozenset(extensions)
        self.line = check.ready(config.agency_dir, self._agency.phones)

    def engine(self) -> Engine:
        """As it is now. Nobody has a telephone PIN yet."""
        facts = tellers.facts(self.line, self._rules, self._agency.phones, utc_now())
        return Engine(facts, NoPins(), self._rings, self._agency.official)
