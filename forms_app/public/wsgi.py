"""What the server loads for the public app."""

from forms_app import logs, settings
from forms_app.public import create_app

logs.configure("public")
app = create_app(settings.read())
