"""What filling in works with, beside what every process has: made once per process by the app that mounts the forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, cast

from flask import current_app

from forms_app.filling.page_cache import PageCache
from forms_app.processes.services import Services
from forms_app.sealing.seal import SealingKey
from forms_app.storage.drafts import Drafts
from forms_app.storage.saved_drafts import Pickups
from forms_app.storage.throttles import Throttle


class Space(Protocol):
    """How much half-finished forms may take."""

    def expect(self, more: int) -> None:
        """Room for so many bytes more. Raises draft_budget.Full."""


@dataclass(frozen=True, kw_only=True)
class FillingServices(Services):
    """`database` is the one in which drafts lie."""

    drafts: Drafts
    inbox: SealingKey
    mail: SealingKey
    token_key: bytes
    pepper: bytes
    pickups: Pickups
    throttle: Throttle
    room: Space
    page_cache: PageCache = field(default_factory=PageCache)


def services() -> FillingServices:
    return cast(FillingServices, current_app.extensions["services"])
