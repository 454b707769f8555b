"""Her history out of the events that the worker keeps: what happened, and whether it was she, staff or the system."""

from __future__ import annotations

from collections.abc import Iterable

from forms_app.bundles.history import By, Event, History
from forms_app.case_data.store.holder_events import HolderEvent


def build(events: Iterable[HolderEvent], of_keys: bytes | None) -> History:
    """All of them, or those about these keys alone."""
    hers = (event for event in events if of_keys in (None, event.key_id))
    told = [Event(event.at, event.what, _by(event.by).value, event.detail) for event in hers]
    return History(tuple(sorted(told, key=lambda event: event.at)))


def _by(account: str) -> By:
    if account == By.HOLDER.value:
        return By.HOLDER
    return By.STAFF if account else By.SYSTEM
