"""What an idle page asks: how long its draft is still kept, which changes nothing, and then for more time."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from forms_app.deadlines.clock import utc_now
from forms_app.filling.services import services
from forms_app.filling.steps import draft_here, has_token, questionnaire_named, read_post, token_here

blueprint = Blueprint("staying", __name__)


@blueprint.get("/forms/<name>/time/")
def left(name: str) -> Response:
    return _tell_time_left(name)


@blueprint.post("/forms/<name>/time/")
def stay(name: str) -> Response:
    """Somebody pressed "I am still here"."""
    form, posted = questionnaire_named(name), read_post()
    draft_here(form)
    if not has_token(posted):
        abort(400)
    services().drafts.touch(token_here(), form.name, utc_now())
    return _tell_time_left(name)


def _tell_time_left(name: str) -> Response:
    draft = draft_here(questionnaire_named(name))
    return Response(status=204, headers={"Left": str(draft.seconds_left(utc_now()))})
