"""`CaseData` out of the tables: who changed, how a person stands, and her rows, each out of one load."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select

from forms_app.case_data.bundling.person_rows import PersonRows
from forms_app.case_data.contract.faults import BeingChecked
from forms_app.case_data.interfaces import Freshness, Position, Standing
from forms_app.case_data.store import person, standing
from forms_app.case_data.store.databases import CaseDatabase
from forms_app.case_data.store.tables import VIEW, being_checked, changes, decisions, document_files, freshness, urgent
from forms_app.case_data.store.urgent import MERGED, STATUS, last_number


class StoredCaseData:
    """What loads and urgent packages brought."""

    def __init__(self, database: CaseDatabase) -> None:
        self._database = database

    def as_of(self) -> Freshness | None:
        names = ("as_of", "produced_at", "seq", "system")
        with self._database.view.read() as connection:
            row = connection.execute(select(*(freshness.c[name] for name in names))).first()
        if row is None:
            return None
        return Freshness(date.fromisoformat(row.as_of), datetime.fromisoformat(row.produced_at), row.seq, row.system)

    def position(self) -> Position:
        with self._database.aside.read() as connection:
            beside = last_number(connection)
        found = self.as_of()
        return Position(found.seq if found else 0, beside)

    def people_changed(self, since: Position) -> Iterator[str]:
        """In the order of nothing."""
        people, cases = self._spoken_of(since.beside)
        parties = VIEW["case_parties"]
        with self._database.snapshot() as connection:
            statement = select(changes.c.person_id).where(changes.c.seq > since.seq)
            people |= {person_id for (person_id,) in connection.execute(statement)}
            for case in cases:
                on_it = select(parties.c.person_id).where(parties.c.case_id == case)
                people |= {person_id for (person_id,) in connection.execute(on_it)}
        yield from people

    def _spoken_of(self, since: int) -> tuple[set[str], set[str]]:
        """People and cases of words and decisions."""
        people, cases = set[str](), set[str]()
        with self._database.aside.read() as connection:
            said = select(urgent.c.what, urgent.c.subject_id, urgent.c.value).where(urgent.c.number > since)
            decided = select(decisions.c.what, decisions.c.person_id, decisions.c.value).where(
                decisions.c.number > since
            )
            for what, subject, value in [*connection.execute(said), *connection.execute(decided)]:
                (cases if what == STATUS else people).add(subject)
                if what in (MERGED, standing.JOIN) and value:
                    people.add(value)
        return people, cases

    def person_of(self, participant_id: str) -> str | None:
        people = VIEW["people"]
        with self._database.view.read() as connection:
            statement = select(people.c.person_id).where(people.c.participant_id == participant_id).limit(2)
            found = connection.execute(statement).all()
        return str(found[0].person_id) if len(found) == 1 else None

    def standing(self, person_id: str) -> Standing | None:
        with self._database.aside.read() as connection:
            beside = standing.beside(connection, person_id)
        with self._database.snapshot() as connection:
            return standing.of(connection, person_id, beside)

    def rows_of(self, person_id: str) -> PersonRows | None:
        with self._database.aside.read() as connection:
            beside, case_words = standing.beside(connection, person_id), standing.case_words(connection)
        with self._database.snapshot() as connection:
            found = standing.of(connection, person_id, beside)
            if found is None or found.is_frozen or found.joined_to:
                return None
            rows, is_over = person.read(connection, person_id), standing.over(connection)
            as_of = date.fromisoformat(connection.execute(select(freshness.c.as_of)).scalar_one())
        [row] = rows.of("people")
        hers = {
            **row,
            "restricted": "y" if found.is_protected else "n",
            "state": "died" if found.has_died else "active",
        }
        cases = standing.of_cases(rows.of("cases"), case_words, is_over)
        tables = {**rows.tables, "people": [hers], "cases": cases}
        return PersonRows(person_id, tables, rows.being_checked, as_of)

    def cases_being_checked(self) -> list[BeingChecked]:
        """With the sums that do not fit, for the operator."""
        with self._database.view.read() as connection:
            statement = select(being_checked.c.case_id, being_checked.c.why).order_by(being_checked.c.case_id)
            return [BeingChecked(*row) for row in connection.execute(statement)]

    def sealed_document(self, person_id: str, doc_id: str) -> bytes | None:
        """A document of hers as it was delivered, sealed to the case-data worker."""
        documents = VIEW["documents"]
        hers = (documents.c.doc_id == doc_id) & (documents.c.person_id == person_id)
        joined = document_files.join(documents, documents.c.doc_id == document_files.c.doc_id)
        with self._database.view.read() as connection:
            sealed: bytes | None = connection.execute(
                select(document_files.c.sealed).select_from(joined).where(hers)
            ).scalar()
        return sealed

    def owner_of_document(self, doc_id: str) -> str | None:
        """Whose it is by the package that is loaded; None where none has it any more."""
        documents = VIEW["documents"]
        with self._database.view.read() as connection:
            found: str | None = connection.execute(
                select(documents.c.person_id).where(documents.c.doc_id == doc_id)
            ).scalar()
        return found

    def sealed_address(self, person_id: str) -> str | None:
        """Sealed to the inbox key, in base64; none of somebody who is protected or frozen."""
        found = self.standing(person_id)
        if found is None or found.is_protected or found.is_frozen:
            return None
        addresses = VIEW["addresses"]
        with self._database.view.read() as connection:
            statement = select(addresses.c.sealed).where(addresses.c.person_id == person_id)
            sealed: str | None = connection.execute(statement).scalar()
        return sealed
