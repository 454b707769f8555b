"""From a date somebody gave to the day the law makes of it, with the rule, its source and the reason in words."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from forms_app.deadlines.dates import words
from forms_app.deadlines.rules import ClosedDay, Rule, Rules, Unsettled
from forms_app.facts.words import Words

Channel = Literal["online", "mail", "hand", "phone"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period, counted. Late is never blocked: the agency decides."""

    rule: Rule
    start: date
    aim_for: date  # the day the period ends, not moved
    last_day: date  # moved to the next business day if the agency is closed on aim_for
    closed: ClosedDay | None
    sentence: Words
    unsettled: tuple[Unsettled, ...]

    @property
    def moved(self) -> bool:
        return self.last_day != self.aim_for

    @property
    def source(self) -> str:
        return self.rule.source

    def label(self, lang: str) -> str:
        return self.rule.label[lang]

    def reason(self, lang: str) -> str:
        """Why this day: the rule and the date in whole sentences."""
        return f"{self.rule.said(lang)} {self.said(lang)}"

    def said(self, lang: str) -> str:
        """The date alone in a whole sentence, and where it moved."""
        closed = self.closed.name[lang] if self.closed else ""
        return self.sentence[lang].format(
            aim_for=words(self.aim_for, lang), last_day=words(self.last_day, lang), closed=closed
        )

    def said_with_label(self, lang: str) -> str:
        """What the day is for, then the day: bare where it did not move, so that "last day" is not said twice."""
        day = self.said(lang) if self.moved else f"{words(self.last_day, lang)}."
        return f"{self.label(lang)}: {day}"

    def is_past(self, today: date) -> bool:
        return today > self.last_day

    def held_to(self, rules: Rules, day: date) -> "Deadline":
        """The same period, ended by an earlier day that had been told and had passed."""
        return replace(self, aim_for=day, last_day=day, closed=None, sentence=rules.sentences["agency_last_day"])

    def days_left(self, today: date) -> int:
        """0 on the last day, negative after it."""
        return (self.last_day - today).days


def count(rules: Rules, rule_id: str, start: date) -> Deadline:
    """Count one rule from `start`, which is day 0. A last day on a closed day moves forward once, at the end."""
    rule = rules[rule_id]
    if rule.kind == "business":
        aim_for = rules.add_business_days(start, rule.days)
    else:
        aim_for = start + timedelta(days=rule.days)
    last_day = rules.next_business_day(aim_for)
    closed = rules.closed.get(aim_for)
    sentence = rules.sentences[_sentence(rule, aim_for, last_day, closed)]
    unsettled = _open_points(rules, rule, start, aim_for, last_day)
    return Deadline(rule, start, aim_for, last_day, closed, sentence, unsettled)


def _sentence(rule: Rule, aim_for: date, last_day: date, closed: ClosedDay | None) -> str:
    whose = "" if rule.whose == "person" else "agency_"
    if aim_for == last_day:
        return f"{whose}last_day"
    return f"{whose}moved_{'closed' if closed and aim_for.weekday() < 5 else 'weekend'}"


def _open_points(rules: Rules, rule: Rule, start: date, aim_for: date, last_day: date) -> tuple[Unsettled, ...]:
    moved = aim_for != last_day
    ids = [point for point in rule.unsettled if moved or point != "moving"]
    if moved or rule.kind == "business":
        ids.append("business_day")
    if not rules.lists(start if rule.kind == "business" else aim_for, last_day):
        ids.append("unlisted_year")
    return tuple(rules.open_points[point] for point in ids)


@dataclass(frozen=True, slots=True)
class Arrival:
    """How something came. `filed_on`: the day of the call or visit, the postmark of a letter, or the Los Angeles date
    of the acknowledgement online; it left the person's hands then, which is the safe reading. `came_in_on`: the date
    stamp of a letter."""

    channel: Channel
    filed_on: date
    came_in_on: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """On which day the agency counts as having received something."""

    on: date
    unsettled: tuple[Unsettled, ...]


def receive(rules: Rules, arrival: Arrival, by_mail: str = "mail_receipt") -> Received:
    """`by_mail`: the rule from the postmark on, as of a complaint (22 CCR 110164); empty where the stamp counts."""
    if arrival.channel == "mail" and by_mail:
        counted = count(rules, by_mail, arrival.filed_on)
        return Received(counted.last_day, counted.unsettled)
    silent = (rules.open_points["online"],) if arrival.channel == "online" else ()
    return Received(arrival.came_in_on or arrival.filed_on, silent)


def received_on(rules: Rules, channel: Channel, filed_on: date) -> date:
    """Of a complaint."""
    return receive(rules, Arrival(channel, filed_on)).on


def complaint_deadline(rules: Rules, learned_on: date) -> Deadline:
    return count(rules, "complaint_filing", learned_on)


def answer_due(rules: Rules, received_on: date, extended: bool = False) -> Deadline:
    """`extended`: a notice of extension was mailed; then it is the longer time in all, moved once at the end."""
    return count(rules, "complaint_answer_extended" if extended else "complaint_answer", received_on)


def transfer_copy_due(rules: Rules, transferred_on: date) -> Deadline:
    return count(rules, "transfer_copy", transferred_on)


def transfer_answer_due(rules: Rules, transferred_on: date) -> Deadline:
    return count(rules, "transfer_answer", transferred_on)
