"""The bundle of what is around the money: children, office, dates, documents, steps. All of it is her own alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from forms_app.bundles.details import CaseDetails, Child, Details, Document, Event, Step
from forms_app.case_data.bundling.person_rows import PersonRows, Row, Stay, day, stays


def build(rows: PersonRows) -> Details:
    cases = {row["case_id"]: row for row in rows.of("cases")}
    last_stays = {stay.case_id: stay for stay in stays(rows)}
    # On a case with two roles, one that goes on counts.
    last_stays |= {stay.case_id: stay for stay in stays(rows) if not stay.is_over}
    return Details(
        language=rows.person["language"],
        interpreter=rows.person["interpreter"] == "y",
        cases=tuple(_case(rows, stay, cases[stay.case_id]) for stay in last_stays.values()),
        events=_events(_own(rows, "events")),
        documents=tuple(sorted(map(_document, _own(rows, "documents")), key=lambda one: (one.dated, one.doc_id))),
        steps=tuple(sorted(map(_step, _own(rows, "steps")), key=lambda one: (one.on, one.case_id, one.code))),
    )


def _own(rows: PersonRows, table: str) -> Sequence[Row]:
    return [row for row in rows.of(table) if row["person_id"] == rows.person_id]


def _case(rows: PersonRows, stay: Stay, case: Row) -> CaseDetails:
    number = case["court_number"] or ""
    if stay.is_over:
        return CaseDetails(stay.case_id, None, number, "", "", "", ())
    children = sorted((row for row in rows.of("children") if row["case_id"] == stay.case_id), key=_child_no)
    return CaseDetails(
        case_id=stay.case_id,
        opened_on=date.fromisoformat(case["opened_on"]),
        court_number=number,
        office=case["office"] or "",
        caseworker_name=case["caseworker_name"] or "",
        caseworker_phone=case["caseworker_phone"] or "",
        children=tuple(Child(row["first_name"], day(row["ends_on"]), row["in_order"] == "y") for row in children),
    )


def _child_no(row: Row) -> int:
    number: int = row["child_no"]
    return number


def _events(rows: Sequence[Row]) -> tuple[Event, ...]:
    """By their time; each that took the place of another knows where that stands."""
    ordered = sorted(rows, key=lambda row: (datetime.fromisoformat(row["starts_at"]), row["event_id"]))
    places = {row["event_id"]: place for place, row in enumerate(ordered)}
    return tuple(replace(_event(row), replaces=places.get(row["replaces"])) for row in ordered)


def _event(row: Row) -> Event:
    return Event(
        event_id=row["event_id"],
        case_id=row["case_id"] or "",
        kind=row["kind"],
        starts_at=datetime.fromisoformat(row["starts_at"]),
        place=row["place"] or "",
        attend=row["attend"] or "",
        bring=row["bring"] or "",
        interpreter=row["interpreter"] == "y",
        state=row["state"],
        replaces=None,
    )


def _document(row: Row) -> Document:
    return Document(
        doc_id=row["doc_id"],
        case_id=row["case_id"] or "",
        title=row["title_code"],
        dated=date.fromisoformat(row["dated"]),
        language=row["language"],
        pages=row["pages"],
        sha256=row["sha256"],
        answer_by=day(row["answer_by"]),
        paper_sent=row["paper_sent"] == "y",
    )


def _step(row: Row) -> Step:
    return Step(row["case_id"] or "", row["code"], date.fromisoformat(row["on"]))
