"""What keeps a process from starting: one family of errors, each with the line that the operator or editor reads."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

# The statuses of sysexits.h. The units of deploy/ start a process again after the second and not after the first.
WRONG_SETTINGS = 78
TRY_LATER = 75
STOP_SECONDS = 4  # how long a server's worker may take to finish what it answers, before it is ended


class CannotStart(Exception):
    """A setting, a key, the database or a file of facts is wrong; the message says where, what, and what to do."""

    status = WRONG_SETTINGS


class CannotStartYet(CannotStart):
    """What is missing may come by itself, such as a database server that starts more slowly than this process."""

    status = TRY_LATER


def report(wrong: CannotStart) -> int:
    """Tell the operator in one line; the status to end with."""
    print(f"Cannot start. {' '.join(str(wrong).split())}", file=sys.stderr, flush=True)
    return wrong.status


def me() -> str:
    return _name(os.geteuid())


def owner(path: Path) -> str:
    """Who owns a path, or the nearest folder above it that there is."""
    for place in (path, *path.parents):
        try:
            return _name(place.stat().st_uid)
        except OSError:
            continue
    return "nobody"


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
