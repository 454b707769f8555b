"""What one look at a line shows to be right is what looking at each of its cells shows, whatever the line."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from support import case_packages as packages
from support.case_loading import CODES, SMALL

from forms_app.case_data.checks import plain
from forms_app.case_data.checks.rows import Rows
from forms_app.case_data.contract import contract

CONTRACT = contract.load()
PLAIN = [name for name, table in CONTRACT.tables.items() if plain.matcher(table, CODES)]
SIGNS = "0123456789-.,yn \t\rABab_:Té"
CELLS = ("", "123-45-6789", "2024-02-29", "2025-02-29", "2026-04-31", "2026-12-31", "0000-01-01", "-1.00", "1.0", "-")
LINES = 400


def _lines(table: str) -> list[str]:
    """Right ones, and others with a sign or a cell changed; the first cell is never empty, so that it can be quoted."""
    random, made = Random(table), [",".join(row.values()) for row in SMALL[table]]  # noqa: S311
    for _ in range(LINES):
        cells = list(random.choice(SMALL[table]).values())
        place = random.randrange(len(cells))
        if random.random() < 0.5:
            cells[place] = random.choice(CELLS)
        elif cells[place]:
            at = random.randrange(len(cells[place]))
            cells[place] = cells[place][:at] + random.choice(SIGNS) + cells[place][at + random.randrange(2) :]
        made.append(",".join(cells))
    return [line for line in made if line[:1] not in ("", ",") and "\r" not in line]


def _read(path: Path, table: str, lines: list[str]) -> tuple[list[tuple[int, list[str]]], list[str]]:
    path.write_text("\n".join([",".join(packages.COLUMNS[table]), *lines]) + "\n", "utf-8")
    rows = Rows(path, CONTRACT.tables[table], CODES, operations=False)
    return list(rows), [str(fault) for fault in rows.faults]


@pytest.mark.parametrize("table", PLAIN)
def test_a_line_is_read_alike_at_one_look_and_cell_by_cell(tmp_path: Path, table: str) -> None:
    lines = _lines(table)
    quoted = ['"' + line.replace(",", '",', 1) for line in lines]  # never plain
    found = _read(tmp_path / "a.csv", table, lines)
    assert found == _read(tmp_path / "b.csv", table, quoted)
    assert len(found[0]) > len(SMALL[table]) and len(found[1]) > LINES // 4


def test_the_tables_with_many_rows_have_plain_lines() -> None:
    assert {"months", "receipts", "applied", "sent", "sent_of", "kept"} <= set(PLAIN)
    for table in PLAIN:
        matcher = plain.matcher(CONTRACT.tables[table], CODES)
        assert matcher
        assert all(matcher(",".join(row.values())) for row in SMALL[table])


def test_lines_end_as_windows_ends_them_too(tmp_path: Path) -> None:
    path = tmp_path / "steps.csv"
    path.write_bytes(",".join(packages.COLUMNS["steps"]).encode() + b"\r\nT1,P2,C1,withholding_sent,2026-09-01\r\n")
    rows = Rows(path, CONTRACT.tables["steps"], CODES, operations=False)
    assert list(rows) == [(2, ["T1", "P2", "C1", "withholding_sent", "2026-09-01"])]
    assert rows.faults == []
