"""When a person answers: by the clock in Los Angeles, on the agency's business days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from forms_app.deadlines import Rules
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.deadlines.rules import ONE_DAY


@dataclass(frozen=True)
class Office:
    rules: Rules
    opens: time
    closes: time

    def is_open(self, moment: datetime) -> bool:
        here = moment.astimezone(LOS_ANGELES)
        return self.rules.is_business_day(here.date()) and self.opens <= here.time() < self.closes

    def next_day(self, moment: datetime) -> date:
        """The day on which a person can answer next, while the office is closed."""
        here = moment.astimezone(LOS_ANGELES)
        return self.rules.next_business_day(here.date() + (ONE_DAY if here.time() >= self.opens else 0 * ONE_DAY))
