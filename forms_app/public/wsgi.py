"""What the server loads for the public app."""

import gc

from forms_app import logs, settings
from forms_app.public import create_app

logs.configure("public")
app = create_app(settings.read())
gc.collect()
gc.freeze()  # what lives as long as the process is not looked through again at every collection
