"""Who fills in: what an app that mounts the forms says of its visitor, and what only that app can do with a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, cast

from flask import Flask, Response, current_app

from forms_app.forms import Form, Questionnaire
from forms_app.forms.questions import Page
from forms_app.storage.drafts import Draft
from forms_app.text import Raw

NAME = "visitor"


class Visitor(Protocol):
    """Of the request that is being answered.

    `forms` are those that can be sent here; `filled_in` are those and whatever else is kept as a draft.
    """

    @property
    def forms(self) -> Mapping[str, Form]: ...
    @property
    def filled_in(self) -> Mapping[str, Questionnaire]: ...

    def token(self) -> bytes | None:
        """What opens the drafts, and nobody else has."""

    def begin(self, *, helps: bool) -> bytes:
        """The token for a new draft, which is counted. `helps`: the visitor fills in for somebody else."""

    def known(self, form: Questionnaire) -> Raw:
        """What is filled in already when a form begins, and still to be confirmed."""

    def begun_with(self, form: Questionnaire) -> Mapping[str, Any]:
        """The answers that stand on no page and are given when a form begins."""

    def told(self, form: Questionnaire) -> list[tuple[str, str]]:
        """(question, what stands there) of all that is filled in already."""

    def carried(self) -> str:
        """What an address of this form says that its post must say again, from its question mark on."""

    def keep(self, response: Response, token: bytes) -> Response:
        """The answer, with whatever makes the next request bring this token."""

    def form_token(self) -> str:
        """What every page posts back, as proof that it was drawn for this visitor."""

    def is_token(self, given: list[str] | None) -> bool: ...

    def idle(self, form: Questionnaire, draft: Draft) -> Any:
        """How long a page may stay on the screen: a dataclass whose `left` are seconds. None where nothing counts."""

    def gone(self, form: Questionnaire | None) -> Response:
        """To what there is to see where no draft is: it was sent, or deleted, or there never was one."""

    def later(self, form: Form, filled: Page, draft: Draft) -> Response:
        """To what is needed to go on with it another time; the page has been kept."""

    def fault(self, form: Form, draft: Draft, posted: Mapping[str, Sequence[str]]) -> str:
        """Why it cannot be sent as it is, and what to do: a sentence. Nothing where it can."""

    def send(self, form: Form, draft: Draft) -> str:
        """One draft becomes one submission; where its receipt is. "" if it went or was changed before."""


def install(app: Flask, visitor: Visitor) -> None:
    app.extensions[NAME] = visitor


def visitor() -> Visitor:
    return cast(Visitor, current_app.extensions[NAME])
