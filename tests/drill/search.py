"""The long proof of the search: 5 000 people, each looked for as somebody else may type their name and number."""

import sys
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
warnings.simplefilter("error")

from support import spelled  # noqa: E402
from support.desk import new_app, opened, prepared  # noqa: E402
from support.ground import SetClock  # noqa: E402

from forms_app.deadlines import clock as moment  # noqa: E402

PEOPLE = 5000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(Path(folder))
        moment.clock = clock = SetClock()
        desk = opened(new_app(place), place, clock)
        with desk.app.app_context():
            wrong = [*spelled.missed(desk.office, PEOPLE, seed=3), *spelled.mistaken(desk.office, PEOPLE, seed=4)]
        desk.office.database.close()
    for someone, text in wrong[:20]:
        print(f"  {text!r} for {someone}")
    print(f"{PEOPLE} spellings and {PEOPLE} wrong numbers: {len(wrong)} found wrongly or not at all")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
