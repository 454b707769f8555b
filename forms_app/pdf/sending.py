"""For paper forms and receipts: where each form goes on paper, whom to call, and by when; facts come from agency/."""

from __future__ import annotations

from collections.abc import Iterator

from forms_app.deadlines import Rules
from forms_app.facts.agency import Agency
from forms_app.forms import Form
from forms_app.forms.policy import CUSTOMER_CONNECT, Ways
from forms_app.i18n.translation import gettext as _
from forms_app.pdf.blocks import Block, address, items, paragraph


def number(agency: Agency, phone: str = CUSTOMER_CONNECT) -> str:
    """A number to call as it is printed, with its TTY."""
    entry = agency.phones[phone]
    return f"{entry.number} (TTY\u00a0{entry.tty})" if entry.tty else entry.number


def by_when(form: Form, rules: Rules, language: str) -> list[str]:
    """The last days for sending this form, and that a late one is not turned away."""
    ways = form.policy.ways
    said = [rules[rule].said(language) for rule in ways.by_when]
    return [*said, str(ways.late)] if said else []


def where(form: Form, agency: Agency, rules: Rules, language: str) -> Iterator[Block]:
    """To which address or number the signed paper goes."""
    by = form.policy.ways
    if by.address:
        yield from _by_mail(by, agency, rules, language)
    else:
        ask = _("Call %(number)s and ask where to send this form.", number=number(agency, by.phone))
        yield paragraph(ask, strong=True)
    yield paragraph(str(by.by_phone) % {"number": number(agency, by.phone)})
    yield items(_keeping())


def _by_mail(by: Ways, agency: Agency, rules: Rules, language: str) -> Iterator[Block]:
    yield paragraph(_("By mail:"), strong=True)
    yield address(agency.addresses[by.address].lines)
    yield paragraph(
        _(
            "Before you mail it, call %(number)s to make sure that the address is still right. If another county "
            "handles your case, ask for the address of its agency.",
            number=number(agency, by.phone),
        )
    )
    yield from (paragraph(rules[rule].said(language)) for rule in by.by_mail)


def _keeping() -> list[str]:
    return [
        _("Write down the day you sent it."),
        _("Keep a copy or a photo if you have a place where only people you trust can find it."),
    ]
