"""The forms that anybody sends from the public site: what tests of its pages, papers and desks walk.

Those that only an account takes are walked in tests/account.
"""

from __future__ import annotations

from forms_app.forms import sent_from

FORMS = sent_from("public")
