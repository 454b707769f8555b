"""Before the first request: makes the clock's rules from agency/, and refuses to start on a wrong one."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from forms_app.deadlines.rules import ONE_DAY, SATURDAY, ClosedDay, Kind, Rule, Rules, Unsettled, Whose
from forms_app.facts.files import FactsError
from forms_app.facts.languages import DEFAULT
from forms_app.facts.toml_file import Table, read
from forms_app.facts.words import Words, words

# What the functions of this package ask for by name.
RULES = [
    "complaint_filing",
    "complaint_answer",
    "complaint_answer_extended",
    "mail_receipt",
    "transfer_copy",
    "transfer_answer",
    "hearing_after_answer",
    "hearing_wait",
    "hearing_without_answer",
]
OPEN_POINTS = ["late_answer", "extension", "hearing_limit", "business_day", "moving", "online", "unlisted_year"]
NO_NAMES: frozenset[str] = frozenset()
SENTENCES = {
    "last_day": frozenset({"last_day"}),
    "moved_weekend": frozenset({"aim_for", "last_day"}),
    "moved_closed": frozenset({"aim_for", "last_day", "closed"}),
    "agency_last_day": frozenset({"last_day"}),
    "agency_moved_weekend": frozenset({"aim_for", "last_day"}),
    "agency_moved_closed": frozenset({"aim_for", "last_day", "closed"}),
    "hearing_opens": frozenset({"days", "opens_on"}),
    "hearing_answered": NO_NAMES,
    "hearing_late_answer": frozenset({"days"}),
    "late_is_not_blocked": NO_NAMES,
    "answer_before_complaint": NO_NAMES,
    "filed_before_learned": NO_NAMES,
    "day_learned": NO_NAMES,
    "day_filed": NO_NAMES,
    "day_answered": NO_NAMES,
    "day_opens": NO_NAMES,
    "day_aim": NO_NAMES,
    "day_today": NO_NAMES,
    "alert_opens": NO_NAMES,
    "alert_aim": NO_NAMES,
    "alert_last": NO_NAMES,
    "alert_theirs": NO_NAMES,
    "counted_from": frozenset({"start"}),
}


def load(directory: Path) -> Rules:
    """Read both files. Raises FactsError with file, line and remedy."""
    path = directory / "deadlines.toml"
    tables = read(path, "[[rule]]", "[[unsettled]]", "[[sentence]]")
    points = {id_: _open_point(table) for id_, table in tables.keyed("unsettled").items()}
    periods = {id_: _rule(table, points) for id_, table in tables.keyed("rule").items()}
    sentences = {id_: _sentence(table) for id_, table in tables.keyed("sentence").items()}
    _need(path, "unsettled", OPEN_POINTS, points)
    _need(path, "rule", RULES, periods)
    _need(path, "sentence", list(SENTENCES), sentences)
    closed, years = _closed_days(directory / "closed_days.toml")
    return Rules(periods, closed, years, points, sentences)


def _need(path: Path, section: str, needed: list[str], found: dict[str, Any]) -> None:
    for id_ in needed:
        if id_ not in found:
            raise FactsError(path, 1, f"no {section} {id_}", f'Put back the [[{section}]] with id = "{id_}".')


def _rule(table: Table, points: dict[str, Unsettled]) -> Rule:
    days = frozenset({"days"})
    unsettled = table.texts("unsettled")
    for point in unsettled:
        if point not in points:
            remedy = f"Use one of: {', '.join(sorted(points))}."
            raise table.wrong(f"unknown unsettled point {point}", remedy, "unsettled")
    rule = Rule(
        id=table.id,
        days=table.number("days"),
        kind=cast(Kind, table.choice("kind", get_args(Kind))),
        whose=cast(Whose, table.choice("whose", get_args(Whose))),
        label=words(table, "label"),
        text=words(table, read=lambda key: table.placeholders(key, days)),
        source=table.source(),
        checked=table.day("checked"),
        unsettled=unsettled,
    )
    table.refuse_unread()
    return rule


def _open_point(table: Table) -> Unsettled:
    point = Unsettled(table.id, words(table), table.source())
    table.refuse_unread()
    return point


def _sentence(table: Table) -> Words:
    if table.id not in SENTENCES:
        raise table.wrong("nothing says this sentence", f"Use one of: {', '.join(SENTENCES)}.", "id")
    names = SENTENCES[table.id]
    sentence = words(table, read=lambda key: table.placeholders(key, names))
    table.refuse_unread()
    return sentence


def _closed_days(path: Path) -> tuple[dict[date, ClosedDay], frozenset[int]]:
    closed: dict[date, ClosedDay] = {}
    lines: dict[date, int] = {}
    years: set[int] = set()
    for table in read(path, "[[year]]").tables("year"):
        table.origin()
        year, days = table.number("year"), table.tables("closed", "closed day")
        table.refuse_unread()
        if year in years:
            raise table.wrong("the year stands twice", "Put its closed days into one [[year]].", "year")
        if not days:
            raise table.wrong("no closed days", "List them as closed = [ { on = … }, … ], or remove the [[year]].")
        years.add(year)
        for day in days:
            found = _closed_day(day, year, closed, lines)
            closed[found.on], lines[found.on] = found, day.line
    return closed, frozenset(years)


def _closed_day(table: Table, year: int, before: Mapping[date, ClosedDay], lines: Mapping[date, int]) -> ClosedDay:
    on = table.day("on")
    table.id = on.isoformat()
    day = ClosedDay(on, words(table))
    if not table.flag("weekend", absent=False) and on.weekday() >= SATURDAY:
        raise table.wrong(f"it is a {on:%A}, on which the agency is closed anyway", _meant(on))
    table.refuse_unread()
    if on.year != year:
        raise table.wrong(f"it stands under {year}", f"Move it under year = {on.year}.")
    if on in before:
        raise table.wrong(f"it overlaps {before[on].name[DEFAULT]}, line {lines[on]}", "Keep one of the two.")
    return day


def _meant(on: date) -> str:
    """A holiday on a weekend closes another day, or none."""
    before, after = on - (on.weekday() - 4) * ONE_DAY, on + (7 - on.weekday()) * ONE_DAY
    return f"Is Friday, {before}, or Monday, {after}, meant? If neither, add weekend = true to keep it."
