"""Sends one mail after the other: words and addresses made ready at the start, each mail handed to the mail server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from forms_app.channels import News, Parts
from forms_app.channels.email import message
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.message import Sender
from forms_app.channels.email.return_addresses import PURPOSE, Returns
from forms_app.channels.email.smtp import Timeouts, deliver
from forms_app.facts.languages import DEFAULT
from forms_app.settings import ROOT

TEMPLATES = ROOT / "locales" / "mail"


@dataclass(frozen=True)
class EmailSender:
    """`keys` mark the address that each mail comes back to, the present one first."""

    relay: Relay
    sender: Sender
    keys: tuple[bytes, ...]
    timeouts: Timeouts = Timeouts()

    @cached_property
    def returns(self) -> Returns:
        """Where each mail comes back to. Raises SettingsError."""
        return Returns.to(self.relay, self.sender.address, self.keys)

    def send(self, news: News) -> None:
        """When this returns, the mail server has it. Raises NotNow, Refused or Perhaps."""
        mail = message.compose(self.sender, news.id, news.to, news.language, news.now, news.number)
        deliver(self.relay, mail, self.sender.domain, self.returns.of(news.id), self.timeouts)


def connect(parts: Parts) -> EmailSender | None:
    """None without SMTP_URL. Raises CannotStart."""
    settings, facts, wordings = parts.settings, parts.agency, message.load(TEMPLATES)
    numbers = message.load(TEMPLATES / "number", "number")
    if settings.smtp_url is None:
        return None
    relay = Relay.of(settings.smtp_url)
    address = message.sender_address(relay.sender, settings.public_url)
    phone = "" if facts.official else facts.phones["customer_connect"].number
    sender = Sender(facts.site_name[DEFAULT], address, settings.public_url, phone, wordings, numbers)
    made = EmailSender(relay, sender, parts.marks(PURPOSE))
    made.returns  # noqa: B018 - an address that cannot carry a code stops the start
    return made
