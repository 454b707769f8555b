"""Pages that were posted when their session was over: sealed to her, and each offered when she is in again.

Each page carries, beside its token, whose it is, locked by this server: the session may be forgotten long before a
laptop is opened again.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from flask import Response, request

from forms_app.account import guard
from forms_app.account.forms import about_case, aside
from forms_app.account.forms.sender import account_id, token
from forms_app.account.pages import see_other
from forms_app.account.services import services
from forms_app.account.views.opened import hers
from forms_app.filling import form_pages
from forms_app.forms import Form, sent_from
from forms_app.forms.questions import Purpose
from forms_app.sealing.owner_keys import PublicKeys
from forms_app.sealing.seal import lock, unlock
from forms_app.sealing.unseal import CannotOpen
from forms_app.storage.account import holders, requests
from forms_app.storage.account.requests import KeptPost
from forms_app.storage.drafts import Draft
from forms_app.text import Raw
from forms_app.web import csrf, posts

# The views that take a page of a form, in any language: filling.form_pages.keep, and the box of a conversation.
HEX = re.compile(r"[0-9a-f]{32}")
KEEPING, WRITING = "-filling.keep", "-messages.write"
ABOUT = "about"  # in the box of a conversation: the mark of its case
MARK = re.compile(r"[0-9a-f]{64}")


def form_token() -> str:
    """The token of this session, and whose page it is."""
    whose = lock(services().key("whose page"), str(account_id()).encode(), b"")
    return guard.form_token() + whose.hex()


def rescue() -> Response | None:
    """What nobody who is signed in has posted: kept, if it is a page of a form that we drew."""
    found = _posted_page()
    if found is None:
        return None
    csrf.refuse_cross_site(request)
    posted, (form, slug) = posts.read(request), found
    account = _whose(posted)
    if account is None:
        return None
    is_kept = _keep(account, form, slug, posted)
    return see_other("/signed-out/?kept" if is_kept else "/signed-out/?full")


def about_in(posted: Mapping[str, Sequence[str]]) -> str:
    """The mark of the case for which a box was drawn; empty on a page of a form."""
    said = next(iter(posted.get(ABOUT, ())), "")
    return said if MARK.fullmatch(said) else ""


def of_gone_cases() -> list[Raw]:
    """What was typed about cases that are in her account no more."""
    said = [one.kept for one in offered()]
    return [one["raw"] for one in said if one.get(ABOUT) and about_case.marked(one[ABOUT]) is None]


def _posted_page() -> tuple[Form, str] | None:
    """(form, page)."""
    endpoint, values = request.endpoint or "", request.view_args or {}
    if endpoint.endswith(WRITING):
        form = about_case.message_form()
        return form, form.pages[0].slug
    named = sent_from("account").get(values["name"]) if endpoint.endswith(KEEPING) else None
    return (named, values["slug"]) if named and values["slug"] in named.by_slug else None


class Late(NamedTuple):
    """A page that waits, and when it was posted; `id` as a form of hers says it."""

    id: str
    form: Form
    at: datetime
    kept: Mapping[str, Any]


def offered() -> list[Late]:
    """What waits, the last first: two devices may each have posted one."""
    with services().database.read() as connection:
        every = requests.kept_posts_of(connection, account_id(), services().now() - requests.KEPT)
    opened = [(one, _opened(one.sealed)) for one in every]
    forms = sent_from("account")
    return [Late(one.id.hex(), forms[said["form"]], one.at, said) for one, said in opened if said.get("form") in forms]


def take_up(which: str) -> str:
    """The page goes into its draft, as it was typed; where it is. Raises Changed where another tab was faster."""
    late = next((one for one in offered() if one.id == which), None)
    if late is None:
        return "/requests/"
    if late.kept.get(ABOUT) and about_case.marked(late.kept[ABOUT]) is None:
        return "/messages/not-sent/"  # where it stands; it is still offered, for its case may come back
    parts, now, form, slug = services(), services().now(), late.form, late.kept["slug"]
    draft = _draft(form, late.kept)
    parts.drafts.save(token(), draft.with_page(slug, _with_both(form, draft, late.kept), None), now)
    drop(which)
    return f"/forms/{form.name}/{slug}/"


def _with_both(form: Form, draft: Draft, kept: Mapping[str, Any]) -> Raw:
    """Own words that came into the draft since the page was drawn, perhaps from another device, stay before it."""
    there, raw = draft.raw.get(kept["slug"], {}), dict(kept["raw"])
    if draft.versions.get(kept["slug"], 0) == kept.get("version"):
        return raw
    for name in form.asking(Purpose.STORY):
        before, now = ("".join(texts.get(name, ())).strip() for texts in (there, raw))
        if before and now and before not in now:
            raw[name] = [before if now in before else f"{before}\n\n{now}"]
    return raw


def _draft(form: Form, kept: Mapping[str, Any]) -> Draft:
    """In which it goes on; one about another case waits aside. Raises Changed where another tab was faster."""
    parts, now = services(), services().now()
    draft = parts.drafts.load(token(), form.name, now)
    shown = about_case.marked(kept.get(ABOUT) or "")
    if shown is None and draft is None and form.policy.is_message:
        shown = about_case.only_one()  # no page asks her for it
    if shown is None:
        return draft or parts.drafts.start(token(), form.name, now)
    case = about_case.case_of_draft(form, draft) if draft else None
    if draft and (case is None or case.mark == about_case.of_case(shown).mark):
        return draft
    aside.change_to(about_case.of_case(shown), draft)
    return parts.drafts.load(token(), form.name, now) or about_case.begin(form, shown.place)


def drop(which: str) -> None:
    with services().database.write() as connection:
        requests.forget_post(connection, account_id(), bytes.fromhex(which) if HEX.fullmatch(which) else b"")


def _whose(posted: Mapping[str, list[str]]) -> int | None:
    """The account for which this server drew the page."""
    said = next(iter(posted.get("token", ())), "")[guard.TOKEN_LENGTH :]
    try:
        return int(unlock(services().key("whose page"), bytes.fromhex(said), b""))
    except (InvalidTag, ValueError):
        return None


def _keep(account: int, form: Form, slug: str, posted: dict[str, list[str]]) -> bool:
    """Only what the page asks. Whether there was room."""
    raw, version = form.by_slug[slug].of(posted).raw, form_pages.version_of(posted)
    plain = json.dumps({"form": form.name, "slug": slug, "raw": raw, "version": version, ABOUT: about_in(posted)})
    with services().database.write() as connection:
        data = holders.public_keys_of(connection, account)
        if not data:
            return False
        sealed = PublicKeys(data).sealing_key.seal(plain.encode(), _context(PublicKeys(data)))
        its_id = hmac.digest(services().key("late page"), f"{account} {plain}".encode(), "sha256")[:16]
        return requests.keep_post(connection, account, KeptPost(its_id, sealed, services().now()))


def _opened(sealed: bytes) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(hers().keys.open(hers().public, sealed, _context(hers().public)))
    except CannotOpen:  # sealed to keys that were hers before
        return {}
    return said


def _context(public: PublicKeys) -> str:
    return f"posted late {public.id.hex()}"
