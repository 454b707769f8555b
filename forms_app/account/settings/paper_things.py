"""What she keeps on paper, made anew: the recovery paper, and the sheet of codes. The one before no longer works."""

from __future__ import annotations

from contextlib import suppress

from forms_app.account.doors import papers, ways
from forms_app.account.doors.new_account import paper_key
from forms_app.account.doors.papers import RENEWED, Papers
from forms_app.account.guard import holder, posted
from forms_app.account.pages import draw, see_other
from forms_app.account.services import services
from forms_app.account.settings import first
from forms_app.account.settings.changing import NothingToDo, change
from forms_app.account.settings.first import Page, held
from forms_app.bundles.history import What
from forms_app.sealing import recovery_paper
from forms_app.storage.accounts import recovery_codes as stored_codes
from forms_app.web.sign_in import recovery_codes


def paper_page() -> Page:
    return first.needed("paper") or draw("account/settings/paper.html")


def renew_paper() -> Page:
    if before := first.needed("paper"):
        return before
    secret = recovery_paper.new()
    with change(What.PAPER_RENEWED) as new:
        new.account(wrapped_by_recovery=new.keys.wrap(paper_key(secret), ways.RECOVERY, new.public))
        papers.put(new.connection, holder().token, Papers(RENEWED, recovery_paper.for_print(secret), []))
    return see_other("/papers/")


def sheet_page() -> Page:
    return first.needed("sheet") or draw("account/settings/sheet.html", held=held())


def change_sheet() -> Page:
    """A new one; or none any more, where something else is left."""
    if before := first.needed("sheet"):
        return before
    account, realm = holder().account, services().realm
    if "remove" in posted():
        with suppress(NothingToDo), change(What.FACTOR_CHANGED, "sheet") as new:
            new.something_must_stay()
            stored_codes.delete_all(new.connection, realm.rows, account.id)
        return see_other("/settings/")
    with change(What.FACTOR_CHANGED, "sheet") as new:
        sheet = recovery_codes.renew(new.connection, realm, account.id)
        papers.put(new.connection, holder().token, Papers(RENEWED, "", sheet))
    return see_other("/papers/")
