"""What the server loads for the account."""

import gc

from forms_app.account import create_app
from forms_app.processes import logs, startup_checks

logs.configure("account")
config = startup_checks.settings_of("account")
startup_checks.expect_account_rights(config, "account")
app = create_app(config)
gc.collect()
gc.freeze()  # what lives as long as the process is not looked through again at every collection
