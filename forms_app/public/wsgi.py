"""What the server loads for the public app."""

import gc

from forms_app.processes import logs, startup_checks
from forms_app.public import create_app

logs.configure("public")
app = create_app(startup_checks.settings_of("public"))
gc.collect()
gc.freeze()  # what lives as long as the process is not looked through again at every collection
