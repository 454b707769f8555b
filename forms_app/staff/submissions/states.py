"""How far a submission is: the states, in the order of the work. The values are stored."""

from __future__ import annotations

from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.storage.states import SubmissionState

STATES: dict[SubmissionState, LazyString] = {
    SubmissionState.RECEIVED: _l("new"),
    SubmissionState.WORKING: _l("being worked on"),
    SubmissionState.WAITING: _l("waiting for the person"),
    SubmissionState.APART: _l("perhaps sent by a program"),
    SubmissionState.CLOSED: _l("closed"),
}
