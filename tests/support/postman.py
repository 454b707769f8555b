"""The outbox worker of a test, at the mail server of that test."""

from __future__ import annotations

from forms_app.channels.email import message as email
from forms_app.channels.email.mail_server import Relay
from forms_app.channels.email.return_addresses import PURPOSE
from forms_app.channels.email.sender import EmailSender
from forms_app.facts import agency
from forms_app.sealing import keys
from forms_app.sealing.unseal import OpeningKeys
from forms_app.settings import ROOT, Settings
from forms_app.storage.database import Database
from forms_app.worker.loop import Postman
from support.post_office import PostOffice


def postman(settings: Settings, database: Database, post: PostOffice) -> Postman:
    facts, templates = agency.load(settings.agency_dir), ROOT / "locales" / "mail"
    wordings, numbers = email.load(templates), email.load(templates / "number", "number")
    phone = facts.phones["customer_connect"].number
    sender = email.Sender(facts.site_name["en"], "news@example.org", settings.public_url, phone, wordings, numbers)
    opening = OpeningKeys(keys.private_pairs(settings, "mail"))
    return Postman(database, opening, "mail", EmailSender(Relay.of(post.url), sender, opening.marking(PURPOSE)))
