"""What the public routes work with, made once per process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from forms_app.forms.guide import Guide
from forms_app.guideline.records import Sources
from forms_app.processes.services import Services
from forms_app.public.page_cache import PageCache
from forms_app.public.sealed_parts import SealedParts
from forms_app.sealing.seal import SealingKey
from forms_app.storage.draft_budget import Room
from forms_app.storage.drafts import Drafts
from forms_app.storage.saved_drafts import Pickups
from forms_app.storage.throttles import Throttle


@dataclass(frozen=True, kw_only=True)
class PublicServices(Services):
    """The parts of one running public app."""

    drafts: Drafts
    inbox: SealingKey
    mail: SealingKey
    token_key: bytes
    pepper: bytes
    throttle: Throttle
    guide: Guide
    guideline: Sources
    pickups: Pickups
    room: Room
    page_cache: PageCache = field(default_factory=PageCache)
    estimates: SealedParts = field(default_factory=SealedParts)


def services() -> PublicServices:
    return cast(PublicServices, current_app.extensions["services"])
