"""Who lives in the county, for whoever tries the product: Participant ID, ZIP code, roles, and what each shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from forms_app.case_data.county.build import County
from forms_app.case_data.county.rows import Row


def people(county: County) -> Iterator[dict[str, Any]]:
    """One for each Participant ID, in the order of the stories."""
    rows = {row["person_id"]: row for row in county.tables["people"]}
    counties = {row["case_id"]: row["county"] for row in county.tables["cases"]}
    for told in county.stories:
        for person in told.people:
            roles = [row for row in county.tables["case_parties"] if row["person_id"] == person.person_id]
            yield {
                "participant_id": rows[person.person_id]["participant_id"],
                "name": f"{person.given_names} {person.family_names}",
                "zip": rows[person.person_id]["zip"],
                "language": person.language,
                "roles": [_role(row, counties[row["case_id"]]) for row in roles],
                "shows": dict(told.shows),
            }


def _role(row: Row, county: str) -> dict[str, str]:
    return {name: row[name] for name in ("case_id", "role", "since", "until")} | {"county": county}
