"""What is told at a place before its prompt: payments, dates, office hours, numbers to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms_app.bundles.spoken import Balance, Spoken, SpokenCase
from forms_app.deadlines import Rules, local_date
from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.facts.agency import Phone
from forms_app.phone.engine.office import Office
from forms_app.phone.line.overlay import Line
from forms_app.phone.said.figures import Code, Count, Day, Money, Time
from forms_app.phone.said.sentences import Sentence


@dataclass(frozen=True)
class Facts:
    """What the line knows of the agency, and what time it is."""

    line: Line
    office: Office
    phones: Mapping[str, Phone]
    now: datetime

    @property
    def own_number(self) -> Code:
        return Code(self.phones[self.line.menu.phone].number)


def facts(line: Line, rules: Rules, phones: Mapping[str, Phone], now: datetime) -> Facts:
    return Facts(line, Office(rules, line.opens, line.closes), phones, now)


TOO_LATE = timedelta(days=7)  # as the account's pages have it
Teller = Callable[[Facts, str, Spoken | None], Iterator[Sentence]]


def closed(facts: Facts, language: str) -> Sentence:
    day = Day(facts.office.next_day(facts.now), year=False)
    return facts.line.said(
        "closed", language, day=day, opens=Time(facts.office.opens), closes=Time(facts.office.closes)
    )


def _payments(facts: Facts, language: str, holder: Spoken | None) -> Iterator[Sentence]:
    line = facts.line
    today = local_date(facts.now)
    cases = [case for case in holder.cases if case.told_until is None or today <= case.told_until] if holder else []
    if holder is None or not cases:
        yield line.said("no_case", language)
        return
    if today - holder.as_of > TOO_LATE:
        yield line.said("too_old", language)
        return
    yield line.said("as_of", language, day=Day(holder.as_of))
    for place, case in enumerate(cases, 1):
        if len(cases) > 1:
            yield line.said("which_case", language, number=Count(place), total=Count(len(cases)))
        yield from _case(line, language, case)
    yield line.said("not_all", language)


def _case(line: Line, language: str, case: SpokenCase) -> Iterator[Sentence]:
    if case.is_being_checked:
        yield line.said("checked", language)
        return
    if case.last:
        name = "received_from" if case.role == "payer" else "received_for"
        yield line.said(name, language, amount=Money(case.last.amount), day=Day(case.last.on))
        if case.last.here is not None:
            yield line.said("part_here", language, amount=Money(case.last.here))
    else:
        yield line.said("no_payment", language)
    if case.balance:
        yield from _balance(line, language, case.role == "payer", case.balance)


def _balance(line: Line, language: str, owes: bool, balance: Balance) -> Iterator[Sentence]:
    name = "owes" if owes else "owed"
    if (balance.owed, balance.interest) == (0, 0):
        yield line.said(f"{name}_nothing", language, day=Day(balance.on))
        return
    yield line.said(name, language, amount=Money(balance.owed), day=Day(balance.on))
    if balance.interest is not None:
        yield line.said("interest", language, amount=Money(balance.interest))


def _dates(facts: Facts, language: str, holder: Spoken | None) -> Iterator[Sentence]:
    line = facts.line
    if holder is None or holder.dates is None:
        yield line.said("hidden_dates", language)
        return
    if local_date(facts.now) - holder.as_of > TOO_LATE:
        yield line.said("too_old", language)
        return
    ahead = [coming for coming in holder.dates if coming.starts_at >= facts.now]
    if not ahead:
        yield line.said("no_dates", language)
        return
    yield line.said("dates", language)
    for coming in ahead:
        at = coming.starts_at.astimezone(LOS_ANGELES)
        yield line.said(coming.kind, language, day=Day(at.date(), year=False), time=Time(at.time()))
    yield line.said("no_place", language)


def _hours(facts: Facts, language: str, _holder: Spoken | None) -> Iterator[Sentence]:
    line, office = facts.line, facts.office
    yield line.said("hours", language, opens=Time(office.opens), closes=Time(office.closes))
    yield line.said("best", language, opens=Time(office.opens), until=Time(line.best_until))
    is_open = office.is_open(facts.now)
    yield line.said("open_now", language) if is_open else closed(facts, language)


def _numbers(facts: Facts, language: str, _holder: Spoken | None) -> Iterator[Sentence]:
    own = facts.phones[facts.line.menu.phone]
    yield facts.line.said("numbers", language, number=Code(own.number), tty=Code(own.tty or own.number))
    if abroad := facts.phones.get("outside_us"):
        yield facts.line.said("abroad", language, number=Code(abroad.number))


TELLERS: Mapping[str, Teller] = {"payments": _payments, "dates": _dates, "hours": _hours, "numbers": _numbers}
