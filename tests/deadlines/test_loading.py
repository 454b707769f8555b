"""A wrong line in the clock's data stops the start, and says where it is and what to do."""

import shutil
from pathlib import Path

import pytest

from forms_app import deadlines
from forms_app.facts.files import FactsError
from forms_app.settings import ROOT

AGENCY = ROOT / "agency"
CLOSED = '    { on = 2026-01-01, en = "New Year\'s Day", es = "Año Nuevo" },\n'


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    for name in ("deadlines.toml", "closed_days.toml"):
        shutil.copy(AGENCY / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str, after: str = "") -> int:
    """Replace the first `old` after `after`; the line it stands in."""
    text = path.read_text(encoding="utf-8")
    at = text.index(old, text.index(after))
    path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    return text[:at].count("\n") + 1


def line_of(path: Path, text: str) -> int:
    return path.read_text(encoding="utf-8").split(text)[0].count("\n") + 1


WRONG_RULES = [
    ('source = "Family Code 17800"', 'source = ""', "no source", 'Add source = "…"'),
    ("days = 30", 'days = "30"', "days is not a whole number", "days = 90"),
    ("days = 30", "days = 0", "days is not a whole number", "days = 90"),
    ("days = 30", "days = true", "days is not a whole number", "days = 90"),
    ('kind = "calendar"', 'kind = "lunar"', "unknown kind 'lunar'", "calendar, business"),
    ('whose = "agency"', 'whose = "nobody"', "unknown whose", "person, agency, hearing_office"),
    ("within {days} days", "within thirty days", "other names in braces", "Use exactly: {days}"),
    ("{days} días", "{dias} días", "es has other names in braces", "Use exactly: {days}"),
    ("within {days} days", "within {days days", "cannot be read", "one pair of braces"),
    ('es = "La agencia debe', 'xx = "La agencia debe', "no es", 'Add es = "…"'),
    ("checked = 2026-11-22", 'checked = "yesterday"', "checked is not a date", "without quotes"),
    (
        "checked = 2026-11-22",
        'checked = 2026-11-22\nunsettled = ["moon"]',
        "unknown unsettled point moon",
        "Use one of",
    ),
    ("checked = 2026-11-22", 'checked = 2026-11-22\nunsettled = "moving"', "not a list of words", 'unsettled = ["one"'),
]


@pytest.mark.parametrize(("old", "new", "wrong", "remedy"), WRONG_RULES)
def test_a_wrong_rule_is_named_with_its_line_and_remedy(
    agency: Path, old: str, new: str, wrong: str, remedy: str
) -> None:
    path = agency / "deadlines.toml"
    rule = 'id = "complaint_answer"\n'
    line = change(path, old, new, after=rule) + new.count("\n")
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    where = line_of(path, rule) - 1 if wrong.startswith("no es") else line
    assert f"{path}, line {where}: rule complaint_answer: " in str(caught.value)
    assert wrong in str(caught.value) and remedy in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'id = "transfer_copy"',
            'id = "copies"',
            'no rule transfer_copy. Put back the [[rule]] with id = "transfer_copy".',
        ),
        ('id = "transfer"', 'id = "mail_receipt"', "the id stands twice, first in line"),
        ('id = "moving"', 'id = "standing"', "unknown unsettled point moving"),
        ('id = "day_today"', 'id = "past"', "sentence past: nothing says this sentence"),
        (
            "\n[[sentence]]",
            "\n[[sentense]]",
            "unknown section sentense. Use one of: [[rule]], [[unsettled]], [[sentence]].",
        ),
        ("days = 5", "days = = 5", "not valid TOML"),
    ],
)
def test_a_hole_in_the_rules_is_named(agency: Path, old: str, new: str, expected: str) -> None:
    change(agency / "deadlines.toml", old, new)
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    assert expected in str(caught.value)


def test_a_syntax_error_is_named_with_its_line(agency: Path) -> None:
    line = change(agency / "deadlines.toml", "days = 5", "days = = 5")
    with pytest.raises(FactsError, match=f"line {line}: not valid TOML"):
        deadlines.load(agency)


