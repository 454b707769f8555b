"""What the server loads for the public app."""

import gc

from forms_app import entering, logs
from forms_app.public import create_app

logs.configure("public")
app = create_app(entering.settings_of("public"))
gc.collect()
gc.freeze()  # what lives as long as the process is not looked through again at every collection
