"""What the public routes work with, made once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms.guide import Guide
from forms_app.public.page_cache import Skeletons
from forms_app.sealing.seal import SealingKey
from forms_app.settings import Settings
from forms_app.storage.database import Database
from forms_app.storage.draft_budget import Room
from forms_app.storage.drafts import Drafts
from forms_app.storage.saved_drafts import Pickups
from forms_app.storage.throttles import Throttle


@dataclass(frozen=True)
class Services:
    """The parts of one running public app."""

    settings: Settings
    database: Database
    drafts: Drafts
    inbox: SealingKey
    mail: SealingKey
    token_key: bytes
    pepper: bytes
    throttle: Throttle
    agency: Agency
    rules: Rules
    guide: Guide
    zips: Mapping[str, str]
    pickups: Pickups
    room: Room
    skeletons: Skeletons = field(default_factory=Skeletons)


def services() -> Services:
    return cast(Services, current_app.extensions["services"])
