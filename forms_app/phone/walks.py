"""Walks: calls written down in a file, as what the caller does and what must come of it.

A file is a list of walks. Steps begin at the first question of the call, the language; a file of walks that leave that
key out is read as beginning after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from forms_app.deadlines.dates import LOS_ANGELES
from forms_app.errors import CannotStart
from forms_app.phone.line.overlay import Line
from forms_app.phone.menu.shape import SPOKEN

MONDAY = date(2026, 11, 30)  # of the week of a walk that names no date
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEEDED = ("name", "language", "at", "steps", "arrives")
KNOWN = (*NEEDED, "hears", "unheard", "transferred", "caller")
ACTS = ("key", "say", "silence", "hangup", "identify", "not_answered")
Step = tuple[str, str]


class NotAWalk(CannotStart):
    """The file cannot be read as walks: which one, and what is wrong with it."""


@dataclass(frozen=True)
class Walk:
    """`transferred`: local, sdu or none. `caller`: a Participant ID of the made-up county; empty: of the practice."""

    name: str
    language: str
    at: datetime
    steps: tuple[Step, ...]
    arrives: str
    hears: tuple[str, ...]
    unheard: tuple[str, ...]
    transferred: str
    caller: str


def load(path: Path, line: Line) -> list[Walk]:
    """The walks of a file, each from the first key of the call. Raises NotAWalk."""
    try:
        values = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506 - gives texts, lists and mappings alone
    except (OSError, yaml.YAMLError) as wrong:
        raise NotAWalk(f"{path}: cannot be read as YAML: {type(wrong).__name__}.") from wrong
    if not isinstance(values, list) or not values:
        raise NotAWalk(f"{path}: expected a list of walks.")
    walks = [_walk(path, number, value) for number, value in enumerate(values, 1)]
    return [_with_language_key(line, walk) for walk in walks] if _begin_later(line, walks) else walks


def _begin_later(line: Line, walks: Sequence[Walk]) -> bool:
    """Whether the walks of a file leave out the key of the language: one of them presses another language's first, or
    says who she is right after it."""
    keys = {option.key: option.language for option in line.menu.nodes[line.menu.start].options}
    for walk in walks:
        acts = [act for act, _ in walk.steps[:2]]
        first = keys.get(walk.steps[0][1]) if acts[:1] == ["key"] else None
        if first not in (None, walk.language) or "identify" in acts:
            return True
    return False


def _with_language_key(line: Line, walk: Walk) -> Walk:
    options = line.menu.nodes[line.menu.start].options
    key = next(option.key for option in options if option.language == walk.language)
    return Walk(**{**vars(walk), "steps": (("key", key), *walk.steps)})


def _walk(path: Path, number: int, value: Any) -> Walk:
    if not isinstance(value, dict):
        raise NotAWalk(f"{path}: walk {number}: expected name, language, at, steps and arrives.")
    where = f"{path}: walk {number}, {value.get('name', 'without a name')}"
    missing = [name for name in NEEDED if name not in value]
    unknown = [name for name in value if name not in KNOWN]
    if missing or unknown:
        raise NotAWalk(f"{where}: {'missing: ' + ', '.join(missing) if missing else 'unknown: ' + ', '.join(unknown)}.")
    if value["language"] not in SPOKEN:
        raise NotAWalk(f"{where}: language must be one of {', '.join(SPOKEN)}.")
    return Walk(
        name=value["name"],
        language=value["language"],
        at=_moment(where, value["at"]),
        steps=tuple(_step(where, step) for step in _list(value["steps"])),
        arrives=value["arrives"],
        hears=tuple(_list(value.get("hears", []))),
        unheard=tuple(_list(value.get("unheard", []))),
        transferred=value.get("transferred") or "none",
        caller=value.get("caller", ""),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _step(where: str, step: Any) -> Step:
    if not isinstance(step, dict) or len(step) != 1 or next(iter(step)) not in ACTS:
        raise NotAWalk(f"{where}: a step is one of {', '.join(ACTS)}.")
    [(act, value)] = step.items()
    if act == "key" and not re.fullmatch(r"[0-9*#]+", value):
        raise NotAWalk(f"{where}: {value!r} is no key.")
    if act == "identify" and value not in ("right", "wrong"):
        raise NotAWalk(f"{where}: identify is right or wrong.")
    return act, value


def _moment(where: str, text: str) -> datetime:
    """Local time: 2026-11-30 10:00, Monday 10:00 or 10:00, which is on a Wednesday."""
    named = re.fullmatch(r"(?:(\w+) )?(\d\d?:\d\d)", text)
    try:
        if named is None:
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=LOS_ANGELES)
        place = [day for day in range(7) if DAYS[day].startswith((named[1] or "wed").lower())][0]
        clock = time.fromisoformat(named[2].zfill(5))
    except (ValueError, IndexError):
        raise NotAWalk(f"{where}: at: expected local time, such as 2026-11-30 10:00.") from None
    return datetime.combine(MONDAY + timedelta(days=place), clock, LOS_ANGELES)
