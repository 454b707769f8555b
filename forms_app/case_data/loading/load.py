"""Loads a package: checks it, compares it with what is there, and makes it visible in one piece, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from forms_app.case_data.checks import descriptor, package, references, scratch, sums
from forms_app.case_data.checks.scratch import Scratch
from forms_app.case_data.contract.faults import BeingChecked, Fault
from forms_app.case_data.loading import difference, effects, movement, on_postgres, on_sqlite, sequence
from forms_app.case_data.loading.neighbourhood import TOUCHED, Neighbourhood
from forms_app.case_data.loading.session import AnotherLoad, Session, part_drops
from forms_app.case_data.store import log, urgent
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.requests import StoredRequests
from forms_app.case_data.store.tables import CONTRACT
from forms_app.errors import CannotStartYet
from forms_app.facts.case_words import Words

Finding = Fault | BeingChecked
SCRATCH = ".scratch"  # behind the name of the SQLite file: a folder of our own, for it is emptied


class Interrupted(CannotStartYet):
    """The disk or the database failed in the middle: what was there stands."""

    def __init__(self, wrong: Exception) -> None:
        """Only the first line of what it says: others may quote a row."""
        first = str(getattr(wrong, "orig", None) or wrong).partition("\n")[0]
        super().__init__(f"CASE_DATABASE_URL: nothing was loaded ({type(wrong).__name__}: {first[:200]}).")


@dataclass(frozen=True)
class Yes:
    """What the operator agreed to."""

    it_moved: bool = False
    people_go: bool = False
    after_a_gap: bool = False


@dataclass
class Outcome:
    """What became of a package. `forgotten`: whether nothing of dropped rows is left in the files."""

    loaded: bool = False
    faults: int = 0
    first_fault: str = ""
    being_checked: list[BeingChecked] = field(default_factory=list)
    forgotten: bool = True


class Load:
    """One package on its way. `tell` is given each finding as it comes."""

    def __init__(
        self, database: CaseDatabase, folder: Path, words: Words, key: Path, yes: Yes, tell: Callable[[Finding], None]
    ) -> None:
        self._database, self._folder, self._words, self._key = database, folder, words, key
        self._yes, self._tell = yes, tell
        self.outcome = Outcome()
        self._said: Mapping[str, Any] = {}

    def run(self) -> Outcome:
        """Raises CannotStart: AnotherLoad, Interrupted, or that the database cannot be used."""
        self._database.upgrade()
        try:
            return self._run()
        except (SQLAlchemyError, sqlite3.Error, psycopg.Error, OSError) as wrong:
            raise Interrupted(wrong) from None

    def _run(self) -> Outcome:
        if self._finds_fault(self._descriptor_findings()):
            self._note({})
            return self.outcome
        if self._said["kind"] == "urgent":
            self._load_urgent()
        else:
            self._load_view()
            if self.outcome.loaded:
                urgent.forget_settled(self._database)
                StoredRequests(self._database).settle_by_load(
                    self._said["seq"], date.fromisoformat(self._said["as_of"])
                )
        self._note(self._said)
        return self.outcome

    def _note(self, said: Mapping[str, Any]) -> None:
        """`said` is empty where the descriptor itself is not to be believed."""
        done = self.outcome
        entry = log.Entry(done.loaded, done.faults, len(done.being_checked), done.first_fault)
        log.write(self._database, said, entry)

    def _finds_fault(self, findings: Iterator[Finding]) -> bool:
        """Tells them all."""
        for finding in findings:
            self._tell(finding)
            if isinstance(finding, Fault):
                self.outcome.faults += 1
                self.outcome.first_fault = self.outcome.first_fault or str(finding)
            else:
                self.outcome.being_checked.append(finding)
        return bool(self.outcome.faults)

    def _descriptor_findings(self) -> Iterator[Finding]:
        try:
            self._said = descriptor.read(self._folder)
        except descriptor.Unreadable as wrong:
            yield wrong.fault
            return
        yield from descriptor.faults(self._folder, self._said, CONTRACT, self._key)

    def _load_urgent(self) -> None:
        with scratch.create(CONTRACT, operations=True) as aside:
            if self._finds_fault(package.contents(self._folder, CONTRACT, self._words, aside)):
                return
            if self._finds_fault(references.urgent_drops(aside.connection)):
                return
            self.outcome.loaded = not self._finds_fault(urgent.apply(self._database, self._said, aside))

    def _load_view(self) -> None:
        is_full = self._said["kind"] == "full"
        with (
            _alone(self._database) as place,
            scratch.create(CONTRACT, operations=not is_full, whole=True, within=place) as aside,
        ):
            if self._finds_fault(self._sequence_findings()):
                return
            if self._finds_fault(package.contents(self._folder, CONTRACT, self._words, aside)):
                return
            opened = on_sqlite.session if self._database.is_sqlite else on_postgres.session
            with opened(self._database, aside) as session:
                if self._finds_fault(self._sequence_findings()):  # whoever was at work before may have loaded it
                    return
                self._change(session, aside, is_full=is_full)

    def _sequence_findings(self) -> Iterator[Finding]:
        refused = log.refused(self._database)
        yield from sequence.faults(self._said, log.last(self._database), refused, yes=self._yes.after_a_gap)

    def _change(self, session: Session, aside: Scratch, *, is_full: bool) -> None:
        part_drops(aside)
        if not is_full and self._finds_fault(self._delta_findings(session)):
            return
        is_first = session.is_empty()
        if is_first:
            found: list[difference.Difference] = []
            for table in CONTRACT.tables.values():
                session.insert_all(table)
        else:
            session.publish()
            found = difference.find(session, is_full=is_full)
            if self._finds_fault(self._difference_findings(session, found, is_full=is_full)):
                return
        self._write(session, found, is_first=is_first, is_full=is_full)
        session.commit()
        self.outcome.loaded = True
        if any(one.gone or one.other for one in found):
            self.outcome.forgotten = session.forget_dropped()

    def _delta_findings(self, session: Session) -> Iterator[Finding]:
        yield from Neighbourhood(session).findings()

    def _difference_findings(
        self, session: Session, found: list[difference.Difference], *, is_full: bool
    ) -> Iterator[Finding]:
        if not is_full:
            yield from difference.drops_of_nothing(session)
            yield from self._too_many_checked(session)
        elif not self._yes.people_go:
            yield from movement.people_who_go(found)
        if not self._yes.it_moved:
            last = log.last(self._database)
            yield from movement.too_much(session, found, last.as_of[:7] if last else "")

    def _too_many_checked(self, session: Session) -> Iterator[Finding]:
        """With those of the view that the delta does not touch."""
        touched = {case for (case,) in session.scratch.connection.execute(f"SELECT case_id FROM {TOUCHED}")}
        before = session.execute(f"SELECT case_id FROM {session.view}being_checked").fetchall()
        count = len(self.outcome.being_checked) + sum(case not in touched for (case,) in before)
        cases = session.value(f'SELECT count(*) FROM {session.view}"cases"')
        if sums.too_many(count, cases):
            yield package.too_many(count, cases)

    def _write(self, session: Session, found: list[difference.Difference], *, is_first: bool, is_full: bool) -> None:
        as_of, words = self._said["as_of"], urgent.words(self._database)
        effects.note_touched(session, found)
        difference.apply(session, found)
        examined = None if is_full else f"SELECT case_id FROM {TOUCHED}"
        effects.write_being_checked(session, self.outcome.being_checked, examined)
        effects.write_settled(session, words, as_of, is_full=is_full)
        effects.write_changes(session, self._said["seq"], is_first=is_first)
        effects.write_documents(session, self._folder, is_first=is_first)
        protected = {word.subject_id: word.as_of for word in words if word.what == urgent.PROTECTED}
        effects.write_protections(session, as_of, protected, is_full=is_full)
        effects.write_freshness(session, self._said)


@contextmanager
def _alone(database: CaseDatabase) -> Iterator[Path | None]:
    """On SQLite a folder for the scratch beside the database, where nobody else loads; what a load that was killed left
    there is removed. Raises AnotherLoad."""
    if not database.is_sqlite:
        yield None
        return
    path = Path(str(database.url.database)).absolute()
    file = os.open(f"{path}.loading", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherLoad from None
        place = path.with_name(f"{path.name}{SCRATCH}")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
    finally:
        os.close(file)
