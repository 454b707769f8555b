"""The second bundle: what would tell where she will be and who works on her case. Only a confirmed account gets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

KIND = "details"


@dataclass(frozen=True, slots=True)
class Child:
    """First name only. `ends_on`: when current support for this child ends."""

    first_name: str
    ends_on: date | None
    in_order: bool


@dataclass(frozen=True, slots=True)
class CaseDetails:
    """What is known of a case beside its money; all but the number is empty where her part in it has ended."""

    case_id: str
    opened_on: date | None
    court_number: str
    office: str
    caseworker_name: str
    caseworker_phone: str
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A date of her own. `starts_at` has its offset; `replaces`: the place, in `Details.events`, of the one it moved.

    `attend` and `bring` are codes of the agency's list of words.
    """

    event_id: str
    case_id: str
    kind: str
    starts_at: datetime
    place: str
    attend: str
    bring: str
    interpreter: bool
    state: str
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A letter that the agency's system holds for her. `title` is a code of the agency's list of words."""

    doc_id: str
    case_id: str
    title: str
    dated: date
    language: str
    pages: int
    sha256: str
    answer_by: date | None
    paper_sent: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What the agency did that concerns her. `code` is one of the agency's list of words."""

    case_id: str
    code: str
    on: date


@dataclass(frozen=True, slots=True)
class Details:
    """Of all her cases; events by their time, documents and steps by their day."""

    language: str
    interpreter: bool
    cases: tuple[CaseDetails, ...]
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]
