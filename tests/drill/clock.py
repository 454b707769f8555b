"""The long proof of the legal clock: 100 000 random cases against a second, independent implementation."""

import random
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
warnings.simplefilter("error")

from support import clock_peer as peer  # noqa: E402

from forms_app import deadlines  # noqa: E402
from forms_app.deadlines import calendars  # noqa: E402

CASES = 100_000
SEED = 20261122
SHOWN = "12/01/26: * Last day for them 12/02/26: * First day 01/30/27: * Try to act today 02/01/27: * Last day"
BUSINESS = {"mail_receipt", "transfer", "transfer_copy", "inquiry_answer"}
BUSINESS |= {"enrollment_package", "enrollment_deficiency"}


def random_day(rng: random.Random) -> date:
    return date(1950, 1, 1) + timedelta(days=rng.randrange(60_000))


def random_rules(rng: random.Random, rules: deadlines.Rules, near: date) -> deadlines.Rules:
    """The real periods with closed days strewn around the case, weekends included."""
    days = [near + timedelta(days=rng.randrange(-10, 140)) for _ in range(rng.randrange(25))]
    closed = {day: deadlines.ClosedDay(day, {"en": "closed", "es": "cerrado"}) for day in days}
    return replace(rules, closed=closed, years=frozenset())


def differences(rng: random.Random, rules: deadlines.Rules, start: date) -> Iterator[str]:
    """What the two clocks say differently about one rule, one arrival and one hearing."""
    closed = rules.closed
    rule = rng.choice(list(rules.periods.values()))
    ours = deadlines.count(rules, rule.id, start)
    aim_for = (peer.plus_business if rule.id in BUSINESS else lambda d, n, _: peer.plus(d, n))(start, rule.days, closed)
    if (ours.aim_for, ours.last_day) != (aim_for, peer.moved(aim_for, closed)):
        yield f"{rule.id} from {start}: {ours.aim_for} {ours.last_day}, peer {aim_for}"
    received = deadlines.received_on(rules, "mail", start)
    if received != peer.plus_business(start, 5, closed):
        yield f"mail from {start}: {received}"
    answered = None if rng.random() < 0.3 else start + timedelta(days=rng.randrange(0, 130))
    extended = rng.random() < 0.5
    window = deadlines.hearing_window(rules, start, answered, received, extended)
    perhaps = window.perhaps.last_day if window.perhaps else None
    seen = peer.Window(window.opens_on, window.last.aim_for, window.last.last_day, perhaps)
    if seen != peer.hearing(start, answered, closed):
        yield f"hearing filed {start} answered {answered}: {seen}"
    due = peer.moved(peer.plus(received, 60 if extended else 30), closed)
    if window.agency_due.last_day != due:
        yield f"agency due from {received} extended {extended}: {window.agency_due.last_day}, peer {due}"


def moment_difference(rng: random.Random) -> Iterator[str]:
    # From 2007 on, the United States have changed their clocks on the days the peer knows.
    moment = datetime(2007, 1, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(60 * 365 * 86_400 // 2))
    if deadlines.local_date(moment) != peer.pacific_date(moment):
        yield f"local date of {moment}"


def calendar_difference(rules: deadlines.Rules) -> Iterator[str]:
    """What calcurse, a calendar program of Debian, shows of a file of ours other than its four days."""
    entries = calendars.entries(rules, deadlines.course(rules, None, date(2026, 11, 1)), "en")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "days.ics")
        file.write_bytes(calendars.calendar(entries, datetime(2026, 11, 22, tzinfo=UTC), "drill"))
        program = ["calcurse", "-D", folder]
        subprocess.run([*program, "-i", str(file)], check=True, capture_output=True)
        shown = subprocess.run(
            [*program, "-Q", "--from", "12/01/2026", "--days", "70"], check=True, capture_output=True, text=True
        ).stdout
    if shown.split() != SHOWN.split():
        yield f"calendar: {shown}"


def main() -> int:
    if shutil.which("calcurse") is None and subprocess.run(["sh", ROOT / "tests/install.sh", "calcurse"]).returncode:
        return 1
    rng = random.Random(SEED)  # noqa: S311
    rules = deadlines.load(ROOT / "agency")
    failed = 0
    for _ in range(CASES):
        start = random_day(rng)
        found = [*differences(rng, random_rules(rng, rules, start), start), *moment_difference(rng)]
        failed += bool(found)
        for difference in found:
            print(difference)
    for difference in calendar_difference(rules):
        failed += 1
        print(difference)
    print(f"legal clock, seed {SEED}: {CASES + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
