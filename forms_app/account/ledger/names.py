"""The codes of money in words, for a page and for a file alike."""

from __future__ import annotations

from forms_app.i18n.translation import gettext as _


def role(code: str) -> str:
    if code == "payer":
        return _("You pay support")
    return _("You receive support") if code == "receiver" else _("You care for the child")


def debt(kind: str, owed_to: str = "") -> str:
    """What a debt is of; what a receiver's is kept for aid says so."""
    name = {"child": _("child support"), "spousal": _("spousal support"), "medical": _("medical support")}[kind]
    return _("%(kind)s, kept for cash aid", kind=name) if owed_to == "aid" else name


def way(code: str) -> str:
    """Which payments a list shows."""
    return {
        "": _("All payments"),
        "out": _("Sent to you"),
        "kept": _("Held or kept"),
        "pay": _("Taken from your pay"),
        "other": _("Paid another way"),
        "back": _("Taken back or given back"),
    }[code]
