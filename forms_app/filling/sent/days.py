"""The days that count for what was sent, as receipt and status page draw them: one time line, with today on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from forms_app import deadlines
from forms_app.deadlines import Deadline, Hearing, Mark
from forms_app.deadlines.clock import today
from forms_app.deadlines.timeline import Point, point, timeline
from forms_app.filling.services import services
from forms_app.forms import Form
from forms_app.i18n import urls
from forms_app.i18n.translation import gettext as _


def promised(form: Form, on: date) -> Markup:
    """What follows from something that was sent on this day; nothing where the law sets no day."""
    rules, language = services().rules, urls.language()
    if form.policy.clock.hearing:  # sent online: it counts as received on the day on which it is filed
        course = deadlines.course(rules, None, on)
        marks = [mark for mark in course.marks if mark.kind != "event"]
    else:
        marks = [_agencys(due) for due in form.policy.promise(rules, on, language).due]
    return drawn([_received(on), *(point(mark, language) for mark in marks)]) if marks else Markup("")


def counting(received_on: date, due: Deadline | None, hearing: Hearing | None) -> Markup:
    """What counts now, with the days that are over called so."""
    return drawn([_received(received_on), *_due(due), *_asking(hearing)])


def drawn(points: list[Point]) -> Markup:
    return timeline(services().rules, points, today(), urls.language())


def _received(on: date) -> Point:
    said = _("Counts as received")
    return Point(on.toordinal(), deadlines.words(on, urls.language()), str(said), "event", id="received")


def _agencys(due: Deadline) -> Mark:
    return Mark(due.last_day, due.rule.label, "agency")


def _due(due: Deadline | None) -> Iterator[Point]:
    if due:
        passed = str(_("This day has passed.")) if due.is_past(today()) else ""
        yield point(_agencys(due), urls.language(), id="due", note=passed)


def _asking(hearing: Hearing | None) -> Iterator[Point]:
    if hearing is None:
        return
    rules, language = services().rules, urls.language()
    if hearing.answer == "none":
        yield point(Mark(hearing.opens_on, rules.sentences["day_opens"], "opens"), language, id="opens")
    yield point(Mark(hearing.last.last_day, hearing.last.rule.label, "last"), language, id="last")
