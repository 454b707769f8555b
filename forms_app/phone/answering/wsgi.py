"""What the server loads for a hosted number."""

import threading

from forms_app.phone.answering import carrier_token, starting, webhooks
from forms_app.phone.answering import settings as phone_settings
from forms_app.phone.answering.our_line import OurLine
from forms_app.phone.behind import taking
from forms_app.processes import logs

logs.configure("phone")
_phone = phone_settings.read()
_config, _cabinet = starting.begin(knows_callers=_phone.hosted_account)
_line = OurLine(_config, _phone.extensions, _cabinet)
if _cabinet:
    taking.start(_cabinet, _line.notes, threading.Event())
app = webhooks.create(_line.engine, _phone.extensions, carrier_token.read(_config.keys_dir), _phone.url)
logs.install(app)
