"""One e-mail as the worker hands it over."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

from forms_app.channels.email import message as email
from forms_app.channels.email.message import Sender, compose
from forms_app.settings import ROOT

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
ROW = "0123456789abcdef" * 2
TEMPLATES = ROOT / "locales" / "mail"


def sender(phone: str = "") -> Sender:
    return Sender("Customer Connect", "news@example.org", "https://example.org", phone, email.load(TEMPLATES))


def letter(language: str = "en", recipient: str = "someone@example.net", phone: str = "") -> EmailMessage:
    return compose(sender(phone), ROW, recipient, language, NOW)
