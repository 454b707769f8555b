"""Whether she hears by e-mail that there is something new: an address that she shows to be hers, kinds, stop."""

from __future__ import annotations

import hashlib

from forms_app.account.factors import proof
from forms_app.account.guard import field, holder, posted
from forms_app.account.pages import draw, see_other
from forms_app.account.settings import first
from forms_app.account.settings.first import Page
from forms_app.account.settings.ordering import order
from forms_app.account.views.opened import hers, only_confirmed
from forms_app.bundles import wishes as bundle
from forms_app.bundles.messages import Answer
from forms_app.bundles.wishes import Kind, State, Wishes
from forms_app.i18n import urls
from forms_app.i18n.translation import LazyString
from forms_app.i18n.translation import gettext as _
from forms_app.i18n.translation import lazy_gettext as _l
from forms_app.text import emails_written
from forms_app.text.cleaning import ascii_digits

HERE = "/settings/news/"
LABELS: dict[Kind, LazyString] = {
    Kind.MONEY: _l("A payment was posted"),
    Kind.MISSED: _l("A month went by without a payment"),
    Kind.DATE: _l("A date was set, moved or canceled"),
    Kind.DOCUMENT: _l("There is a new document"),
    Kind.ANSWER: _l("We answered a message of yours"),
    Kind.NEW_BROWSER: _l("Somebody signed in on a new device"),
    Kind.CHANGED: _l("Something about your account was changed"),
}


@only_confirmed
def news_page() -> Page:
    return _page()


@only_confirmed
def change_news() -> Page:
    """One of the forms of the page, by the name of its button."""
    acts = {"address": _address, "code": _code, "kinds": _kinds, "pause": _pause, "none": _none}
    act = next((act for name, act in acts.items() if f"do-{name}" in posted()), None)
    return act() if act else see_other(HERE)


def _address() -> Page:
    """Her own mail only, and a fresh second factor: who reads it learns that there is news."""
    if before := first.needed("news"):
        return before
    address = emails_written.read(field("address"))
    if not emails_written.can_be_mailed(address):
        return _page("address", _("Enter an e-mail address, such as name@example.com.")), 422
    if field("mine") != "yes":
        return _page("mine", _("Use an address only if nobody else reads its mail.")), 422
    return _told("address", order("address", address=address, language=urls.language()))


def _code() -> Page:
    return _told("code", order("address-code", code=ascii_digits(field("code")).replace(" ", "")))


def _kinds() -> Page:
    kinds = [kind.value for kind in Kind if kind in posted().get("kind", [])]
    return _told("kinds", order("wishes", kinds=kinds, wording=_wording()))


def _pause() -> Page:
    return _told("pause", order("pause"))


def _none() -> Page:
    return _told("none", order("no-address"))


def _told(name: str, word: str) -> Page:
    if word == Answer.DONE:
        return see_other(HERE)
    return _page(name, _wrong(name, word)), 422


def _wrong(name: str, word: str) -> str:
    if word == Answer.TOO_MANY:
        return _("Too many tries. Wait an hour, then try again.")
    if word == Answer.NOT_RIGHT and name == "code":
        return _(
            "This is not the number, or it is older than a day. Look at the newest e-mail, or ask for another one."
        )
    if word:
        return _("This cannot be changed now.")
    return _("This takes longer than usual. It is not lost: look at this page again in a few minutes.")


def _page(name: str = "", wrong: str = "") -> str:
    read = hers().open(bundle.KIND, Wishes) or Wishes(State.NONE, None, ())
    errors = [(name, wrong)] if wrong else []
    typed = field("address") if name in ("address", "mine") else ""
    given = {"wishes": read, "states": State, "labels": LABELS, "is_proven": proof.is_fresh(holder().id)}
    return draw("account/settings/news.html", **given, errors=errors, typed=typed)


def _wording() -> str:
    """Of the words that she said yes to: their language and the hash of what stood beside the boxes."""
    words = "\n".join(str(label) for label in LABELS.values())
    return f"{urls.language()} {hashlib.sha256(words.encode()).hexdigest()[:16]}"
