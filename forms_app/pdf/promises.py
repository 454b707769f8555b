"""For a receipt: what follows from a form that was sent on a day, by the legal clock: days, reasons, open points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import Deadline, Rules
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l

Days = list[tuple[str, str]]


@dataclass(frozen=True)
class Promise:
    """`not_filed` is said while nothing reaches an agency; `days` to come are (date in words, what it is).

    `due` are the last days of the agency, where there is no course of a complaint. `here` is so only where the agency
    itself runs the site: what becomes of something sent with it.
    """

    not_filed: object
    days: Days
    reasons: list[str]
    open_points: list[str]
    due: tuple[Deadline, ...] = ()
    here: tuple[str, ...] = ()


def promise(form: str, rules: Rules, on: date, language: str) -> Promise:
    """What holds for a form sent online, which counts as filed and received on the same day."""
    return _PROMISES.get(form, _nothing)(rules, on, language)


def _complaint(rules: Rules, on: date, language: str) -> Promise:
    course = deadlines.course(rules, None, on)
    assert course.hearing  # noqa: S101 - a complaint with its day has one
    return Promise(
        _l("You have not filed a complaint. If you file one with the agency today, this holds:"),
        [(deadlines.words(mark.on, language), mark.label[language]) for mark in course.marks if mark.on > on],
        [course.hearing.reason(language)],
        [point.text[language] for point in course.hearing.unsettled],
        here=tuple(point.text[language] for point in deadlines.arrival(rules, "online", on).unsettled),
    )


def _enrollment(rules: Rules, on: date, language: str) -> Promise:
    due = [deadlines.enrollment_deficiency_due(rules, on), deadlines.enrollment_open_due(rules, on)]
    told = _("When the agency opens a case, it tells the other parent, if it knows an address.")
    not_filed = _l("You have not enrolled. If you enroll with the agency today, this holds:")
    return _counted(not_filed, due, language, told)


def _hearing(rules: Rules, on: date, language: str) -> Promise:
    told = _(
        "You will be told the date, time and place. If you cannot come, ask for another date or to take part by "
        "telephone."
    )
    not_filed = _l("You have not asked for a hearing. If you ask the agency today, this holds:")
    return _counted(not_filed, [deadlines.hearing_set_within(rules, on)], language, told)


def _pin(_rules: Rules, _on: date, _language: str) -> Promise:
    sent = _("If what you wrote fits the agency's records, the PIN goes to the address that it already has.")
    return Promise(_l("You have not asked the agency for a PIN. To get one, call it."), [], [], [], here=(sent,))


def _inquiry(rules: Rules, on: date, language: str) -> Promise:
    told = _(
        "Nothing is sent to you. Read the answer on this site with the two numbers above; without both it cannot be "
        "read."
    )
    not_filed = _l("You have not asked the agency. If you ask it today, this holds:")
    return replace(_counted(not_filed, [deadlines.inquiry_due(rules, on)], language), here=(told,))


def _nothing(_rules: Rules, _on: date, _language: str) -> Promise:
    return Promise(_l("You have not sent anything to the agency."), [], [], [])


def _counted(not_filed: object, due: list[Deadline], language: str, *told: str) -> Promise:
    return Promise(
        not_filed,
        [(deadlines.words(one.last_day, language), one.label(language)) for one in due],
        [*(one.reason(language) for one in due), *told],
        list(dict.fromkeys(point.text[language] for one in due for point in one.unsettled)),
        tuple(due),
    )


_PROMISES: dict[str, Callable[[Rules, date, str], Promise]] = {
    "complaint": _complaint,
    "enrollment": _enrollment,
    "state-hearing": _hearing,
    "pin-request": _pin,
    "inquiry": _inquiry,
}
