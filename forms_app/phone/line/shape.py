"""What each place of agency/phone_line.yaml holds, and the parts that are filled into each of its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping

from forms_app.phone.menu.shape import DAY, KEY, NAME, NODE, OPTION, SPOKEN, TEXT, WORDS, Listed, Named, Record, Value

OURS = Value("OURS: the printed menu has none of it", re.compile("OURS").fullmatch, ":str")
CLOCK = Value('a time of day in quotes, such as "07:00"', re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch)
TOLD = ("payments", "dates", "hours", "numbers")
PERSONAL = ("payments", "dates")
DESKS = ("local", "sdu")
DEEDS = ("open", "pin", "status", "contact", "employment", "application")
DEEDS_OF_HERS = ("pin", "contact", "employment")  # only behind number and PIN
_TELLS = Listed(f"a list of what is told: {', '.join(TOLD)}", Value(" or ".join(TOLD), TOLD.__contains__))
OUR_NODE = Record(NODE.like, {**NODE.entries, "provenance": OURS}, needed=NODE.needed)
_SPOKEN_WORDS = Listed("a list of words that callers say", TEXT)
HEARD = Record(
    '{node: …, key: "1", en: [yes], es: [sí]}',
    {"node": NAME, "key": KEY, **dict.fromkeys(SPOKEN, _SPOKEN_WORDS)},
    needed=("node", "key", *SPOKEN),
)

_IN_EACH = Record("words by language", dict.fromkeys(SPOKEN, _SPOKEN_WORDS), needed=SPOKEN)
EVERYWHERE = Record("words that reach a person, and words that repeat", {"person": _IN_EACH, "repeat": _IN_EACH})


def _with(*parts: str) -> frozenset[str]:
    return frozenset(parts)


# Each sentence, and the figures that are filled into it.
SENTENCES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("demonstration", "again", "to_person"), _with()),
    **dict.fromkeys(("silence_1", "silence_2", "wrong_1", "wrong_2", "unheard_1", "unheard_2", "third_time"), _with()),
    **dict.fromkeys(("local", "sdu", "not_answered"), _with()),
    "closed": _with("day", "opens", "closes"),
    "nobody": _with("number"),
    **dict.fromkeys(("pin", "not_known", "digits_again", "no_more_tries", "no_pins", "not_now"), _with()),
    **dict.fromkeys(("on_hold", "too_old", "not_here", "later", "at_the_desk", "too_many"), _with()),
    **dict.fromkeys(("ask_number", "ask_code", "ask_new_pin", "ask_pin_again", "ask_reference"), _with()),
    **dict.fromkeys(("ask_receipt_code", "ask_phone", "no_phone", "no_number", "no_code", "no_reference"), _with()),
    **dict.fromkeys(("no_receipt_code", "code_not_right", "no_status", "pins_differ", "pin_changed"), _with()),
    **dict.fromkeys(("opened", "pin_not_yet", "asked_to_call", "status_looked_at"), _with()),
    **{f"pin_{rule}": _with() for rule in ("length", "date", "run", "repeat", "part")},
    "confirm_phone": _with("number"),
    **dict.fromkeys(
        ("status_received", "status_due", "status_answered", "status_passed_on", "status_ended"), _with("day")
    ),
    "as_of": _with("day"),
    "which_case": _with("number", "total"),
    **dict.fromkeys(("no_case", "checked", "no_payment", "not_all"), _with()),
    **dict.fromkeys(("received_from", "received_for", "owes", "owed"), _with("amount", "day")),
    **dict.fromkeys(("interest", "part_here"), _with("amount")),
    **dict.fromkeys(("owes_nothing", "owed_nothing"), _with("day")),
    **dict.fromkeys(("dates", "no_dates", "hidden_dates", "no_place"), _with()),
    **dict.fromkeys(("court", "appointment", "phone"), _with("day", "time")),
    "hours": _with("opens", "closes"),
    "best": _with("opens", "until"),
    "open_now": _with(),
    "numbers": _with("number", "tty"),
    "abroad": _with("number"),
}
FILE = Record(
    "its entries: source, checked, opens, closes, nodes, adds, prompts and sentences",
    {
        **{"source": TEXT, "checked": DAY, "opens": CLOCK, "closes": CLOCK},
        **{"best_until": CLOCK, "star": WORDS, "unidentified": NAME},
        "desks": Record("the places at which a person answers", dict.fromkeys(DESKS, NAME), needed=DESKS),
        "tells": Named("what is told, under the place where it is told", _TELLS),
        "asks": Named("what is asked for, under the place", Value(" or ".join(DEEDS), DEEDS.__contains__)),
        "everywhere": EVERYWHERE,
        "nodes": Named("the places of our line alone, each under a name of its own", OUR_NODE),
        "adds": Named("keys of our line, under the place they are added to", Listed("a list of keys", OPTION)),
        "prompts": Named("what is said, under the place where it is said", WORDS),
        **dict.fromkeys(("repeat", "person"), Listed("a list of places", NAME)),
        "heard": Listed("a list of words that callers say", HEARD),
        "sentences": Record("the sentences of the line", dict.fromkeys(SENTENCES, WORDS), needed=tuple(SENTENCES)),
    },
    needed=(
        *("source", "checked", "opens", "closes", "best_until", "star", "unidentified", "desks", "tells", "nodes"),
        "asks",
        *("adds", "everywhere"),
        *("prompts", "repeat", "person", "heard", "sentences"),
    ),
)
