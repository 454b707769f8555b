"""How often one address may begin a form or take a code: far more than a library needs, too little to fill a disk."""

from __future__ import annotations

from datetime import timedelta

from flask import request

from forms_app.public.services import services
from forms_app.storage.throttles import Limit, network

WITHIN = timedelta(minutes=15)
# A telephone company puts thousands of people behind one address: the limit is there for machines alone.
BEGUN = Limit("begin, address", 600, WITHIN)
# What stands behind a code is kept for seven days.
LEFT = Limit("leave, address", 60, WITHIN)


def count(limit: Limit) -> None:
    """Count one against whoever asks. Raises TooMany, and the database's error: then nothing could be kept anyway.

    Only behind TLS: there our own server in front says whose the address is. On loopback everybody has the same.
    """
    parts = services()
    if parts.settings.behind_tls:
        parts.throttle.spend([(limit, network(request.remote_addr))])
