"""The right door: every path ends at a door, and none refuses anybody a complaint or a state hearing."""

import re
import shutil
from pathlib import Path

import pytest

from forms_app import deadlines
from forms_app.facts import agency
from forms_app.facts.files import FactsError
from forms_app.facts.words import Words
from forms_app.forms import guide as door
from forms_app.forms.guide import Guide, Outcome, Question
from forms_app.settings import ROOT

AGENCY = ROOT / "agency"
RULES = deadlines.load(AGENCY)
PHONES = agency.load(AGENCY).phones
GUIDE = door.load(AGENCY, RULES, PHONES)
PATHS = list(GUIDE.paths())
REFUSALS = re.compile(
    r"(you|they) (can ?not|can't|may not|must not) (make|file|complain|ask)|too late|not allowed|not entitled"
    r"|no puede (presentar|quejarse|pedir)|demasiado tarde|no tiene derecho",
    re.IGNORECASE,
)


def worded(guide: Guide) -> list[Words]:
    questions, outcomes, doors = guide.questions.values(), guide.outcomes.values(), guide.doors.values()
    texts = [text for question in questions for text in (question.text, *(o.text for o in question.options))]
    texts += [question.hint for question in questions if question.hint]
    texts += [outcome.why for outcome in outcomes]
    return texts + [text for place in doors for text in (place.title, place.what, place.cannot)]


@pytest.mark.parametrize("walked", PATHS, ids=lambda walked: "-".join(node.id for node in walked))
def test_every_path_asks_at_most_six_questions_and_ends_at_a_door(walked: tuple[Question | Outcome, ...]) -> None:
    *questions, end = walked
    assert isinstance(end, Outcome) and len(questions) <= 6
    assert all(isinstance(question, Question) for question in questions)


@pytest.mark.parametrize("walked", PATHS, ids=lambda walked: "-".join(node.id for node in walked))
def test_at_the_end_of_every_path_a_complaint_and_a_hearing_stay_open(walked: tuple[Question | Outcome, ...]) -> None:
    end = walked[-1]
    assert isinstance(end, Outcome)
    assert {"complaint", "state_hearing"} <= {end.door.id, *(other.id for other in GUIDE.others(end))}


def test_every_door_is_reached() -> None:
    assert {walked[-1].door.id for walked in PATHS if isinstance(walked[-1], Outcome)} == set(door.door_ids())


def test_whoever_is_never_sure_reaches_somebody_who_helps() -> None:
    node: Question | Outcome | None = GUIDE.first
    while isinstance(node, Question):
        node = GUIDE.node(next(option.to for option in node.options if option.unsure))
    assert isinstance(node, Outcome) and node.door.id in ("ombudsperson", "inquiry")


def test_no_text_refuses() -> None:
    assert [text for text in worded(GUIDE) if REFUSALS.search(text["en"]) or REFUSALS.search(text["es"])] == []


def test_every_text_has_its_numbers_in_both_languages() -> None:
    for text in worded(GUIDE):
        assert re.findall(r"\d+", text["en"]) == re.findall(r"\d+", text["es"])
        assert not set("{}") & set(text["en"] + text["es"])
        assert text["en"] != text["es"] or text["en"] == "No"


def test_no_question_offers_the_same_answer_twice() -> None:
    for question in GUIDE.questions.values():
        for lang in ("en", "es"):
            texts = [option.text[lang] for option in question.options]
            assert len(set(texts)) == len(texts)


def test_every_page_that_an_end_or_a_door_leads_to_is_a_page_of_the_site() -> None:
    places = {place.page for place in GUIDE.doors.values()}
    places |= {end.page for end in GUIDE.outcomes.values() if end.page}
    assert "/court-papers/" in places
    assert [page for page in places if not (ROOT / "docs" / f"{page.strip('/')}.md").is_file()] == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(AGENCY / "doors.toml", tmp_path)
    return tmp_path


def option(of: str, to: str) -> str:
    return f'[[option]]\nof = "{of}"\nto = "{to}"'


