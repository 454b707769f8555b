"""The account: a parent signs in and sees her cases. Its own process, host, database and keys; it forges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from forms_app.settings import Settings


def create_app(settings: Settings) -> Flask:
    """Raises CannotStart."""
    from flask import Flask
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

    from forms_app.account import errors, guard, leaving, pages, routes, services
    from forms_app.account.forms import late
    from forms_app.account.forms.sending import HerDrafts
    from forms_app.i18n import translation
    from forms_app.processes import logs
    from forms_app.settings import ROOT
    from forms_app.web import assets, compression, headers, posts, proxy

    app = Flask("forms_app.account", static_folder=None, template_folder=None)
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    shell = PrefixLoader({"shell": FileSystemLoader(settings.build_dir / "shell")})
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "forms_app" / "templates"), shell])
    services.install(app, settings, HerDrafts)
    logs.install(app)
    translation.install(app)
    proxy.install(app, settings)
    posts.install(app)
    leaving.install(app)
    guard.install(app, routes.OPEN_TO_ALL, late.rescue)
    pages.install(app)
    routes.install(app)
    errors.install(app)
    compression.install(app)
    assets.serve(app, settings)
    headers.install(app, settings)
    return app
