"""The legal clock: pure functions over agency/deadlines.toml that every stage after the answers asks for dates."""

from forms_app.deadlines.counting import (
    Arrival,
    Channel,
    Deadline,
    Received,
    answer_due,
    complaint_deadline,
    count,
    receive,
    received_on,
    transfer_answer_due,
    transfer_copy_due,
)
from forms_app.deadlines.courses import Course, Mark, course
from forms_app.deadlines.dates import EARLIEST, answer_problem, filed_problem, local_date, past_fault, words
from forms_app.deadlines.due import NO_CLOCK, AgencyClock
from forms_app.deadlines.hearing import Hearing, Stage, hearing_window
from forms_app.deadlines.loading import load
from forms_app.deadlines.rules import ClosedDay, Rule, Rules, Unsettled

__all__ = [
    "EARLIEST",
    "NO_CLOCK",
    "AgencyClock",
    "Arrival",
    "Channel",
    "ClosedDay",
    "Course",
    "Deadline",
    "Hearing",
    "Mark",
    "Received",
    "Rule",
    "Rules",
    "Stage",
    "Unsettled",
    "answer_due",
    "answer_problem",
    "complaint_deadline",
    "count",
    "course",
    "filed_problem",
    "hearing_window",
    "load",
    "local_date",
    "past_fault",
    "receive",
    "received_on",
    "transfer_answer_due",
    "transfer_copy_due",
    "words",
]
