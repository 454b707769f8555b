"""Common ways of sharing a child's time, in words, with the days that agency/parenting_time.toml counts for each."""

from __future__ import annotations

from collections import UserString
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from forms_app.forms.questions import Option
from forms_app.guideline.inputs.parenting_time import Schedule
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

if TYPE_CHECKING:
    from flask import Flask

WORDS: dict[str, object] = {
    "no_time": _l("No time, or almost none"),
    "one_weekend_a_month": _l("One weekend a month"),
    "alternate_weekends": _l("Every other weekend"),
    "first_third_fifth_weekends": _l("The first, third and fifth weekend of a month"),
    "alternate_weekends_evening": _l("Every other weekend and one evening a week"),
    "alternate_long_weekends": _l("Every other weekend, Friday evening to Monday morning"),
    "alternate_weekends_half_summer": _l("Every other weekend and half of the summer vacation"),
    "alternate_weekends_night": _l("Every other weekend and one night a week"),
    "three_days_a_week": _l("Three days a week"),
}


class Counted(UserString):
    """How many days a year a schedule is, and which part of it; put into words when it is read."""

    def __init__(self, id_: str) -> None:  # without the parent's: `data` is worked out
        self._id = id_

    @property
    def data(self) -> str:  # type: ignore[override]
        schedule = schedules()[self._id]
        return _(
            "About %(days)s days a year: %(percent)s percent",
            days=round(schedule.nights),
            percent=round(schedule.share * 100),
        )


LESS_THAN_HALF = tuple(Option(id_, words, Counted(id_)) for id_, words in WORDS.items())


def install(app: Flask, loaded: Iterable[Schedule]) -> None:
    app.extensions["schedules"] = {schedule.id: schedule for schedule in loaded}


def schedules() -> dict[str, Schedule]:
    """By id, of the app that answers this request."""
    from flask import current_app  # only here: who reads the questions without an app needs no counts

    found: dict[str, Schedule] = current_app.extensions["schedules"]
    return found


def share_of_schedule(id_: str) -> Fraction:
    return schedules()[id_].share
