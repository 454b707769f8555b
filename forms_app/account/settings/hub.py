"""The page from which everything about signing in is changed."""

from __future__ import annotations

from werkzeug.wrappers import Response

from forms_app.account.doors.come_back import no_changes_until
from forms_app.account.guard import holder
from forms_app.account.pages import draw
from forms_app.account.services import services
from forms_app.account.settings.first import held
from forms_app.sealing.owner_keys import PublicKeys


def settings() -> Response | str:
    account = holder().account
    with services().database.read() as connection:
        until = no_changes_until(connection, account, PublicKeys(account.public_keys).id)
    return draw("account/settings/hub.html", held=held(), until=until, has_line=services().telephone is not None)
