"""What an answer is for is said by its question: under any name, and of several people, every program asks that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from support.answers import ways
from support.desk import Desk

from forms_app.forms import FORMS, Form
from forms_app.forms.question_checks import ANSWERS, KINDS, wrong_questions
from forms_app.forms.questions import (
    Choice,
    Choices,
    Consent,
    Lines,
    Option,
    Page,
    Phone,
    Picker,
    Purpose,
    Question,
    Repeated,
    TextOrNone,
    Whose,
)
from forms_app.forms.questions.purposes import WHEREABOUTS
from forms_app.settings import ROOT
from forms_app.storage.filing import prepare
from forms_app.storage.submissions.submissions import find

ASKED = "zzz"  # a name that tells nothing
ZIPS = {"90012": "Los Angeles"}
EVERY = pytest.mark.parametrize("purpose", sorted(KINDS))
WHERE = pytest.mark.parametrize("within", ["", "people"])


def question(purpose: Purpose, whose: Whose = Whose.SENDER) -> Any:
    """One of the kind that this purpose has."""
    kind: Any = KINDS[purpose]
    known: dict[str, Any] = {"purpose": purpose, "whose": whose}
    if issubclass(kind, Choice | Choices):
        values = {Purpose.COUNTY: ["Alameda"], Purpose.LANGUAGE: ["es"]}.get(purpose) or sorted(ANSWERS[purpose])
        known["options"] = [Option(value, value, alone=value == "none") for value in values]
    known |= {"none": "None"} if issubclass(kind, TextOrNone) else {}
    known |= {"age": "Age"} if purpose is Purpose.BIRTH else {}
    return kind("Zzz", **known)


def form_with(purpose: Purpose, within: str, whose: Whose = Whose.SENDER, name: str = "complaint") -> Form:
    """A form that asks this and nothing else, on a page of its own or of several people."""
    entry = type("Entry", (Page,), {"slug": "entry", "heading": "", ASKED: question(purpose, whose)})
    several = Repeated(entry, "People", one="Person %(number)s", more="", less="", most=5, too_many="")
    page = type("Several", (Page,), {"slug": "several", "heading": "", "people": several}) if within else entry
    return replace(FORMS[name], pages=(page,), notes=lambda *_: [])


def answers_with(form: Form, within: str, value: Any) -> dict[str, Any]:
    return {within: [{}, {ASKED: value}]} if within else {ASKED: value}


def value_of(form: Form, within: str) -> Any:
    """As it would be stored if a person had typed it."""
    page = form.pages[0].of()
    asked = next(iter(page["people"].entry())) if within else page[ASKED]
    kind: Any = type("Alone", (Page,), {"slug": "alone", "heading": "", ASKED: question(asked.purpose)})
    filled = kind.of(ways(asked)[0])
    assert filled.validate(), filled.mistakes
    return filled.values[ASKED]


@pytest.fixture
def planted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Plants such a form in the place of the complaint."""

    def plant(purpose: Purpose, within: str, whose: Whose = Whose.SENDER) -> tuple[Form, Any]:
        form = form_with(purpose, within, whose)
        monkeypatch.setitem(FORMS, "complaint", form)
        return form, value_of(form, within)

    with desk.app.test_request_context():
        yield plant


def filed(desk: Desk, form: Form, answers: dict[str, Any]) -> str:
    """Sent and taken in; its reference."""
    parts = desk.office
    with parts.database.write() as connection:
        accepted = prepare(parts, form, answers, "en", parts.now()).store(connection)
    desk.take_in()
    return accepted.reference


@EVERY
@WHERE
def test_every_purpose_is_found_wherever_it_is_asked(planted: Any, purpose: Purpose, within: str) -> None:
    form, value = planted(purpose, within)
    person = form.person(answers_with(form, within, value))
    assert [(one.value, one.within) for one in person.given(purpose)] == [(value, within)]
    assert person.own(purpose) == value
    assert [other for other in Purpose if other != purpose and list(person.given(other))] == []


@EVERY
@WHERE
def test_what_is_said_of_somebody_else_is_not_taken_for_the_senders(
    planted: Any, purpose: Purpose, within: str
) -> None:
    form, value = planted(purpose, within, Whose.OTHER_PARENT)
    person = form.person(answers_with(form, within, value))
    assert person.own(purpose) is None and person.email == person.name == "" and not person.safe_ways
    assert person.routing(ZIPS) == ("", "", {})
    assert len(list(person.given(purpose))) == 1  # and it is still searched, masked and read


@EVERY
@WHERE
@pytest.mark.parametrize("danger", [True, False])
def test_where_somebody_is_stands_masked_wherever_it_is_asked(
    planted: Any, purpose: Purpose, within: str, danger: bool
) -> None:
    form, value = planted(purpose, within)
    answers = answers_with(form, within, value)
    plain, masked = (_lines(form, answers, way) for way in ("read", "hidden" if danger else "masked"))
    assert plain != [] and (masked != plain) == (danger and purpose in WHEREABOUTS)
    if danger and purpose in WHEREABOUTS:
        assert not any(line in "\n".join(masked) for line in plain)


