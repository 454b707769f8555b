"""`python -m bench`: every measurement, each figure beside its limit; fails when one is beyond it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from support.running import end_as_by_ctrl_c

from bench import account, calculator, forms, letters, phone, preview, site, staff, start
from bench.figures import Figure
from bench.peers import report

MEASURED: dict[str, Callable[[], list[Figure]]] = {
    "start": start.figures,
    "forms": forms.figures,
    "calculator": calculator.figures,
    "letters": letters.figures,
    "account": account.figures,
    "phone": phone.figures,
    "staff": staff.figures,
    "weight": site.weight_figures,
    "build": site.build_figures,
    "preview": preview.figures,
}
# Other frameworks are installed for it, and a file of the handbook is written: only when it is asked for by name.
ASKED_FOR: dict[str, Callable[[], list[Figure]]] = {"peers": report.figures}


def main() -> int:
    end_as_by_ctrl_c()
    found: list[Figure] = []
    for name in sys.argv[1:] or MEASURED:
        for figure in (MEASURED | ASKED_FOR)[name]():
            print(figure, flush=True)
            found.append(figure)
    over = sum(not figure.holds for figure in found)
    print(f"{len(found) - over} figures hold, {over} are beyond their limit.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
