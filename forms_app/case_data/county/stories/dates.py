"""Stories of days to keep: court, appointments, telephone calls, a genetic test."""

from __future__ import annotations

from forms_app.case_data.county.cases import Story
from forms_app.case_data.county.stories.telling import Script, telling

STORIES: list[Script] = []


@telling(
    STORIES,
    en="No order yet: a genetic test was done, a hearing was moved, another is by video, and a call was cancelled.",
    es="Todavía no hay orden: hubo prueba genética, una audiencia cambió, otra es por video y se canceló una llamada.",
)
def before_the_order(story: Story) -> None:
    family = story.add_family("Quincy, Marsh", "Anabel, Cárdenas es", "Nicolás", months=4)
    case, payer, receiver = family.case, family.payer, family.receiver
    case.add_event(
        payer, "test", -30, "13:15", place="Made-up clinic", attend="in_person", bring="photo_id", state="held"
    )
    moved = case.add_event(receiver, "court", 5, "08:30", place="Department 7", attend="in_person", state="moved")
    hearing = {"place": "Department 7", "attend": "by_video", "bring": "notice", "replaces": moved["event_id"]}
    case.add_event(receiver, "court", 19, "13:30", **hearing)
    case.add_event(payer, "court", 19, "13:30", place="Department 7", attend="by_video", bring="notice")
    case.add_event(receiver, "phone", 3, "11:00", attend="by_phone", bring="income_proof", state="cancelled")
    case.add_event(payer, "phone", 8, "15:45", attend="by_phone", bring="income_proof")
    case.add_step(payer, "papers_filed", -20)
    case.add_step(receiver, "review_started", -2)
    for person in (payer, receiver):
        case.add_document(person, "hearing_notice", -15, answer_by=story.rows.days(15))
