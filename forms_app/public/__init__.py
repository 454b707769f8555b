"""The public app: the built site and the forms. It can seal an answer and never read one back."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from forms_app import agency, assets, clock, compression, door, keys, logs, routing, schema, security, translation
from forms_app.database import AT_ONCE, Database
from forms_app.drafts import Drafts
from forms_app.moment import utc_now
from forms_app.pickup import Pickups
from forms_app.public import (
    carrying,
    deadlines,
    doors,
    ending,
    errors,
    filling,
    health,
    leaving,
    pages,
    paper,
    receipts,
    resuming,
    sending,
    status,
    staying,
)
from forms_app.public.room import Room
from forms_app.public.services import Services
from forms_app.sealing import SealingKey, derive
from forms_app.settings import ROOT, Settings
from forms_app.throttling import Throttle

TEMPLATES = ROOT / "forms_app" / "templates"


def create_app(settings: Settings) -> Flask:
    """The WSGI app of one process. Raises CannotStart before the first request."""
    app = Flask("forms_app", static_folder=None, template_folder=None)
    app.url_map.strict_slashes = True
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    shell = PrefixLoader({"shell": FileSystemLoader(settings.build_dir / "shell")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), shell])
    services = app.extensions["services"] = _services(settings)
    routing.install(app, services.zips)
    logs.install(app)
    security.install(app, settings)
    translation.install(app)
    pages.install(app)
    errors.install(app)
    compression.install(app)
    for part in (
        carrying,
        staying,
        filling,
        sending,
        resuming,
        receipts,
        ending,
        leaving,
        doors,
        deadlines,
        status,
        paper,
    ):
        app.register_blueprint(part.blueprint)
        app.register_blueprint(part.blueprint, url_prefix="/es", name=f"es_{part.blueprint.name}")
    app.register_blueprint(health.blueprint)
    assets.serve(app, settings, whole_site=True)
    security.add_headers(app, settings)
    return app


def _services(settings: Settings) -> Services:
    database = Database(settings.database_url, at_once=AT_ONCE)
    schema.check(database)
    server_key = keys.secret(settings, "public")
    rules, facts = clock.load(settings.agency_dir), agency.load(settings.agency_dir)
    return Services(
        settings=settings,
        database=database,
        drafts=Drafts(database, derive(server_key, "drafts")),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox")),
        mail=SealingKey.of(keys.public_pair(settings, "mail")),
        token_key=derive(server_key, "anti-forgery"),
        pepper=keys.receipt_codes(settings, "public"),
        throttle=Throttle(database, derive(server_key, "throttle"), utc_now),
        agency=facts,
        rules=rules,
        pickups=Pickups(derive(server_key, "pick-up")),
        room=Room(database),
        zips=routing.load(settings.agency_dir),
        guide=door.load(settings.agency_dir, rules, facts.phones),
    )
