"""What the server loads for the account."""

import gc

from forms_app.account import create_app
from forms_app.processes import logs, startup_checks

logs.configure("account")
app = create_app(startup_checks.settings_of("account"))
gc.collect()
gc.freeze()  # what lives as long as the process is not looked through again at every collection