@pytest.mark.parametrize("name", ["deadlines.toml", "closed_days.toml"])
def test_a_missing_file_is_named(agency: Path, name: str) -> None:
    (agency / name).unlink()
    with pytest.raises(FactsError, match=f"{name}, line 1: the file is missing. Put it back"):
        deadlines.load(agency)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (CLOSED + CLOSED, "closed day 2026-01-01: it overlaps New Year's Day, line {first}. Keep one of the two."),
        (CLOSED.replace("2026", "2025"), "closed day 2025-01-01: it stands under 2026. Move it under year = 2025."),
        (CLOSED.replace('es = "Año Nuevo"', 'es = ""'), 'closed day 2026-01-01: no es. Add es = "…".'),
        (CLOSED.replace("2026-01-01", '"January 1"'), "on is not a date. Write it as on = 2026-11-22"),
    ],
)
def test_a_wrong_closed_day_is_named_with_its_line_and_remedy(agency: Path, new: str, expected: str) -> None:
    path = agency / "closed_days.toml"
    line = change(path, CLOSED, new)
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    assert expected.format(first=line) in str(caught.value)
    assert f"{path}, line " in str(caught.value)


def test_an_overlapping_closed_day_is_named_with_the_line_of_the_second(agency: Path) -> None:
    line = change(agency / "closed_days.toml", CLOSED, CLOSED + CLOSED)
    with pytest.raises(FactsError, match=f"line {line + 1}: closed day 2026-01-01: it overlaps .*, line {line}"):
        deadlines.load(agency)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year = 2027", "year = 2026", "year 2026: the year stands twice"),
        ('source = "Cal', 'sauce = "Cal', "year 2026: no source"),
        ("closed = [", "closed = [ 1,", "closed is not a list of tables"),
    ],
)
def test_a_wrong_year_is_named(agency: Path, old: str, new: str, expected: str) -> None:
    change(agency / "closed_days.toml", old, new)
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    assert expected in str(caught.value)


SATURDAY = '{ on = 2026-07-04, en = "July 4", es = "4 de julio" },\n'


def test_a_closed_day_on_a_weekend_is_asked_about(agency: Path) -> None:
    line = change(agency / "closed_days.toml", CLOSED, CLOSED + SATURDAY)
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    said = f"line {line + 1}: closed day 2026-07-04: it is a Saturday, on which the agency is closed anyway. "
    assert f"{said}Is Friday, 2026-07-03, or Monday, 2026-07-06, meant?" in str(caught.value)


def test_a_closed_day_on_a_weekend_that_is_meant_is_allowed(agency: Path) -> None:
    meant = SATURDAY.replace("04, en", "04, weekend = true, en")
    change(agency / "closed_days.toml", CLOSED, CLOSED + meant)
    assert len(deadlines.load(agency).closed) == len(deadlines.load(AGENCY).closed) + 1


EMPTY = '\n[[year]]\nyear = 2028\nsource = "x"\nchecked = 2026-11-28\n'


@pytest.mark.parametrize(
    ("year", "expected", "below"),
    [
        (EMPTY, "year 2028: no closed days. List them", 0),
        (f"{EMPTY}closed = []\n", "year 2028: no closed days. List them", 0),
        (f"{EMPTY}clossed = []\n", "year 2028: unknown key clossed. Use one of: checked, closed", 4),
        (f"{EMPTY}closed = [{{ on = 2028-01-03, en = 'x', es = 'x', ess = 'x' }}]\n", "unknown key ess", 4),
    ],
)
def test_a_year_that_would_pass_for_known_is_refused_by_name_and_line(
    agency: Path, year: str, expected: str, below: int
) -> None:
    path = agency / "closed_days.toml"
    line = path.read_text(encoding="utf-8").count("\n") + 2
    path.write_text(path.read_text(encoding="utf-8") + year, encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    assert expected in str(caught.value) and f"line {line + below}: " in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"), [('unsettled = ["moving"]', 'unsetled = ["moving"]'), ("\nen = ", "\nnn = 1\nen = ")]
)
def test_a_key_that_nothing_reads_is_refused_with_its_line(agency: Path, old: str, new: str) -> None:
    path = agency / "deadlines.toml"
    line = change(path, old, new) + new.startswith("\n")
    with pytest.raises(FactsError) as caught:
        deadlines.load(agency)
    assert f"line {line}: " in str(caught.value) and "unknown key" in str(caught.value)
