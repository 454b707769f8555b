"""What a complaint and a State Hearing are not for, each with the place where it belongs. Nobody is turned away for it.

Family Code 17800 and 17801, 22 CCR 120201, the agency's own page; where no source names a place, the agency is called.
"""

from __future__ import annotations

from forms_app.forms.questions import Told
from forms_app.i18n.translation import lazy_gettext as _l

COMPLAINT = (
    Told(
        _l(
            "A complaint is about what the agency did or did not do. It cannot change a court's decision, the amount "
            "in a court order, custody or visits, parentage (paternity) or spousal support."
        )
    ),
    Told(
        _l(
            "For those, ask the court that made the order, or the court in your county. The Ombudsperson can refer you "
            "to the family law facilitator or to legal aid."
        ),
        phone="ombudsperson",
    ),
    Told(
        _l(
            "It is also not for civil rights, for what is not in the agency's hands, or for a case that is not open. "
            "But it can be about a case that the agency closed or did not open. Call and ask where to turn."
        ),
        phone="customer_connect",
    ),
    Told(
        _l("If you are not sure, complain anyway or ask the Ombudsperson. Nobody may discourage you from complaining.")
    ),
)
HEARING = (
    Told(
        _l(
            "Only a court can decide about the amount in a court order, parentage (paternity), custody, visits, "
            "spousal support or contempt. Ask the court that made the order, or the court in your county. The "
            "Ombudsperson can refer you to the family law facilitator or to legal aid."
        ),
        phone="ombudsperson",
    ),
    Told(
        _l(
            "If you agree with the amount of the arrears and only want to pay less, or want credit for payments that "
            "you made outside the agency and the State Disbursement Unit, ask the agency what it can do."
        ),
        phone="customer_connect",
    ),
    Told(
        _l("A State Hearing cannot decide about civil rights either. Call and ask where to turn."),
        phone="customer_connect",
    ),
    Told(
        _l(
            "A court and a State Hearing cannot look at the same arrears at the same time: then the hearing is "
            "dismissed."
        )
    ),
    Told(_l("If you are not sure, ask for the hearing anyway: the State Hearing Office decides.")),
)
