"""By when the agency must act on a form: which rules of deadlines.toml hold for it, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms_app.deadlines.counting import Arrival, Deadline, Received, count, receive
from forms_app.deadlines.rules import Rules


@dataclass(frozen=True, kw_only=True)
class AgencyClock:
    """The rules of one form by their ids; nothing where the law gives no day.

    `due`: from the day on which it was received. `extended`: the same after a notice of more time that was mailed while
    there was time. `complete`: by when the person must be told what is missing. `by_mail`: from the postmark to the
    day on which a letter counts as received. `repeated`: until when a second one on the same subject is deemed a
    complaint (22 CCR 111544(d)). `transferable`: the agency of another county may have to answer it. `hearing`: it
    can be taken to a State Hearing.
    """

    due: str = ""
    extended: str = ""
    complete: str = ""
    by_mail: str = ""
    repeated: str = ""
    transferable: bool = False
    hearing: bool = False

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids that it names."""
        return tuple(filter(None, (self.due, self.extended, self.complete, self.by_mail, self.repeated)))

    def due_on(self, rules: Rules, received_on: date, extended: bool = False) -> Deadline | None:
        rule = self.extended if extended and self.extended else self.due
        return count(rules, rule, received_on) if rule else None

    def mail_rule(self, rules: Rules, arrival: Arrival) -> Deadline | None:
        """What makes the received day of a letter; None where that is the day on which it came in."""
        return count(rules, self.by_mail, arrival.filed_on) if self.by_mail and arrival.channel == "mail" else None

    def received(self, rules: Rules, arrival: Arrival) -> Received:
        return receive(rules, arrival, self.by_mail)


NO_CLOCK = AgencyClock()  # of what no form of ours is
