"""A second clock that shares no code with the first: dateutil's recurrence rules, and the law read in another order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import FR, MO, TH, TU, WE, relativedelta
from dateutil.rrule import DAILY, rrule, rruleset
from dateutil.tz import tzstr

WORKDAYS = [day.weekday for day in (MO, TU, WE, TH, FR)]
PACIFIC = tzstr("PST8PDT,M3.2.0,M11.1.0")


def business_days(first: date, closed: Collection[date]) -> rruleset:
    days = rruleset()
    days.rrule(rrule(DAILY, dtstart=datetime.combine(first, time()), byweekday=WORKDAYS))
    for day in closed:
        days.exdate(datetime.combine(day, time()))
    return days


def moved(day: date, closed: Collection[date]) -> date:
    return business_days(day, closed)[0].date()


def plus_business(day: date, count: int, closed: Collection[date]) -> date:
    return business_days(day + relativedelta(days=1), closed)[count - 1].date()


def plus(day: date, count: int) -> date:
    return day + relativedelta(days=count)


@dataclass(frozen=True)
class Window:
    opens_on: date
    aim_for: date
    last_day: date
    perhaps: date | None


def hearing(filed: date, answered: date | None, closed: Collection[date]) -> Window:
    """Every limb of FAM 17801(c) that can fit, and of those the earliest."""
    answered_in_time = answered is not None and (answered - filed).days <= 30
    limbs = [] if answered is None else [plus(answered, 90)]
    if not answered_in_time:
        limbs.append(plus(filed, 90))
    opens = answered if answered_in_time and answered else plus(filed, 31)
    perhaps = moved(max(limbs), closed) if len(limbs) == 2 else None
    return Window(opens, min(limbs), moved(min(limbs), closed), perhaps)


def state_closures(year: int) -> set[date]:
    """The CalHR rules: a Sunday holiday closes Monday; a Saturday one closes nothing, but Veterans Day the Friday."""
    fixed = [date(year, 1, 1), date(year, 3, 31), date(year, 7, 4), date(year, 12, 25)]
    closures = {plus(day, 1) if day.weekday() == 6 else day for day in fixed if day.weekday() != 5}
    veterans = date(year, 11, 11)
    closures.add(plus(veterans, {5: -1, 6: 1}.get(veterans.weekday(), 0)))
    thanksgiving = date(year, 11, 1) + relativedelta(weekday=TH(4))
    closures |= {date(year, 1, 1) + relativedelta(weekday=MO(3)), date(year, 2, 1) + relativedelta(weekday=MO(3))}
    closures |= {date(year, 5, 31) + relativedelta(weekday=MO(-1)), date(year, 9, 1) + relativedelta(weekday=MO(1))}
    return closures | {thanksgiving, plus(thanksgiving, 1)}


def pacific_date(moment: datetime) -> date:
    return moment.astimezone(PACIFIC).date()
