"""Thousands of dates as people write them, each read as meant or asked back: python tests/drill/spellings.py [N]."""

from __future__ import annotations

import sys
from pathlib import Path

from flask import Flask
from hypothesis import HealthCheck, given, settings

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.date_spellings import NEWEST, Spelled, spellings  # noqa: E402

from forms_app.deadlines import clock  # noqa: E402
from forms_app.forms.questions import Page, PastDate  # noqa: E402
from forms_app.forms.questions.dates import PARTS  # noqa: E402
from forms_app.i18n import translation  # noqa: E402

MANY = 5000


class One(Page):
    """A date."""

    day = PastDate("When?")


def wrong(spelled: Spelled) -> str:
    """What was made of it, where that is not what was meant."""
    page = One.of({f"day-{part}": [text] for part, text in zip(PARTS, spelled.boxes, strict=True)})
    page.validate()
    stored, said = page["day"].data, next(iter(page["day"].errors), "")
    meant = f"{spelled.meant:%B} {spelled.meant.day}, {spelled.meant.year}?"
    right = stored is None and meant in said if spelled.asked else stored == spelled.meant.isoformat()
    return "" if right else f"{spelled.boxes}: {stored} {said}"


def drill(times: int) -> list[str]:
    """One line for each spelling that was tried, empty where all is well."""
    found: list[str] = []

    @settings(max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(spellings())
    def tried(spelled: Spelled) -> None:
        found.append(wrong(spelled))

    tried()
    return found


def main() -> int:
    app = Flask("spellings")
    translation.install(app)
    newest = clock.utc_now().replace(year=NEWEST.year, month=NEWEST.month, day=NEWEST.day)
    clock.clock = lambda: newest
    with app.test_request_context("/"):
        found = drill(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
    bad = [line for line in found if line]
    print("\n".join([*bad[:20], f"{len(found) - len(bad)} passed, {len(bad)} failed"]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
