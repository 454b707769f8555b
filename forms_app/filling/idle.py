"""How long what a page shows may stay on a screen that nobody looks at, and what the page can do about it.

The page counts down by itself (website/theme/js/forms/idling.js); without scripts it has itself asked for at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import request

from forms_app.deadlines.clock import utc_now
from forms_app.forms import Questionnaire
from forms_app.storage.drafts import IDLE, Draft, seconds_left
from forms_app.web.pages import path_to


@dataclass(frozen=True)
class Idle:
    """`left` seconds are left, then the browser goes to `gone`.

    With `time`, an address, the server keeps the time and gives more; without, the page itself, unless it is `fixed`.
    """

    left: int | str
    gone: str
    time: str = ""
    fixed: bool = False


def of_draft(form: Questionnaire, draft: Draft) -> Idle:
    """As long as the draft itself. Then the page is asked for again: whether it is gone only the server knows."""
    return Idle(draft.seconds_left(utc_now()), request.path, path_to(f"/forms/{form.name}/time/"))


def of_receipt(sent_at: datetime) -> Idle:
    return Idle(seconds_left(sent_at, utc_now()), request.path, fixed=True)


def of_page() -> Idle:
    """Where the server keeps nothing: half an hour on the screen."""
    return Idle(int(IDLE.total_seconds()), path_to("/forms/expired/"))
