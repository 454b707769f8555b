"""The people of the county: made-up names, Participant IDs that begin with 9900, addresses that no letter reaches."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms_app.case_data.county.rows import Rows

PARTICIPANT = "9900"  # then eight digits
ZIP = "90012"
NO_LETTER = "MADE UP, DO NOT MAIL / INVENTADO: NO ENVIAR"


@dataclass(frozen=True)
class Person:
    """Who stands in people.csv."""

    person_id: str
    given_names: str
    family_names: str
    language: str


def add(rows: Rows, story: str, names: str, language: str = "en", **flags: Any) -> Person:
    """`names`: given and family names, with a comma between. Who is restricted has neither ZIP nor address."""
    given, family = names.split(", ")
    person = Person(f"{story}-p{rows.count(f'{story}-p')}", given, family, language)
    number = zlib.crc32(person.person_id.encode()) % 10**8  # the same however many people stand before
    restricted = flags.pop("restricted", False)
    changed_on: date | None = flags.pop("address_changed_on", None)
    rows.add(
        "people",
        {
            **{"person_id": person.person_id, "participant_id": f"{PARTICIPANT}{number:08d}"},
            **{"given_names": given, "family_names": family, "zip": None if restricted else ZIP},
            **{"language": language, "interpreter": False, "may_post": True, "restricted": restricted},
            **{"address_changed_on": changed_on, "address_shared": False, "state": "active", "merged_into": None},
            **flags,
        },
    )
    if not restricted:
        lines = {
            "line_1": NO_LETTER,
            "line_2": f"{number % 1000 + 1} Calle Inventada",
            "line_3": f"Los Angeles CA {ZIP}",
        }
        rows.add("addresses", {"person_id": person.person_id, **lines})
    return person
