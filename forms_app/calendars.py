"""From a complaint's course to a calendar file (RFC 5545) that a person may keep. No alarm rings and no title tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from forms_app.clock import Course, Deadline, Hearing, Rules

NAMESPACE = UUID("5b0f6f1c-2f0a-4d2e-9a57-0f6d1f6a7c11")
MOST_OCTETS = 75
FILE_NAMES = {"en": "dates.ics", "es": "fechas.ics"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day. `title` may be seen by whoever holds the phone; `text` only by who opens it."""

    on: date
    title: str
    text: str


def entries(rules: Rules, course: Course, lang: str) -> list[Entry]:
    """The days on which the person can do something; never the agency's own."""
    if course.hearing:
        return [*_opening(rules, course.hearing, lang), *_ending(rules, course.hearing.last, lang)]
    return _ending(rules, course.filing, lang) if course.filing else []


def _opening(rules: Rules, hearing: Hearing, lang: str) -> list[Entry]:
    title = rules.sentences["alert_opens"][lang]
    return [Entry(hearing.opens_on, title, hearing.reason(lang))] if hearing.answer == "none" else []


def _ending(rules: Rules, deadline: Deadline, lang: str) -> list[Entry]:
    aim, last = rules.sentences["alert_aim"][lang], rules.sentences["alert_last"][lang]
    entry = Entry(deadline.last_day, last, deadline.reason(lang))
    return [Entry(deadline.aim_for, aim, deadline.reason(lang)), entry] if deadline.moved else [entry]


def calendar(days: list[Entry], made_at: datetime) -> bytes:
    """The file, `text/calendar; charset=utf-8`. The same day is the same event, however often it is saved."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Customer Connect//Dates//EN", "CALSCALE:GREGORIAN"]
    for entry in days:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(folded + b"\r\n" for line in lines for folded in _folded(line))


def _event(entry: Entry, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE, f'{entry.on} {entry.title}')}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.text)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> Iterator[bytes]:
    """Parts of at most 75 octets, never cut inside a character; the next ones begin with a space."""
    part = b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > MOST_OCTETS:
            yield part
            part = b" "
        part += octets
    yield part
