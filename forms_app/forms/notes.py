"""What a person's answers mean for her in law, said kindly before she sends. Nothing here refuses anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import Deadline, Rules
from forms_app.facts import counties
from forms_app.forms import exclusions
from forms_app.forms.places import UNSURE, county_named
from forms_app.forms.questions import Told
from forms_app.forms.questions.base import Answers
from forms_app.forms.questions.births import span
from forms_app.forms.questions.partial_dates import whole_day
from forms_app.i18n.translation import gettext as _


def complaint_notes(answers: Answers, rules: Rules, today: date, language: str) -> list[Told]:
    """Whether the time to file of Family Code 17800 is over. Without a day nobody can say; the rule is said instead."""
    learned = answers.get("learned_on")
    if not learned:
        return []
    learned_on = whole_day(learned)
    if learned_on is None:
        return list(_without_the_day_learned(rules, language))
    deadline = deadlines.complaint_deadline(rules, learned_on)
    goes_on = "ongoing" in (learned["said"] if isinstance(learned, dict) else ())
    counted = [Told(_("You marked that it is still going on. To be safe, we count from the day you gave."))]
    return [
        *(counted if goes_on else ()),
        Told(deadline.said_with_label(language)),
        *_late(deadline, rules, today, language),
    ]


def _without_the_day_learned(rules: Rules, language: str) -> Iterator[Told]:
    yield Told(_("Without the day on which you learned about it we cannot work out your last day. Do not wait."))
    yield Told(rules["complaint_filing"].said(language))
    yield Told(_("After that day you can still complain: the agency decides."))


def hearing_notes(answers: Answers, rules: Rules, today: date, language: str) -> list[Told]:
    """From when and until when a hearing may be asked for, and where belongs what it cannot decide."""
    filed_on, answered_on = _day(answers, "filed_on"), _day(answers, "answered_on")
    notes = [*_no_complaint(answers)]
    if filed_on is None:
        notes += _without_the_day(answers, rules, today, language)
    elif answers.get("was_answered") == "yes" and answered_on is None:
        notes += _counted_from_filing(rules, filed_on, today, language)
    else:
        notes += _window(
            rules, filed_on, answered_on if answers.get("was_answered") == "yes" else None, today, language
        )
    return [*notes, *_off_topic(answers)]


def complaint_due(answers: Answers, rules: Rules) -> Deadline | None:
    """Family Code 17800."""
    learned_on = whole_day(answers.get("learned_on"))
    return deadlines.complaint_deadline(rules, learned_on) if learned_on else None


def hearing_due(answers: Answers, rules: Rules) -> Deadline | None:
    """Family Code 17801(c); None where the answers do not tell it."""
    filed_on = _day(answers, "filed_on")
    answered_on = _day(answers, "answered_on") if answers.get("was_answered") == "yes" else None
    if filed_on is None:
        return deadlines.count(rules, "hearing_after_answer", answered_on) if answered_on else None
    return (
        None if answered_on and answered_on < filed_on else deadlines.hearing_window(rules, filed_on, answered_on).last
    )


def still_running(deadline: Deadline | None, rules: Rules, today: date, language: str) -> Iterator[str]:
    """Said to somebody who only practiced: her own time has not stopped."""
    if deadline:
        yield _("Practicing does not stop your time.") + f" {deadline.said_with_label(language)}"
        yield from (str(late.text) for late in _late(deadline, rules, today, language))


def enrollment_notes(answers: Answers, rules: Rules, _today: date, language: str) -> list[Told]:
    """22 CCR 112130(h): the other parent is told. 112300-112301: one may ask that nothing is given out."""
    notice = _("When the agency opens a case, it tells the other parent, if it knows an address.")
    opened = Told(rules["enrollment_open"].said(language))
    slips = [*_older_than_parent(answers), *_other_county(answers)]
    return [*_unsafe(answers), *slips, *_with_calworks(answers), Told(notice), opened]


def _with_calworks(answers: Answers) -> Iterator[Told]:
    """22 CCR 112100(c): whoever gets it is referred, and need not apply."""
    if answers.get("receives_calworks") == "yes":
        yield Told(
            _("With CalWORKs, the county sends your case to the agency. You do not have to apply."),
            page="/cash-aid/",
            link=_("CalWORKs and your money"),
        )


def _other_county(answers: Answers) -> Iterator[Told]:
    """Nobody is stopped: some ZIP codes lie in two counties, and the one that she chose counts."""
    zip_code, chosen = answers.get("zip_code") or "", answers.get("county")
    county = counties.county_at(zip_code) if chosen not in (None, UNSURE) else ""
    if county and county != chosen:
        yield Told(
            _(
                "The ZIP code %(zip_code)s is in %(county)s County, but you chose %(chosen)s. We go by the county that "
                "you chose: change it if it is not the right one.",
                zip_code=zip_code,
                county=county_named(county),
                chosen=county_named(str(chosen)),
            )
        )


def _older_than_parent(answers: Answers) -> Iterator[Told]:
    """Most likely a slip; but only a guardian can be younger than the child, and nobody is stopped."""
    own = span(answers.get("born_on"))
    born = [span(child.get("born_on")) for child in answers.get("children") or ()]
    if own and answers.get("role") == "parent" and any(days and days[1] < own[0] for days in born):
        yield Told(
            _(
                "By these dates a child is older than you. If one of the dates of birth is wrong, change it. If they "
                "are right, you can send this as it is."
            )
        )


def _unsafe(answers: Answers) -> Iterator[Told]:
    if answers.get("contact_is_unsafe") in ("yes", "unsaid"):
        yield Told(
            _(
                "Could it be dangerous if the other parent finds out? Don't send it yet. Call first. You can ask the "
                "agency not to give out your address and other facts about you."
            ),
            phone="customer_connect",
            page="/safety/",
            link=_("If someone might hurt you, read this first."),
        )


def _no_complaint(answers: Answers) -> Iterator[Told]:
    """Family Code 17801(b)."""
    if answers.get("has_complained") in ("no", "unsure"):
        yield Told(
            _("A State Hearing comes after a complaint to the local agency. If you have not filed one, file it too."),
            page="/forms/complaint/",
            link=_("Request for Complaint Resolution"),
        )


def _without_the_day(answers: Answers, rules: Rules, today: date, language: str) -> Iterator[Told]:
    """Nobody knows when the complaint was filed: what can be said all the same."""
    if answers.get("has_complained") == "undated":
        yield Told(
            _(
                "Without the day on which you filed the complaint we cannot work out your last day. Do not wait. "
                "You can ask the agency for that day."
            ),
            phone="customer_connect",
        )
    answered_on = _day(answers, "answered_on") if answers.get("was_answered") == "yes" else None
    if answered_on:
        deadline = deadlines.count(rules, "hearing_after_answer", answered_on)
        yield Told(deadline.reason(language))
        yield from _late(deadline, rules, today, language)
    else:
        yield Told(rules["hearing_after_answer"].said(language))
    yield Told(rules["hearing_without_answer"].said(language))


def _counted_from_filing(rules: Rules, filed_on: date, today: date, language: str) -> Iterator[Told]:
    """An answer came, but nobody knows when. The days counted from filing are the safe ones, whenever it was."""
    deadline = deadlines.hearing_window(rules, filed_on).last
    yield Told(_("You did not say when the answer came. We count from the day you filed: that date is the safe one."))
    yield Told(deadline.reason(language))
    yield from _late(deadline, rules, today, language)


def _window(rules: Rules, filed_on: date, answered_on: date | None, today: date, language: str) -> Iterator[Told]:
    """Family Code 17801(b) and (c)."""
    if answered_on and answered_on < filed_on:
        return
    window = deadlines.hearing_window(rules, filed_on, answered_on)
    yield Told(window.reason(language))
    yield from _late(window.last, rules, today, language)
    yield from (Told(point.text[language]) for point in window.unsettled)


def _late(deadline: Deadline, rules: Rules, today: date, language: str) -> Iterator[Told]:
    if deadline.is_past(today):
        yield Told(rules.sentences["late_is_not_blocked"][language])


def _off_topic(answers: Answers) -> Iterator[Told]:
    """22 CCR 120201(a)(3)."""
    if "other" in (answers.get("issues") or ()):
        yield Told(
            _(
                "You chose “Something else, or I am not sure”. You can ask for that. But other offices decide some "
                "things:"
            )
        )
        yield from exclusions.HEARING


def _day(answers: Answers, name: str) -> date | None:
    value = answers.get(name)
    return date.fromisoformat(value) if value else None
