"""Starts the outbox worker: `python -m forms_app.worker`."""

from __future__ import annotations

import sys

from forms_app.worker.loop import main

if __name__ == "__main__":
    sys.exit(main())
