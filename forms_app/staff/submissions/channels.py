"""How something came that staff key in: by which channel, on which days, and from which day its clock runs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms_app.deadlines import Arrival, Channel, Deadline, Rules, clock
from forms_app.facts import languages
from forms_app.forms import FORMS, clock_of
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
        [Option(form.name, form.title) for form in FORMS.values()],
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
class Came:
    """One arrival. `day` is what the rule for its channel counts from; `came_in_on` is known of letters only."""

    form: str
    language: str
    channel: Channel
    day: date
    came_in_on: date | None = None

    def packed(self) -> dict[str, Any]:
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(self).items()}

    @classmethod
    def unpacked(cls, known: dict[str, Any]) -> Came:
        stamp = known["came_in_on"]
        days = {"day": date.fromisoformat(known["day"]), "came_in_on": date.fromisoformat(stamp) if stamp else None}
        return cls(**{**known, **days})

    def arrival(self, rules: Rules) -> Arrival:
        """When it counts as filed and received."""
        return clock_of(self.form).arrival(rules, self.channel, self.day, self.came_in_on)

    def mail_rule(self, rules: Rules) -> Deadline | None:
        """What makes the received day of a letter; None where that is the day it came."""
        return clock_of(self.form).mail_rule(rules, self.channel, self.day)

    @property
    def raw(self) -> Raw:
        """As it would be typed."""
        told: Raw = {"form": [self.form], "language": [self.language], "channel": [self.channel]}
        stamp = _typed("came_in_on", self.came_in_on) if self.came_in_on else {}
        return {**told, **_typed("day", self.day), **stamp}


def arriving(raw: Raw | None, forms: Collection[str]) -> Page:
    """The page, with the forms that this person may key in."""
    page = Arriving.of(raw)
    page["form"].options = tuple(option for option in page["form"].options if option.value in forms)
    return page


def shown(page: Page) -> list[Question]:
    """The questions; whether an old day is right is asked only where one was given."""
    return [question for question in page if question.name != "sure" or question.errors or question.raw]


def read(page: Page, rules: Rules, today: date) -> Came | None:
    """What the page says; None if something must be changed, and the question says what."""
    if not page.validate():
        return None
    came = _came(page.values, today)
    found = _fault(page, came, rules[OLD].days, today)
    if found is None:
        return came
    name, sentence = found
    page[name].errors, page[name].wrong_inputs = [sentence], page[name].inputs[:1]
    return None


def _came(told: Answers, today: date) -> Came:
    day, stamp = _day(told["day"]) or today, _day(told["came_in_on"]) or today
    return Came(told["form"], told["language"], told["channel"], day, stamp if told["channel"] == "mail" else None)


def _fault(page: Page, came: Came, old_days: int, today: date) -> tuple[str, str] | None:
    """(question, sentence) for what cannot be, or is so many days old that it may be a slip."""
    if came.form not in {option.value for option in page["form"].options}:
        return "form", _("Choose one of the answers on this page.")
    if came.channel == "mail" and not page.values["day"]:
        return "day", _("Enter the postmark, or the date on the letter.")
    if came.came_in_on and came.came_in_on < came.day:
        return "came_in_on", _("A letter cannot come in before its postmark. Check both days.")
    if today - came.day > timedelta(days=old_days) and not page.values["sure"]:
        asked = _("This day is more than %(days)s days ago. Change it, or mark that it is right.", days=old_days)
        return "sure", asked
    return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _typed(name: str, day: date) -> Raw:
    parts = {"month": day.month, "day": day.day, "year": day.year}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
