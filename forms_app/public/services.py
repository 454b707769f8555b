"""What the public routes work with, made once per process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from forms_app.filling.services import FillingServices
from forms_app.forms.guide import Guide
from forms_app.guideline.records import Sources
from forms_app.phone.line.overlay import Line
from forms_app.public.sealed_parts import SealedParts
from forms_app.storage.draft_budget import Room
from forms_app.storage.throttles import Throttle


@dataclass(frozen=True, kw_only=True)
class PublicServices(FillingServices):
    """The parts of one running public app."""

    throttle: Throttle
    guide: Guide
    line: Line
    guideline: Sources
    room: Room
    estimates: SealedParts = field(default_factory=SealedParts)


def services() -> PublicServices:
    return cast(PublicServices, current_app.extensions["services"])
