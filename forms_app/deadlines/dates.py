"""Between moments and the clock: the Los Angeles date of a moment, a date in words, and dates that cannot be."""

from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from forms_app.deadlines.rules import Rules
from forms_app.facts.languages import BY_CODE
from forms_app.facts.words import Words

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
EARLIEST = date(1900, 1, 1)
PastFault = Literal["future", "too_long_ago"]


def local_date(moment: datetime) -> date:
    """The date in Los Angeles at an aware moment; a naive one raises ValueError, for it could be any day."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone; moments are stored in UTC")
    return moment.astimezone(LOS_ANGELES).date()


@lru_cache(1024)
def words(day: date, lang: str) -> str:
    """The date with its weekday, to stand inside a sentence."""
    return format_date(day, BY_CODE[lang].date, locale=BY_CODE[lang].locale)


@lru_cache(1024)
def short(day: date, lang: str) -> str:
    """The date for a list, without its weekday."""
    return format_date(day, BY_CODE[lang].day, locale=BY_CODE[lang].locale)


@lru_cache(1024)
def month(text: str, lang: str, skeleton: str = "yMMMM") -> str:
    """2026-09 is September 2026, septiembre de 2026; by yMMM it is Sep 2026, sept 2026."""
    return format_skeleton(skeleton, date.fromisoformat(f"{text}-01"), locale=BY_CODE[lang].locale)


@lru_cache(1024)
def initial(text: str, lang: str) -> str:
    """The letter of a month, such as S, where twelve of them stand in a row."""
    return format_date(date.fromisoformat(f"{text}-01"), "LLLLL", locale=BY_CODE[lang].locale)


def past_fault(day: date, newest: date) -> PastFault | None:
    """Why a day cannot be one on which something happened. `newest`: today, for whoever gives it."""
    if day > newest:
        return "future"
    return "too_long_ago" if day < EARLIEST else None


def answer_problem(rules: Rules, filed_on: date, answered_on: date) -> Words | None:
    return rules.sentences["answer_before_complaint"] if answered_on < filed_on else None


def filed_problem(rules: Rules, learned_on: date, filed_on: date) -> Words | None:
    return rules.sentences["filed_before_learned"] if filed_on < learned_on else None
