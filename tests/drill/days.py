"""Ten thousand random sequences of a desk's acts and days, each held to three rules: python tests/drill/days.py [N]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from support.desk import new_app, opened, prepared  # noqa: E402
from support.ground import SetClock  # noqa: E402
from support.sequences import sequences  # noqa: E402

from forms_app.deadlines import clock as moment  # noqa: E402

MANY = 10_000


def drill(many: int) -> str:
    """What broke a rule, with the shortest sequence that does; empty where all held."""
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(Path(folder))
        moment.clock = clock = SetClock()
        desk = opened(new_app(place), place, clock)
        try:
            sequences(desk, many, steps=16)
        except BaseExceptionGroup as several:
            return "\n".join(f"{one}\n{chr(10).join(getattr(one, '__notes__', []))}" for one in several.exceptions)
        except AssertionError as broken:
            return f"{broken}\n{chr(10).join(getattr(broken, '__notes__', []))}"
        finally:
            desk.office.database.close()
    return ""


if __name__ == "__main__":
    times = int(sys.argv[1]) if sys.argv[1:] else MANY
    found = drill(times)
    print(found or f"{times} sequences: nothing late was freed, no day moved in silence, one story on desk and page")
    sys.exit(bool(found))
