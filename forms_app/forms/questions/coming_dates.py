"""A day that is still to come, or was not long ago: that of an appointment."""

from __future__ import annotations

from datetime import date, timedelta

from forms_app.deadlines.clock import newest_day
from forms_app.forms.questions.base import Wrong
from forms_app.forms.questions.dates import PastDate
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import dates_written
from forms_app.text.dates_written import Written

AHEAD, BACK = timedelta(days=5 * 366), timedelta(days=366)


class ComingDate(PastDate):
    """A date from a year ago to five years from now. Stored as YYYY-MM-DD."""

    def newest(self) -> date:
        return newest_day() + AHEAD

    def _ask_if_turned(self, written: Written) -> None:
        """A day to come is what is asked for."""

    def _within_bounds(self, day: date) -> date:
        if not newest_day() - BACK <= day <= self.newest():
            raise Wrong(_l("Check the year: nothing is set for so far away."), self._input(dates_written.YEAR))
        return day
