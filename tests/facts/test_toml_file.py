"""Every file of agency/ is read by one reader: a slip in any of its entries is named with file, line and a remedy."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from forms_app import deadlines
from forms_app.errors import CannotStart
from forms_app.facts import account_letters, agency, case_words, paper_mail, ready_sentences
from forms_app.facts.files import FactsError
from forms_app.facts.toml_file import read
from forms_app.forms import guide, letter_texts
from forms_app.guideline import law
from forms_app.guideline.inputs import parenting_time
from forms_app.guideline.taxes import tables
from forms_app.settings import ROOT
from website.build import page_parts

AGENCY = ROOT / "agency"
RULES, PHONES = deadlines.load(AGENCY), agency.load(AGENCY).phones
READERS: dict[str, Callable[[Path], object]] = {
    "agency.toml": agency.load,
    "deadlines.toml": deadlines.load,
    "closed_days.toml": deadlines.load,
    "doors.toml": lambda folder: guide.load(folder, RULES, PHONES),
    "letters.toml": letter_texts.load,
    "account_letters.toml": account_letters.load,
    "ready_sentences.toml": ready_sentences.load,
    "fees.toml": page_parts.fees,
    "helplines.toml": page_parts.helplines,
    "guideline.toml": law.load,
    "parenting_time.toml": parenting_time.load,
    "taxes.toml": tables.load,
    "case_words.toml": case_words.load,
    "paper_mail.toml": paper_mail.load,
}
HEADER, KEY = re.compile(r"\[+([\w.]+)\]"), re.compile(r"(\w+) = ")


def kinds_of_entries() -> Iterator[tuple[str, int]]:
    """One line for each kind of entry: of each key in each kind of table."""
    for name in READERS:
        table, seen = "", set[str]()
        for line, text in enumerate((AGENCY / name).read_text("utf-8").split("\n")):
            if header := HEADER.match(text):
                table = header[1].partition(".")[0]
            elif (key := KEY.match(text)) and f"{table}.{key[1]}" not in seen:
                seen.add(f"{table}.{key[1]}")
                yield name, line


ENTRIES = list(kinds_of_entries())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(AGENCY, tmp_path / "agency"))


def refusal(name: str, folder: Path) -> FactsError:
    with pytest.raises(FactsError) as refused:
        READERS[name](folder)
    assert refused.value.path == folder / name
    assert re.search(r"\. [A-ZÀ-Ý][^.]+", str(refused.value)), "no remedy"
    return refused.value


def test_every_file_of_facts_is_among_them() -> None:
    assert {path.name for path in AGENCY.glob("*.toml")} == set(READERS)


@pytest.mark.parametrize(("name", "line"), ENTRIES)
def test_a_misspelt_key_is_named_in_its_own_table(folder: Path, name: str, line: int) -> None:
    path = folder / name
    lines = path.read_text("utf-8").split("\n")
    key = KEY.match(lines[line])
    assert key
    lines[line] = f"{key[1]}x = {lines[line][key.end() :]}"
    path.write_text("\n".join(lines), "utf-8")
    told = refusal(name, folder)
    header = next((at for at in range(line, -1, -1) if lines[at].startswith("[")), 0)
    assert told.line in (header + 1, line + 1)
    assert key[1] in str(told)


@pytest.mark.parametrize("name", READERS)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert "line 1: the file is missing. Put it back" in str(refusal(name, folder))


@pytest.mark.parametrize("name", READERS)
def test_a_file_in_another_encoding_is_named_with_its_line(folder: Path, name: str) -> None:
    (folder / name).write_bytes("# one\n# a\u00f1o\n".encode("latin-1"))
    told = refusal(name, folder)
    assert told.line == 2 and "UTF-8" in str(told)


@pytest.mark.parametrize("name", READERS)
def test_a_quotation_mark_left_open_is_named_with_its_line(folder: Path, name: str) -> None:
    path = folder / name
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, text in enumerate(lines) if KEY.match(text) and text.endswith('"'))
    lines[at] = lines[at][:-1]
    path.write_text("\n".join(lines), "utf-8")
    told = refusal(name, folder)
    assert told.line == at + 1 and "close a quotation mark" in str(told)


@pytest.mark.parametrize("name", READERS)
def test_a_section_that_nothing_reads_is_named_with_its_line(folder: Path, name: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    path.write_text(f"{text}\n[[spare]]\nid = 'x'\n", "utf-8")
    told = refusal(name, folder)
    assert told.line == text.count("\n") + 2 and "unknown section spare. Use one of: " in str(told)


def test_lines_are_counted_past_a_text_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text('[[a]]\nid = "x"\nen = """\n[[a]]\nday = 1\n"""\nday = "no"\n', "utf-8")
    with pytest.raises(FactsError, match="line 7: a x: day is not a date"):
        read(path, "[[a]]").tables("a")[0].day("day")


WRITTEN = {
    "a name in quotation marks": '[a."b"]\nday = "no"\n',
    "blanks and a comment": '[ a . b ]  # b\nday = "no"\n',
    "lists in a list": '[a.b]\nedges = [\n    [1, 2],\n    ["x"],\n]\nday = "no"\n',
    "Windows": '[a.b]\r\nday = "no"\r\n',
    "the mark before UTF-8": '\ufeff[a.b]\nday = "no"\n',
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_the_line_is_found_however_it_is_written(tmp_path: Path, written: str) -> None:
    path = tmp_path / "some.toml"
    path.write_bytes(written.encode())
    line = next(number for number, text in enumerate(written.split("\n"), 1) if text.startswith("day"))
    with pytest.raises(FactsError, match=rf"line {line}: \[a.b\]: day is not a date"):
        read(path, "[a]").inner("a").inner("b").day("day")


def test_a_wrong_entry_stops_the_start_like_any_wrong_setting() -> None:
    assert issubclass(FactsError, CannotStart)


def test_nothing_else_reads_toml() -> None:
    """One reader for all: whoever reads TOML beside it would tell a slip in other words, or not at all."""
    code = [path for folder in ("forms_app", "website") for path in (ROOT / folder).rglob("*.py")]
    reads = {path.relative_to(ROOT).as_posix() for path in code if "tomllib" in imported(path)}
    assert reads == {"forms_app/facts/toml_file.py"}


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
