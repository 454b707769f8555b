"""How something came that staff key in: by which channel, on which days, and from which day its clock runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms_app.deadlines import Arrival, Rules, clock
from forms_app.facts import languages
from forms_app.forms import FORMS
from forms_app.forms.questions import Choice, Consent, Option, Page, PastDate, Question
from forms_app.forms.questions.base import Answers
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

OLD = "complaint_answer"  # the rule: what came longer ago than that would be late already, so it is rather a slip
WAYS: dict[str, LazyString] = {
    "online": _l("sent online"),
    "phone": _l("by telephone"),
    "hand": _l("in a visit"),
    "mail": _l("by letter"),
}


class OfficeDay(PastDate):
    """A day on which something came in: by the calendar of the office, for the law counts from it."""

    def newest(self) -> date:
        return clock.today()


class Arriving(Page):
    """What must be known before anything is keyed in. A blank day is today, but a letter always has an earlier one."""

    slug = "arrival"
    heading = _l("How it came")

    form = Choice(
        _l("Which form?"),
        [Option(form.name, form.title_inside) for form in FORMS.values()],
        required=_l("Choose the form."),
    )
    language = Choice(
        _l("In which language do we write to this person?"),
        [Option(language, name, lang=language) for language, name in languages.NAMES.items()],
        required=_l("Choose the language."),
    )
    channel = Choice(
        _l("How did it come?"),
        (
            Option("phone", _l("By telephone")),
            Option("hand", _l("In a visit"), _l("Told or handed in at the office.")),
            Option("mail", _l("By letter")),
        ),
        required=_l("Choose how it came."),
    )
    day = OfficeDay(
        _l("On which day?"),
        hint=_l(
            "The day of the call or visit; leave it blank if it was today. For a letter, the postmark. If that cannot "
            "be read, the date on the letter, or else the day it came in: the earlier day is safe for the person."
        ),
    )
    came_in_on = OfficeDay(
        _l("For a letter: on which day did it come in?"),
        hint=_l("The date stamp. Leave it blank if it was today."),
    )
    sure = Consent(_l("Is that day right?"), tick=_l("Yes, that day is right."))


@dataclass(frozen=True)
class IntakeStart:
    """What is known before anything is keyed in."""

    form: str
    language: str
    arrival: Arrival

    def packed(self) -> dict[str, Any]:
        """As it is kept with what is not stored yet."""
        stamp = self.arrival.came_in_on
        return {
            "form": self.form,
            "language": self.language,
            "channel": self.arrival.channel,
            "day": self.arrival.filed_on.isoformat(),
            "came_in_on": stamp.isoformat() if stamp else None,
        }

    @classmethod
    def unpacked(cls, known: dict[str, Any]) -> IntakeStart:
        arrival = Arrival(known["channel"], date.fromisoformat(known["day"]), _day(known["came_in_on"]))
        return cls(known["form"], known["language"], arrival)

    @property
    def raw(self) -> Raw:
        """As it would be typed."""
        typed: Raw = {"form": [self.form], "language": [self.language], "channel": [self.arrival.channel]}
        stamp = _as_typed("came_in_on", self.arrival.came_in_on) if self.arrival.came_in_on else {}
        return {**typed, **_as_typed("day", self.arrival.filed_on), **stamp}


def arriving(raw: Raw | None, forms: Collection[str]) -> Page:
    """The page, with the forms that this person may key in."""
    page = Arriving.of(raw)
    page["form"].options = tuple(option for option in page["form"].options if option.value in forms)
    return page


def questions_shown(page: Page) -> list[Question]:
    """The questions; whether an old day is right is asked only where one was given."""
    return [question for question in page if question.name != "sure" or question.errors or question.raw]


def read(page: Page, rules: Rules, today: date) -> IntakeStart | None:
    """What the page says; None if something must be changed, and the question says what."""
    if not page.validate():
        return None
    start = _start(page.values, today)
    found = _fault(page, start, rules[OLD].days, today)
    if found is None:
        return start
    name, sentence = found
    page[name].errors, page[name].wrong_inputs = [sentence], page[name].inputs[:1]
    return None


def _start(given: Answers, today: date) -> IntakeStart:
    stamp = _day(given["came_in_on"]) or today if given["channel"] == "mail" else None
    return IntakeStart(given["form"], given["language"], Arrival(given["channel"], _day(given["day"]) or today, stamp))


def _fault(page: Page, start: IntakeStart, old_days: int, today: date) -> tuple[str, str] | None:
    """(question, sentence) for what cannot be, or is so many days old that it may be a slip."""
    arrival = start.arrival
    if start.form not in {option.value for option in page["form"].options}:
        return "form", _("Choose one of the answers on this page.")
    if arrival.channel == "mail" and not page.values["day"]:
        return "day", _("Enter the postmark, or the date on the letter.")
    if arrival.came_in_on and arrival.came_in_on < arrival.filed_on:
        return "came_in_on", _("A letter cannot come in before its postmark. Check both days.")
    if today - arrival.filed_on > timedelta(days=old_days) and not page.values["sure"]:
        asked = _("This day is more than %(days)s days ago. Change it, or mark that it is right.", days=old_days)
        return "sure", asked
    return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _as_typed(name: str, day: date) -> Raw:
    parts = {"month": day.month, "day": day.day, "year": day.year}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
