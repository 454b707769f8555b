"""Every story of the county, in its order. The last one also shows the codes that an agency added."""

from __future__ import annotations

from forms_app.case_data.county.stories import aid, dates, ends, held, paid, people, several
from forms_app.case_data.county.stories.telling import Script

ALL: tuple[Script, ...] = (
    *paid.STORIES,
    *held.STORIES,
    *aid.STORIES,
    *several.STORIES,
    *people.STORIES,
    *ends.STORIES,
    *dates.STORIES,
)
