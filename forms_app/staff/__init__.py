"""The staff app: opens what the public app sealed. Its own process, its own port, its own keys, an inside network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from forms_app.settings import Settings

MOST_BYTES = 128 * 1024  # a whole form is keyed in on one page, in any script


def create_app(settings: Settings) -> Flask:
    """Raises CannotStart."""
    # Only here: the editors' check reads this package's letters, and has neither a database nor a server.
    from flask import Flask

    from forms_app.i18n import translation
    from forms_app.settings import ROOT
    from forms_app.staff import auth_guard, errors, notices, office, pages, routes
    from forms_app.web import assets, headers, posts, proxy

    app = Flask("forms_app.staff", static_folder=None, template_folder=str(ROOT / "forms_app" / "templates"))
    office.install(app, settings)
    translation.install(app)
    proxy.install(app, settings)
    posts.install(app, MOST_BYTES)
    auth_guard.install(app, routes.REACH, routes.RESCUES)
    routes.install(app)
    notices.install(app)
    pages.install(app)
    errors.install(app)
    assets.serve(app, settings)
    headers.install(app, settings)
    return app