@EVERY
@WHERE
def test_the_index_finds_names_numbers_and_telephones_under_any_name(
    desk: Desk, planted: Any, purpose: Purpose, within: str
) -> None:
    form, value = planted(purpose, within)
    reference = filed(desk, form, answers_with(form, within, value))
    written = value.get("number") or value.get("text") if isinstance(value, dict) else str(value)
    found = desk.signed_in().post("/inbox/search/", find=written or "Comptón").text
    assert (reference in found) == (purpose in (Purpose.NAME, Purpose.PHONE, Purpose.CASE_NUMBER))


@WHERE
@pytest.mark.parametrize(
    ("purpose", "value", "says"),
    [
        (Purpose.SAFE_WAYS, ["none"], "Do not write, call or e-mail."),
        (Purpose.SAFE_WAYS, ["mail", "phone"], "Leave no message on the telephone."),
        (Purpose.DANGER, "yes", "is dangerous for this person"),
        (Purpose.DANGER, "unsaid", "Work as if it were."),
    ],
)
def test_safety_stands_first_under_any_name(
    desk: Desk, planted: Any, purpose: Purpose, value: Any, says: str, within: str
) -> None:
    form, _ = planted(purpose, within)
    answers = answers_with(form, within, value)
    assert form.person(answers).is_confidential == (value != ["mail", "phone"])
    reference = filed(desk, form, answers)
    assert says in desk.signed_in().get(f"/submissions/{reference}/").text


@WHERE
@pytest.mark.parametrize(
    ("purpose", "value", "routed"),
    [
        (Purpose.COUNTY, "Alameda", ("en", "Alameda")),
        (Purpose.ZIP_CODE, "90012-1234", ("en", "Los Angeles")),
        (Purpose.LANGUAGE, "es", ("es", "")),
        (Purpose.ZIP_ON_FILE, "90012", ("en", "")),
        (Purpose.SAFE_WAYS, ["email"], ("en", "")),
    ],
)
def test_language_and_county_are_found_under_any_name(
    desk: Desk, planted: Any, purpose: Purpose, value: Any, routed: tuple[str, str], within: str
) -> None:
    form, _ = planted(purpose, within)
    reference = filed(desk, form, answers_with(form, within, value))
    with desk.office.database.read() as connection:
        row = find(connection, reference)
    assert row is not None and (row.language, row.county) == routed


def test_several_answers_about_what_is_safe_allow_what_all_of_them_do(planted: Any) -> None:
    form, _ = planted(Purpose.SAFE_WAYS, "people")
    said = {"people": [{ASKED: ["mail", "phone"]}, {ASKED: ["phone", "email"]}]}
    assert form.person(said).safe_ways == {"phone"}
    assert form.person({"people": [*said["people"], {ASKED: ["none"]}]}).is_confidential


WRONG = [
    (Picker("Zzz", [Option("a", "a")], purpose=Purpose.NAME), "has the purpose name and is no Lines. Make it a Lines."),
    (Lines("Zzz", purpose=Purpose.PHONE), "has the purpose phone and is no Phone. Make it a Phone."),
    (Choices("Zzz", [Option("post", "")], purpose=Purpose.SAFE_WAYS), "has answers that no safe ways has: post."),
    (Lines("Zzz"), "cannot be asked: missing a required argument: 'purpose'."),  # type: ignore[call-arg]
    (Consent("Zzz"), "cannot be asked: missing a required argument: 'tick'."),  # type: ignore[call-arg]
]


@WHERE
@pytest.mark.parametrize(("asked", "says"), WRONG)
def test_a_question_that_cannot_be_read_by_its_purpose_is_named(asked: Any, says: str, within: str) -> None:
    form = form_with(Purpose.PHONE, within)
    page = form.pages[0]
    entry: Any = page.people.args[0] if within else page
    setattr(entry, ASKED, asked)
    name = f"{within}.{ASKED}" if within else ASKED
    assert [(f"the question {name}", says)] == [
        (part, f"{what}. {remedy}"[: len(says)]) for part, what, remedy in wrong_questions(form)
    ]


@pytest.mark.usefixtures("planted")
def test_no_module_outside_the_forms_asks_for_a_question_by_its_name() -> None:
    names = "|".join(sorted(_personal()))
    reads = re.compile(rf"""(?:answers|values)(?:\.get\(|\[)["'](?:{names})["']|endswith\(["']_?name["']\)""")
    modules = [path for path in (ROOT / "forms_app").rglob("*.py") if "forms_app/forms/" not in path.as_posix()]
    assert len(modules) > 100
    assert [f"{path}: {found[0]}" for path in modules for found in reads.finditer(path.read_text("utf-8"))] == []


def _personal() -> set[str]:
    """The names of all questions whose purpose programs ask for."""
    named = {one for form in FORMS.values() for purpose in Purpose for one in form.asking(purpose)}
    return named - {name for form in FORMS.values() for name in form.asking(Purpose.DETAIL)}


def _lines(form: Form, answers: dict[str, Any], way: Any) -> list[str]:
    return [line for section in form.whole_reading(answers, way) for row in section.rows for line in row.lines if line]


def test_every_kind_of_question_that_says_where_somebody_is_has_a_purpose_for_it() -> None:
    assert Phone.usual in WHEREABOUTS and Question.usual is Purpose.DETAIL
    assert {KINDS[purpose].usual for purpose in WHEREABOUTS} <= WHEREABOUTS
