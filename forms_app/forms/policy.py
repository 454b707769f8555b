"""What the agency does about a form: each form's module says it there, in full, and no table elsewhere names a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from forms_app import deadlines
from forms_app.deadlines import AgencyClock, Deadline, Rules
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import Raw

CUSTOMER_CONNECT = "customer_connect"  # the number of agency.toml that answers whatever no other one does
Days = list[tuple[str, str]]
Desk = Literal["caseworker", "complaint-unit", "ombudsperson"]
EVERY_DESK: frozenset[Desk] = frozenset(get_args(Desk))
Where = Literal["public", "account", "both"]


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How a form reaches the agency without this site: numbers, addresses and rules by their names in agency/.

    `by_phone` and `also_call` are sentences with %(number)s; `also_call` is said to whoever hears nothing, where the
    number is not the agency's own. Without an `address` nobody but the telephone knows it.
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


def promise_of_days(not_filed: object, due: list[Deadline], language: str, *notices: str) -> Promise:
    """A promise of days that are the agency's."""
    return Promise(
        not_filed,
        [(deadlines.words(one.last_day, language), one.label(language)) for one in due],
        [*(one.reason(language) for one in due), *notices],
        list(dict.fromkeys(point.text[language] for one in due for point in one.unsettled)),
        tuple(due),
    )


@dataclass(frozen=True, kw_only=True)
class Door:
    """The door of the guide behind which the form stands, by its id in doors.toml. `always`: whoever comes to any door
    is told of this one (22 CCR 120100(a)).
    """

    id: str
    always: bool = False


@dataclass(frozen=True, kw_only=True)
class StatusWords:
    """What its sender reads once it is answered, with %(day)s: where the answer was `sent`, and where it is `written`
    on the status page."""

    sent: object
    written: object


ANSWERED = StatusWords(
    sent=_l("The answer was sent on %(day)s. If it does not reach you, call."),
    written=_l("The answer was written on %(day)s. It is below."),
)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Staff see to it in the agency's own system and only note here that it was done: no answer is written.

    `card` is the template of what they do, `outcomes` what can come of it, for their eyes alone. Several of a day that
    say the same are one task; `differing` says of others that they say something else, `waiting` how many there are.
    `no_end`: why it is not closed in another way.
    """

    card: str
    outcomes: Mapping[str, object]
    no_end: object
    waiting: Callable[[int], str]
    show: object
    differing: Callable[[int], str]


@dataclass(frozen=True)
class KnownDates:
    """What is known of the course of one complaint."""

    learned_on: date | None
    filed_on: date | None
    answered_on: date | None


@dataclass(frozen=True, kw_only=True)
class Course:
    """A step in the course of a complaint, which can be begun with the dates of the steps before it.

    `after` is the form that comes before it, if any: its sender goes on from her status page. `known` gives the raw
    texts of its questions for dates and, if there is one, the reference of the form before it.
    """

    after: str = ""
    known: Callable[[KnownDates, str], Raw]
    start: object
    practice: object


@dataclass(frozen=True, kw_only=True, eq=False)
class Policy:
    """Every part must be given; only of those at the end most forms have none.

    `clock`: by when the agency must act. `ways`: how it is filed without this site. `promise`: what holds for a form
    sent online on a day, which counts as filed and received on that day, in a language. `desks`: the roles of staff
    that work on it; whoever oversees them sees it too. `letters`: those that answer it, by their ids in letters.toml.
    `about`: the template of its start page, with three macros: about, more, other_way. `door`: where the guide leads
    to it; a form that is filled in inside an account has none.
    `status`: what its sender reads once it is answered. `in_practice` is said before it while no agency runs the site.
    `where` it is filled in: on the public site, by whoever is signed in to an account, or both. `is_change`: an
    account that is new, on hold or just recovered may not send it, and what came of it is one of `staff.submissions.
    outcomes.CHANGES`. `of_date`: it is about one date of hers. `is_message`: what is sent and answered about one case
    is one conversation; only a confirmed account sends it. `joins_messages`: sent on the public site it can be taken
    into such a conversation afterwards.
    """

    clock: AgencyClock
    ways: Ways
    promise: Callable[[Rules, date, str], Promise]
    desks: frozenset[Desk]
    letters: tuple[str, ...]
    about: str
    status: StatusWords
    door: Door | None = None
    in_practice: object = ""
    elsewhere: Elsewhere | None = None
    course: Course | None = None
    where: Where = "both"
    is_change: bool = False
    is_message: bool = False
    joins_messages: bool = False
    of_date: bool = False


def as_typed(name: str, day: date | None) -> Raw:
    """A date as it would be typed into the question of this name."""
    parts = {"month": day.month, "day": day.day, "year": day.year} if day else {}
    return {f"{name}-{part}": [str(number)] for part, number in parts.items()}
