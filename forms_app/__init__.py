"""Customer Connect's forms: the public app, the staff app and the outbox worker. This is the command line's entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app() -> Flask:
    """An app that carries the commands of `flask --app forms_app` and serves nothing; imported only when asked for."""
    from flask import Flask

    from forms_app.cli import commands

    app = Flask(__name__)
    commands.install(app)
    return app
