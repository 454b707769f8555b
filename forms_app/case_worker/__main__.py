"""Starts the case-data worker: `python -m forms_app.case_worker`."""

from __future__ import annotations

import sys

from forms_app.case_worker.loop import main

if __name__ == "__main__":
    sys.exit(main())