WRONG = [
    (option("n3", "n20"), option("n3", "n99"), "option", "leads nowhere: n99. Use the id of"),
    (option("n3", "n20"), option("n99", "n20"), "option", "of names no question: n99"),
    (option("n15", "n28"), option("n15", "n3"), "", "every question is led to by another"),
    (option("n15", "n28"), option("n15", "n7"), "question n7", "a path never ends: n3 → n7 → n11 → n15 → n7"),
    (option("n13", "n25"), option("n13", "n24"), "outcome n25", "no path leads here"),
    (option("n3", "n21"), option("n3", "n20"), "outcome n21", "no path leads here"),
    ("\nunsure = true", "\nunsure = false", "question n3", 'there must be one "I\'m not sure"'),
    ("\nunsure = true", '\nunsure = "yes"', "option", "unsure is neither true nor false"),
    ('also = ["complaint", "state_hearing", "inquiry"]', 'also = ["inquiry"]', "door enrollment",
     'Add "complaint" to also (22 CCR 120100(a)).'),
    ('also = ["state_hearing", "ombudsperson"]', 'also = ["ombudsperson"]', "door complaint",
     "is not told about state_hearing"),
    ('also = ["state_hearing", "ombudsperson"]', 'also = ["state_hearing", "church"]', "door complaint",
     "also names church"),
    ('source = "22 CCR 111544"', 'source = " "', "door inquiry", "no source"),
    ('door = "pin"', 'door = "pins"', "outcome n21", "unknown door 'pins'"),
    ('page = "/job-loss/"', 'page = "job-loss"', "outcome n33", "page is not the address of a page of the site"),
    ('id = "n21"', 'id = "violence"', "outcome violence", "must mean nothing"),
    ('id = "pin"', 'id = "pins"', "door pins", "unknown id 'pins'"),
    ('page = "/pin/"', 'page = "pin"', "door pin", "not the address of a page"),
    ("{hearing_wait}", "{hearing_weight}", "option", "unknown rule {hearing_weight}"),
    ("{hearing_wait}", "{hearing_wait", "option", "cannot be read"),
    ('was_answered = "yes"', "was_answered = 1", "outcome n28", "not a table of answers"),
    ('id = "n27"\n', 'id = "n27"\nimplies = { a = "b" }\n', "outcome n27", "ombudsperson has no form"),
    ('es = "No sé"', 'es = ""', "option", "no es"),
    ('id = "n28"', 'id = "n27"', "outcome n27", "the id stands twice, first in line"),
    ("[[door]]\n", "[[gate]]\n", "", "unknown section gate"),
    ('phone = "ombudsperson"', 'phone = "ombudsman"', "door court", "agency.toml has no phone ombudsman"),
    ('id = "complaint"\n', 'id = "complaint"\nform = "inquiry"\n', "door complaint", "unknown form 'inquiry'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "wrong"), WRONG)
def test_a_hole_in_the_table_is_named_with_its_line_and_remedy(
    folder: Path, old: str, new: str, where: str, wrong: str
) -> None:
    path = folder / "doors.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FactsError) as caught:
        door.load(folder, RULES, PHONES)
    assert re.match(rf"{re.escape(str(path))}, line \d+: {where}", str(caught.value))
    assert wrong in str(caught.value)


def test_the_line_is_that_of_the_wrong_table(folder: Path) -> None:
    path = folder / "doors.toml"
    before, after = path.read_text(encoding="utf-8").split(option("n13", "n23"))
    path.write_text(before + option("n13", "n99") + after, encoding="utf-8")
    with pytest.raises(FactsError, match=f"line {before.count(chr(10)) + 3}: option"):
        door.load(folder, RULES, PHONES)


def test_a_path_of_seven_questions_is_too_long(folder: Path) -> None:
    path = folder / "doors.toml"
    text = path.read_text(encoding="utf-8").replace(option("n15", "n28"), option("n15", "n16"))
    seventh = '[[question]]\nid = "n16"\nen = "Why?"\nes = "¿Por qué?"\n'
    seventh += "".join(
        f'{option("n16", to)}\nen = "{to}"\nes = "{to}"\nunsure = {unsure}\n'
        for to, unsure in (("n28", "true"), ("n29", "false"))
    )
    path.write_text(text + seventh, encoding="utf-8")
    with pytest.raises(FactsError, match="question n16: a path asks more than 6 questions"):
        door.load(folder, RULES, PHONES)


def test_a_missing_door_is_named(folder: Path) -> None:
    path = folder / "doors.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index('[[door]]\nid = "court"')
    path.write_text(text[:start] + text[text.index('[[door]]\nid = "ombudsperson"') :], encoding="utf-8")
    with pytest.raises(FactsError, match="no door court. Put back"):
        door.load(folder, RULES, PHONES)


def test_a_door_that_no_path_leads_to_is_named(folder: Path) -> None:
    path = folder / "doors.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('door = "court"', 'door = "ombudsperson"'), encoding="utf-8")
    with pytest.raises(FactsError, match="no path leads to the door court"):
        door.load(folder, RULES, PHONES)
