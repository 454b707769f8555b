"""Her history out of the events that the worker keeps: what happened, and whether it was she, staff or the system."""

from __future__ import annotations

from collections.abc import Iterable

from forms_app.bundles.history import OF_A_PERSON, By, Event, History
from forms_app.case_data.store.holder_events import HolderEvent


def build(events: Iterable[HolderEvent], of_keys: bytes | None) -> History:
    """All of them, an act about her once whichever keys she has; or those about these keys alone."""
    hers = _once(events) if of_keys is None else (event for event in events if event.key_id == of_keys)
    told = [Event(event.at, event.what, _by(event.by).value, event.detail) for event in hers]
    return History(tuple(sorted(told, key=lambda event: event.at)))


def _once(events: Iterable[HolderEvent]) -> list[HolderEvent]:
    return list({_act(number, event): event for number, event in enumerate(events)}.values())


def _act(number: int, event: HolderEvent) -> tuple[object, ...]:
    """The same for each row of one act; else its own."""
    return (event.at, event.what, event.by, event.detail) if event.what in OF_A_PERSON else (number,)


def _by(account: str) -> By:
    if account == By.HOLDER.value:
        return By.HOLDER
    return By.STAFF if account else By.SYSTEM
