"""What the public routes work with, made once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from forms_app.agency import Agency
from forms_app.clock import Rules
from forms_app.database import Database
from forms_app.door import Guide
from forms_app.drafts import Drafts
from forms_app.pickup import Pickups
from forms_app.public.room import Room
from forms_app.public.skeleton import Skeletons
from forms_app.sealing import SealingKey
from forms_app.settings import Settings
from forms_app.throttling import Throttle


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
