"""What can be noted at all, and what is asked first: a wrong act is stopped with its reason, in whole sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from forms_app import deadlines
from forms_app.forms import FORMS, clock_of
from forms_app.forms.questions import SafeWay
from forms_app.i18n.translation import format_date
from forms_app.i18n.translation import gettext as _
from forms_app.staff.acts import standing
from forms_app.staff.acts.acts import Act
from forms_app.staff.office import office
from forms_app.staff.submissions.contents import Content
from forms_app.storage.status import Status
from forms_app.storage.submissions.submissions import SubmissionRow


class Refused(Exception):
    """It cannot be noted like this; `str` of it says why, and what to do instead. `reference`: where many are noted."""

    reference = ""


class Asked(Refused):
    """It can be noted, once the person has said that it is meant so."""


def check(row: SubmissionRow, content: Content | None, before: Status, act: Act, sure: bool) -> Act:
    """The act with what must be known about it later. Raises Refused."""
    if fault := deadlines.past_fault(act.on, office().today()):
        raise Refused(_("This day has not come yet.") if fault == "future" else _("Check the year."))
    if act.kind == "arrived":
        return _possible_arrival(row, content, before, act)
    if act.on < before.filed_on:
        raise Refused(_("That cannot be before it was filed, on %(day)s.", day=_day(before.filed_on)))
    if act.kind == "extended":
        return _possible_notice(row, before, act, sure)
    if act.kind == "transferred":
        _refuse_transfer(row, before, act)
    elif act.kind == "answered" and before.answered_on and not act.letter:
        reason = _(
            "An answer of %(day)s is noted already. If that is wrong, correct or withdraw it.",
            day=_how_answered(before),
        )
        raise Refused(reason)
    elif act.kind == "added":
        _refuse_addition(before, act)
    elif act.kind == "answered" and content and _is_silent(act, content) and not sure:
        raise Asked(_nothing_to_read())
    elif act.kind == "ended" and content and (elsewhere := FORMS[row.form].policy.elsewhere):
        raise Refused(elsewhere.no_end)
    elif act.kind == "ended" and standing.is_over(before):
        raise Refused(_("It has an outcome already. If that is wrong, withdraw it first."))
    return act


def _refuse_addition(before: Status, act: Act) -> None:
    if not before.answered_on:
        raise Refused(_("There is no answer yet to which something could be added. Write the answer."))
    if not act.text.strip():
        raise Refused(_("Write what you add to the answer."))


def _is_silent(act: Act, content: Content) -> bool:
    """Whether nothing of the answer reaches a person who said that neither letter nor call is safe."""
    person = content.person
    has_way = not person.safe_ways or person.is_safe(SafeWay.MAIL) or person.is_safe(SafeWay.PHONE)
    return not (act.letter or act.text or has_way)


def _nothing_to_read() -> str:
    return _(
        "Neither a letter nor a call is safe: this person reads the answer on the status page. Write it below. If the "
        "person has it already, mark that."
    )


def _possible_notice(row: SubmissionRow, before: Status, act: Act, sure: bool) -> Act:
    if not clock_of(row.form).extended:  # Fam. Code 17800: up to 30 more days, with a mailed notice
        raise Refused(_("The law gives no more time for this form."))
    _refuse_after_outcome(before)
    if before.extended and not act.letter:
        raise Refused(_("More time was taken already: the law gives it once."))
    due = standing.due(office().rules, replace(before, state="received", extended=False))
    if due is None:
        raise Refused(_("The law gives no more time for this form."))
    if office().today() > due.last_day and not (sure or before.extended):
        raise Asked(_late_notice(due.last_day))
    return replace(act, due_on=due.last_day, received_on=before.received_on)


def _late_notice(due_on: date) -> str:
    reason = _("Late since %(day)s: the answer was due on that day.", day=_day(due_on))
    asks = _(
        "A notice gives more time only if it was mailed on that day or before. Give the day on which it was truly "
        "mailed; if that was later, the complaint stays late, and the person goes on reading that the day has passed."
    )
    return f"{reason} {asks}"


def _refuse_transfer(row: SubmissionRow, before: Status, act: Act) -> None:
    if not clock_of(row.form).transferable:  # 22 CCR 120104
        raise Refused(_("Only a complaint is passed to another county's agency."))
    if before.state == "transferred":
        values = {"county": before.transferred_to, "day": _day(before.transferred_on or act.on)}
        raise Refused(
            _("It was passed on to %(county)s County on %(day)s already. Correct or withdraw that.", **values)
        )
    _refuse_after_outcome(before)


def _refuse_after_outcome(before: Status) -> None:
    if before.answered_on:
        reason = _(
            "An answer of %(day)s is noted already. If that is wrong, correct or withdraw it.",
            day=_how_answered(before),
        )
        raise Refused(reason)
    if standing.is_over(before):
        raise Refused(_("It has an outcome already. If that is wrong, withdraw it first."))


def _possible_arrival(row: SubmissionRow, content: Content | None, before: Status, act: Act) -> Act:
    if content is None or content.keyed is None:
        raise Refused(_("It was sent online: it counts from the moment at which its sender was told that it arrived."))
    if act.came_in_on and not act.on <= act.came_in_on <= office().today():
        raise Refused(_("A letter cannot come in before its postmark. Check both days."))
    done = min(
        filter(None, (before.answered_on, before.transferred_on, before.notice_on, before.ended_on)), default=None
    )
    filed = standing.first(office().rules, row, None, [act]).filed_on
    if done and filed > done:
        raise Refused(_("Something is noted of %(day)s, before that day. Correct that first.", day=_day(done)))
    return act


def _how_answered(before: Status) -> str:
    return _day(before.answered_on) if before.answered_on else ""


def _day(day: date) -> str:
    return str(format_date(day, "medium"))
