"""What the server loads for a hosted number."""

from forms_app import settings
from forms_app.phone.answering import carrier_token, webhooks
from forms_app.phone.answering import settings as phone_settings
from forms_app.phone.answering.our_line import OurLine
from forms_app.processes import logs

logs.configure("phone")
_config, _phone = settings.read(), phone_settings.read()
app = webhooks.create(
    OurLine(_config, _phone.extensions).engine, _phone.extensions, carrier_token.read(_config.keys_dir), _phone.url
)
logs.install(app)
