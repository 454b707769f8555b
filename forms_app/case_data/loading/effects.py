"""What a load writes beside the rows: who changed, cases being checked, protections, documents, and its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from forms_app.case_data.contract.contract import Table
from forms_app.case_data.contract.faults import BeingChecked
from forms_app.case_data.loading.difference import GONE, MOVED, Difference
from forms_app.case_data.loading.session import Session
from forms_app.case_data.store.tables import key, same
from forms_app.case_data.store.urgent import LIFTED, PROTECTED, Word

OF_A_PERSON = ("sent", "events", "documents", "steps")  # what nobody else on the case is told of
CASES, PEOPLE = "touched_cases", "touched_people"
AT_ONCE = 20  # document files in memory


def note_touched(session: Session, found: Sequence[Difference]) -> None:
    """The cases and people of every row that changes, as they were and as they will be. Before anything is written."""
    for name, column in ((CASES, "case_id"), (PEOPLE, "person_id")):
        selects = [select for one in found if one.is_any for select in _touched(session, one.table, column)]
        nobody = f"SELECT {session.none} AS {column} WHERE false"
        session.make(name, " UNION ".join([nobody, *selects]))
    moved_receipts = [one.table for one in found if one.is_any and one.table.name == "receipts"]
    for select in (select for table in moved_receipts for select in _touched(session, table, "person_id")):
        session.execute(
            f"""INSERT INTO {session.stage}"{CASES}" SELECT case_id FROM {session.view}case_parties
            WHERE person_id IN ({select})"""
        )


def _touched(session: Session, table: Table, column: str) -> Iterable[str]:
    if column not in table.columns or (column == "case_id" and table.name in OF_A_PERSON):
        return
    keys, stage = key(table), session.stage
    moved = f'{stage}"{MOVED}{table.name}" m JOIN {stage}"{table.name}" s ON s.at_line = m.at_line'
    for name in (column, "merged_into") if table.name == "people" else (column,):
        yield f'SELECT s."{name}" FROM {moved}'
        yield f'SELECT v."{name}" FROM {moved} JOIN {session.view}"{table.name}" v ON {same(keys, "s", "v")}'
    yield f"""SELECT v."{column}" FROM {session.stage}"{GONE}{table.name}" g
        JOIN {session.view}"{table.name}" v ON {same(keys, "g", "v")}"""


def write_being_checked(session: Session, cases: Sequence[BeingChecked], examined: str | None) -> None:
    """`examined`: a select of the cases that were looked at, on the scratch; without one all were."""
    before = dict(session.execute(f"SELECT case_id, why FROM {session.view}being_checked").fetchall())
    now = {case.case_id: case.why for case in cases}
    if examined:
        looked_at = {case for (case,) in session.scratch.connection.execute(examined)}
        now = {case: why for case, why in before.items() if case not in looked_at} | now
    other = [case for case in before.keys() | now.keys() if before.get(case) != now.get(case)]
    marks = [(case,) for case in other]
    session.executemany(f"DELETE FROM {session.view}being_checked WHERE case_id = ?", marks)
    put = [(case, now[case]) for case in other if case in now]
    session.executemany(f"INSERT INTO {session.view}being_checked VALUES (?, ?)", put)
    session.executemany(f'INSERT INTO {session.stage}"{CASES}" VALUES (?)', marks)


def write_changes(session: Session, seq: int, *, is_first: bool) -> None:
    """Who has something new to see since which package."""
    people = f"""SELECT person_id FROM {session.view}case_parties WHERE case_id IN
        (SELECT case_id FROM {session.stage}"{CASES}") UNION SELECT person_id FROM {session.stage}"{PEOPLE}"
        WHERE person_id IS NOT NULL"""
    if is_first:
        people = f"SELECT person_id FROM {session.view}people"
    session.execute(
        f"""INSERT INTO {session.view}changes (person_id, seq) SELECT person_id, {int(seq)} FROM ({people}) p WHERE true
        ON CONFLICT (person_id) DO UPDATE SET seq = excluded.seq"""
    )


def write_protections(session: Session, as_of: str, urgent: Mapping[str, str], *, is_full: bool) -> None:
    """A protection stands once a load named it, until a later one says that it ended and staff confirm that.

    `urgent`: people protected by an urgent word, and its day.
    """
    protections = f"{session.view}protections"
    put = _put_people(session, is_full=is_full)
    session.make("urgent_set", f"SELECT {session.none} AS person_id, {session.none} AS as_of WHERE false")
    session.executemany(f"INSERT INTO {session.stage}urgent_set VALUES (?, ?)", list(urgent.items()))
    by_package = f"SELECT person_id, CAST(? AS text) AS since FROM ({put}) p WHERE restricted = 'y'"
    by_word = f"SELECT person_id, as_of AS since FROM {session.stage}urgent_set WHERE as_of < ?"
    for people, earlier in ((by_package, "q.lifted_on IS NULL"), (by_word, "q.set_on >= n.since")):
        session.execute(
            f"""INSERT INTO {protections} (person_id, set_on) SELECT person_id, since FROM ({people}) n
            WHERE person_id IN (SELECT person_id FROM ({put}) p) AND NOT EXISTS
            (SELECT 1 FROM {protections} q WHERE q.person_id = n.person_id AND {earlier})
            ON CONFLICT (person_id) DO UPDATE SET set_on = excluded.set_on, lifted_on = NULL""",
            (as_of,),
        )
    session.execute(
        f"""UPDATE {protections} SET lifted_on = ? WHERE lifted_on IS NULL AND set_on < ?
        AND person_id IN (SELECT person_id FROM ({put}) p WHERE restricted = 'n')""",
        (as_of, as_of),
    )


def _put_people(session: Session, *, is_full: bool) -> str:
    """Whom the package speaks of, with what it says."""
    if is_full:
        return f"SELECT person_id, restricted FROM {session.view}people"
    return f"SELECT person_id, restricted FROM {session.stage}people WHERE at_line > 0"


def write_documents(session: Session, folder: Path, *, is_first: bool) -> None:
    """The sealed file of each document that is new or other, and none of one that goes."""
    files, source = f"{session.view}document_files", f"{session.view}documents"
    if not is_first:
        gone = f"SELECT doc_id FROM {session.stage}{GONE}documents"
        session.execute(f"DELETE FROM {files} WHERE doc_id IN ({gone})")
        source = f"{session.stage}documents JOIN {session.stage}{MOVED}documents USING (at_line)"
    wanted = session.execute(f"SELECT doc_id FROM {source}").fetchall()
    statement = f"""INSERT INTO {files} (doc_id, sealed) VALUES (?, ?)
        ON CONFLICT (doc_id) DO UPDATE SET sealed = excluded.sealed"""
    for start in range(0, len(wanted), AT_ONCE):
        some = [doc_id for (doc_id,) in wanted[start : start + AT_ONCE]]
        session.executemany(statement, [(doc, (folder / "documents" / f"{doc}.pdf").read_bytes()) for doc in some])


def write_settled(session: Session, words: Sequence[Word], as_of: str, *, is_full: bool) -> None:
    """Urgent words about people and cases that a later package speaks of too are over: what it says holds now."""
    settled = f"{session.view}settled"
    before = {number for (number,) in session.execute(f"SELECT number FROM {settled}").fetchall()}
    passing = (word for word in words if word.what not in (PROTECTED, LIFTED))
    over = {word.number for word in passing if word.as_of < as_of and (is_full or _speaks_of(session, word))}
    numbers = {word.number for word in words}
    session.executemany(f"DELETE FROM {settled} WHERE number = ?", [(one,) for one in before - numbers])
    session.executemany(f"INSERT INTO {settled} VALUES (?)", [(one,) for one in over - before])
    for word in words:
        if word.number in over - before:
            name = CASES if word.is_of_a_case else PEOPLE
            session.execute(f'INSERT INTO {session.stage}"{name}" VALUES (?)', (word.subject_id,))


def _speaks_of(session: Session, word: Word) -> bool:
    table, column = ("cases", "case_id") if word.is_of_a_case else ("people", "person_id")
    there = f"SELECT EXISTS (SELECT 1 FROM {session.stage}{table} WHERE at_line > 0 AND {column} = ?)"
    return bool(session.value(there, (word.subject_id,)))


def write_freshness(session: Session, said: Mapping[str, Any]) -> None:
    """The day of what is loaded. All that a load writes that changes nothing else."""
    session.execute(
        f"""INSERT INTO {session.view}freshness (id, seq, as_of, produced_at, "system") VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, as_of = excluded.as_of,
        produced_at = excluded.produced_at, "system" = excluded."system" """,
        (said["seq"], said["as_of"], said["produced_at"], said["system"]),
    )
