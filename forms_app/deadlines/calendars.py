"""From a complaint's course to a calendar file (RFC 5545) that a person may keep.

No title tells what it is about, and nothing rings unless she asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from forms_app.deadlines import Course, Deadline, Hearing, Rules, words

NAMESPACE = UUID("5b0f6f1c-2f0a-4d2e-9a57-0f6d1f6a7c11")
MOST_OCTETS = 75
FIRST_SEQUENCE = datetime(2026, 1, 1, tzinfo=UTC)
# A whole day begins at midnight: nine in the morning a week before it, and on the day before.
ALARMS = ("-P6DT15H", "-PT15H")


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `rule` names what makes it, within its course: the same one, corrected, takes its place.

    `title` may be seen by whoever holds the phone; `text` only by who opens it. `hers` is a day on which she can act.
    """

    rule: str
    on: date
    title: str
    text: str
    hers: bool = True


def entries(rules: Rules, course: Course, lang: str) -> list[Entry]:
    """The days that matter from now on, in their order: hers, and the last one of the agency."""
    hearing = course.hearing
    if hearing is None:
        return _ending(rules, "filing", course.filing, lang) if course.filing else []
    # One rule ends it with an answer, another without: for her it is one last day, and the later file corrects it.
    ending = _ending(rules, "hearing", hearing.last, lang)
    if hearing.answer != "none":
        return ending
    return sorted([_agency(rules, course, hearing, lang), _opening(rules, hearing, lang), *ending], key=lambda e: e.on)


def theirs(rules: Rules, due: Deadline, lang: str, more: str = "") -> Entry:
    """The last day of the agency, for whoever waits for it."""
    text = f"{due.reason(lang)}{more} {_counted_from(rules, due.start, lang)}"
    return Entry(due.rule.id, due.last_day, rules.sentences["alert_theirs"][lang], text, hers=False)


def _agency(rules: Rules, course: Course, hearing: Hearing, lang: str) -> Entry:
    mailed = course.due_if_mailed
    by_mail = f" {rules['mail_receipt'].said(lang)} {mailed.said(lang)}" if mailed else ""
    return theirs(rules, hearing.agency_due, lang, by_mail)


def _opening(rules: Rules, hearing: Hearing, lang: str) -> Entry:
    text = f"{hearing.reason(lang)} {_counted_from(rules, hearing.filed_on, lang)}"
    return Entry("opening", hearing.opens_on, rules.sentences["alert_opens"][lang], text)


def _ending(rules: Rules, rule: str, deadline: Deadline, lang: str) -> list[Entry]:
    aim, last = rules.sentences["alert_aim"][lang], rules.sentences["alert_last"][lang]
    text = f"{deadline.reason(lang)} {_counted_from(rules, deadline.start, lang)}"
    entry = Entry(rule, deadline.last_day, last, text)
    return [Entry(f"{rule} aim", deadline.aim_for, aim, text), entry] if deadline.moved else [entry]


def _counted_from(rules: Rules, start: date, lang: str) -> str:
    """From which day it was counted: so an entry that was made with another day is known by it."""
    return rules.sentences["counted_from"][lang].format(start=words(start, lang))


@dataclass(frozen=True, slots=True)
class Appointment:
    """One moment at which she is to be somewhere. `named`: what tells it from all others, and stays when it is moved.

    `title` may be seen by whoever holds the phone; `place` is empty unless she asked for it.
    """

    named: str
    starts_at: datetime
    title: str
    place: str
    is_on: bool


def calendar(days: list[Entry], made_at: datetime, course: str, alarm: bool = False) -> bytes:
    """The file, `text/calendar; charset=utf-8`. `course` tells these days from those of another complaint."""
    return _file([line for entry in days for line in _event(entry, made_at, course, alarm and entry.hers)])


def appointment_file(entry: Appointment, made_at: datetime) -> bytes:
    """The file. A later one takes the place of an earlier one; one that is off strikes it out. How long it lasts
    nobody has said, so it has no end."""
    return _file(
        [
            "BEGIN:VEVENT",
            *_stamps(entry.named, made_at),
            f"DTSTART:{_moment(entry.starts_at)}",
            f"SUMMARY:{_escape(entry.title)}",
            *([f"LOCATION:{_escape(entry.place)}"] if entry.place else []),
            f"STATUS:{'CONFIRMED' if entry.is_on else 'CANCELLED'}",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    )


def _file(events: list[str]) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Customer Connect//Dates//EN", "CALSCALE:GREGORIAN"]
    lines = [*head, *events, "END:VCALENDAR"]
    return b"".join(folded + b"\r\n" for line in lines for folded in _fold(line))


def _stamps(named: str, made_at: datetime) -> list[str]:
    return [
        f"UID:{uuid5(NAMESPACE, named)}",
        f"SEQUENCE:{int((made_at - FIRST_SEQUENCE).total_seconds())}",
        f"DTSTAMP:{_moment(made_at)}",
    ]


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _event(entry: Entry, made_at: datetime, course: str, alarm: bool) -> list[str]:
    return [
        "BEGIN:VEVENT",
        *_stamps(f"{course} {entry.rule}", made_at),
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escape(entry.title)}",
        f"DESCRIPTION:{_escape(entry.text)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        *(line for before in ALARMS if alarm for line in _alarm(entry, before)),
        "END:VEVENT",
    ]


def _alarm(entry: Entry, before: str) -> list[str]:
    """It shows the title and no more."""
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escape(entry.title)}", f"TRIGGER:{before}", "END:VALARM"]


def _escape(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _fold(line: str) -> Iterator[bytes]:
    """Parts of at most 75 octets, never cut inside a character; the next ones begin with a space."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > MOST_OCTETS:
            yield part
            part = b" "
        part += octets
    yield part
