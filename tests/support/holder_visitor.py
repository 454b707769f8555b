"""Somebody with an account, in a browser without a screen: fills in forms there, and signs in again."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from forms_app.account.services import AccountServices
from forms_app.forms import FORMS, knowing_forms
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.storage.tables import submissions
from support.account_holder import PASSWORD, open_account, post, sheet_codes, token
from support.answers import Filled, most
from support.visitor import Visitor


class Holder(Visitor):
    """Somebody with an account, in one browser; `codes` of her sheet let her in again. `opened`: the
    page with the papers of an account that was opened before, and its keys."""

    def __init__(
        self, app: Flask, browser: FlaskClient, opened: tuple[str, PublicKeys] | None = None, participant: str = "10001"
    ) -> None:
        papers, self.public = opened or open_account(browser, app)
        self.codes, self.participant = sheet_codes(papers), participant
        super().__init__(app, browser, "http://localhost")

    @property
    def services(self) -> AccountServices:
        found: AccountServices = self.app.extensions["account"]
        return found

    def begin(self, name: str, prefix: str = "", query: str = "") -> Holder:
        query = query or ("?date=1" if FORMS[name].policy.of_date else "")
        self.open(f"{prefix}/forms/{name}/{query}")
        if not FORMS[name].policy.is_message:  # which has led to its conversation
            self.post(self.page.by_id("page").attrs["action"], [])
        return self

    def fill_in(self, name: str, prefix: str = "", filled: Filled | None = None) -> Holder:
        """To the check page, with the fullest answers or these."""
        filled = filled or most(FORMS[name])
        self.begin(name, prefix)
        here = knowing_forms().get(name, FORMS[name]).by_slug
        for slug in (slug for slug in filled.asked if slug in here):
            page = "/messages/write/1/" if FORMS[name].policy.is_message else f"/forms/{name}/{slug}/"
            self.open(prefix + page).press("next", filled.of(slug))
        assert self.path == f"{prefix}/forms/{name}/check/"
        return self

    def sign_in(self) -> str:
        fields = {"participant": self.participant, "password": PASSWORD, "code": self.codes.pop(0)}
        return post(self.client, "/sign-in/", **fields)

    def sent_to(self, go: str) -> str:
        """Where a press of the button leads, which the browser does not follow."""
        pairs = [("token", self.hidden("token")), ("version", self.hidden("version")), ("go", go)]
        return self.sent(self.path, pairs).location

    def typed(self, **words: str) -> list[tuple[str, str]]:
        """What the button of this page posts, whatever becomes of the session meanwhile."""
        inputs = [one for one in self.page.all("input") if one.attrs.get("type") == "hidden"]
        carried = [(one.attrs["name"], one.attrs.get("value", "")) for one in inputs if one.inside("main")]
        return [*carried, *words.items(), ("go", "next")]

    def form_token(self, path: str) -> str:
        """Of the page at this address."""
        return token(self.get(path).get_data(as_text=True))

    def arrived(self) -> int:
        with self.services.sent.read() as connection:
            return int(connection.execute(select(func.count()).select_from(submissions)).scalar_one())
