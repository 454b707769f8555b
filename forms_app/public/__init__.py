"""The public app: the built site and the forms. It can seal an answer and never read one back."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

from forms_app.facts import counties, languages
from forms_app.filling import form_pages, more_time, paper, send, visitor
from forms_app.forms import checks, guide
from forms_app.forms.calculator import schedules
from forms_app.guideline import records as guideline
from forms_app.guideline.inputs import parenting_time
from forms_app.i18n import translation
from forms_app.phone.line import check as phone_line
from forms_app.processes import logs
from forms_app.processes import services as common_services
from forms_app.public import errors, health, quick_exit
from forms_app.public.after import complaint_to_hearing, receipt, status
from forms_app.public.before import guide_pages, own_dates, practice
from forms_app.public.calculator import estimates, one_page, start
from forms_app.public.calculator import paper as estimate_paper
from forms_app.public.filling import end_visit, resume
from forms_app.public.filling.visit import Visit
from forms_app.public.services import PublicServices
from forms_app.sealing import keys
from forms_app.sealing.seal import SealingKey, derive
from forms_app.settings import ROOT, Settings
from forms_app.storage import schema
from forms_app.storage.database import AT_ONCE, Database
from forms_app.storage.draft_budget import Room
from forms_app.storage.drafts import Drafts
from forms_app.storage.saved_drafts import Pickups
from forms_app.storage.throttles import Throttle
from forms_app.web import assets, compression, headers, pages, posts, proxy

TEMPLATES = ROOT / "forms_app" / "templates"
PARTS = (
    complaint_to_hearing,
    more_time,
    start,
    one_page,
    estimates,
    estimate_paper,
    form_pages,
    send,
    resume,
    receipt,
    end_visit,
    quick_exit,
    guide_pages,
    own_dates,
    practice,
    status,
    paper,
)  # each with routes of its own, again in every language


def create_app(settings: Settings) -> Flask:
    """The WSGI app of one process. Raises CannotStart before the first request."""
    app = Flask("forms_app", static_folder=None, template_folder=None)
    app.url_map.strict_slashes = True
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    shell = PrefixLoader({"shell": FileSystemLoader(settings.build_dir / "shell")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), shell])
    services = app.extensions["services"] = _services(settings)
    visitor.install(app, Visit())
    counties.install(app, services.zips, services.agency)
    schedules.install(app, parenting_time.load(settings.agency_dir))
    logs.install(app)
    proxy.install(app, settings)
    posts.install(app)
    translation.install(app)
    pages.install(app)
    errors.install(app)
    compression.install(app)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
        for language in languages.others(languages.DEFAULT):
            name = f"{language.path}_{part.blueprint.name}"
            app.register_blueprint(part.blueprint, url_prefix=f"/{language.path}", name=name)
    app.register_blueprint(health.blueprint)
    assets.serve(app, settings, whole_site=True, on_renewal=services.page_cache.clear)
    headers.install(app, settings)
    return app


def _services(settings: Settings) -> PublicServices:
    database = Database(settings.database_url, at_once=AT_ONCE)
    schema.check(database)
    server_key = keys.secret(settings, "public")
    common = common_services.load(settings, database)
    checks.check(common.rules, common.agency)
    return PublicServices(
        settings=settings,
        database=database,
        agency=common.agency,
        rules=common.rules,
        zips=common.zips,
        drafts=Drafts(database, derive(server_key, "drafts")),
        inbox=SealingKey.of(keys.public_pair(settings, "inbox")),
        mail=SealingKey.of(keys.public_pair(settings, "mail")),
        token_key=derive(server_key, "anti-forgery"),
        pepper=keys.receipt_codes(settings, "public"),
        throttle=Throttle(database, derive(server_key, "throttle"), common.now),
        pickups=Pickups(derive(server_key, "pick-up")),
        room=Room(database),
        guideline=guideline.load(settings.agency_dir),
        guide=guide.load(settings.agency_dir, common.rules, common.agency.phones),
        line=phone_line.ready(settings.agency_dir, common.agency.phones),
    )
