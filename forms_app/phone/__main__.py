"""Starts the telephone: `python -m forms_app.phone`."""

from __future__ import annotations

import sys

from forms_app.phone.answering.server import main

if __name__ == "__main__":
    sys.exit(main())
