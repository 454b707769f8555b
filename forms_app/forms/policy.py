"""What the agency does about a form: each form's module says it there, in full, and no table elsewhere names a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Deadline, Rules

CUSTOMER_CONNECT = "customer_connect"  # the number of agency.toml that answers whatever no other one does
Days = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How a form reaches the agency without this site: numbers, addresses and rules by their names in agency/.

    `by_phone` is the sentence before the number. Without an `address` nobody but the telephone knows it. `also_call`
    is said, with %(number)s, to whoever hears nothing, where the number is not the agency's own.
    """

    by_phone: object
    phone: str = CUSTOMER_CONNECT
    address: str = ""
    by_when: tuple[str, ...] = ()
    by_mail: tuple[str, ...] = ()
    late: object = ""
    also_call: object = ""


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


def counted(not_filed: object, due: list[Deadline], language: str, *told: str) -> Promise:
    """A promise of days that are the agency's."""
    return Promise(
        not_filed,
        [(deadlines.words(one.last_day, language), one.label(language)) for one in due],
        [*(one.reason(language) for one in due), *told],
        list(dict.fromkeys(point.text[language] for one in due for point in one.unsettled)),
        tuple(due),
    )


@dataclass(frozen=True, kw_only=True)
class Policy:
    """`clock`: by when the agency must act. `ways`: how it is filed without this site. `promise`: what holds for a form
    sent online on a day, which counts as filed and received on that day, in a language.
    """

    clock: AgencyClock
    ways: Ways
    promise: Callable[[Rules, date, str], Promise]
