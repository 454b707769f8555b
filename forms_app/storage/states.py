"""The states of what is stored, one enum a machine: what stands in the columns, and what code compares with."""

from __future__ import annotations

from enum import StrEnum


class SubmissionState(StrEnum):
    """How far the staff's work on a submission is."""

    RECEIVED = "received"
    WORKING = "working"
    WAITING = "waiting"  # for the person
    APART = "apart"  # perhaps sent by a program: see forms_app/filling/bot_signals.py
    CLOSED = "closed"


class LetterState(StrEnum):
    """How far a letter is on its way from the desk to the post."""

    WAITING = "waiting"
    MAILED = "mailed"
    TAKEN_BACK = "taken_back"


class DeliveryState(StrEnum):
    """What became of one message of the outbox."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # a task for staff
    SETTLED = "settled"  # and staff have reached the person another way
