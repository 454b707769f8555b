"""Dates as people write them are read, asked back, or refused: never as another month than the one that was meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from support.date_spellings import Spelled, spellings
from support.ground import SetClock
from support.journey import at
from support.visitor import Visitor

from forms_app.facts.languages import LISTED
from forms_app.forms.questions import Birth, Page, PastDate
from forms_app.i18n import translation
from forms_app.text.dates_written import Perhaps, Twice, Unreadable, months_of, read

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
steady = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Boxes = tuple[str, str, str]


class Two(Page):
    """One of each kind."""

    day = PastDate("When?")
    born = Birth("Born?", age="Or the age")


@pytest.fixture
def words(clock: SetClock) -> Flask:
    app = Flask("words")
    translation.install(app)
    return app


def asked(app: Flask, boxes: Boxes, language: str = "en", name: str = "day") -> tuple[object, str]:
    """(stored value, what must be changed) for what stands in the boxes."""
    raw = {f"{name}-{part}": [text] for part, text in zip(("month", "day", "year"), boxes, strict=True)}
    with app.test_request_context("/es/" if language == "es" else "/"):
        page = Two.of(raw)
        page.validate()
        return page[name].data, next(iter(page[name].errors), "")


@settings(steady, max_examples=200)
@given(spelled=spellings())
def test_any_spelling_is_read_as_meant_or_asked_back(words: Flask, spelled: Spelled) -> None:
    stored, sentence = asked(words, spelled.boxes)
    if spelled.asked:
        assert stored is None and sentence.startswith("Did you mean "), spelled
        assert f"{spelled.meant:%B} {spelled.meant.day}, {spelled.meant.year}?" in sentence
    else:
        assert stored == spelled.meant.isoformat(), (spelled, sentence)


@settings(steady, max_examples=200)
@given(boxes=some.tuples(*[some.text(some.sampled_from("0123456789 /-._+mayjunlrzoceptbºª²'"), max_size=12)] * 3))
def test_what_is_no_date_never_becomes_a_mistake_of_ours(boxes: Boxes) -> None:
    try:
        written = read(boxes)
    except (Perhaps, Twice, Unreadable):
        return
    assert all(number is None or number >= 0 for number in (written.month, written.day, written.year))


@LANGUAGES
@pytest.mark.parametrize(
    ("boxes", "meant"),
    [
        (("Sept", "1st", "26"), "2026-09-01"),
        (("sept.", "5th", "2026"), "2026-09-05"),
        (("mar", "1º", "2026"), "2026-03-01"),
        (("3/5/26", "", ""), "2026-03-05"),
        (("2026-03-05", "", ""), "2026-03-05"),
        (("March 5, 2026", "", ""), "2026-03-05"),
        (("Thursday, March 5th, 2026", "", ""), "2026-03-05"),
        (("5 de marzo de 2026", "", ""), "2026-03-05"),
        (("el jueves 5 de marzo del 2026", "", ""), "2026-03-05"),
        (("5 de marzo de 2026", "5", "2026"), "2026-03-05"),
        (("13", "mayo", "2026"), "2026-05-13"),
        (("Mzo.", "5", "2026"), "2026-03-05"),
        (("05MAR2026", "", ""), "2026-03-05"),
    ],
)
def test_a_date_is_read_as_it_is_written(words: Flask, boxes: Boxes, meant: str, language: str) -> None:
    assert asked(words, boxes, language) == (meant, "")
    assert asked(words, boxes, language, "born") == (meant, "")


@pytest.mark.parametrize(
    "boxes",
    [
        ("3", "1_5", "2026"), ("1_2", "5", "2026"), ("3", "5", "20_26"), ("+3", "5", "2026"), ("3", "-5", "2026"),
        ("3", "5", "+2026"), ("3", "−5", "2026"), ("3", "²", "2026"), ("3", "⑤", "2026"), ("3", "5.0", "2026"),
        ("ma", "5", "2026"), ("ju", "5", "2026"), ("j", "5", "2026"), ("mar 5 de mayo", "", ""),
        ("3", "", "5 2026"), ("13", "13", "2026"), ("30", "2", "2026"), ("3e0", "5", "2026"), ("0x3", "5", "2026"),
        ("March 5, 2026", "6", "2026"), ("2026-03-05T10:00", "", ""), ("352026", "", ""), ("3", "5", "98"),
        ("3", "5", "202"), ("Kwanza", "5", "2026"),
    ],
)  # fmt: skip
def test_what_could_be_another_date_is_not_read(words: Flask, boxes: Boxes) -> None:
    stored, sentence = asked(words, boxes)
    assert stored is None and sentence


@pytest.mark.parametrize(
    ("boxes", "english", "spanish"),
    [
        (("13", "5", "2026"), "Did you mean May 13, 2026?", "¿Quiso decir 13 de mayo de 2026?"),
        (("13/5/26", "", ""), "Did you mean May 13, 2026?", "¿Quiso decir 13 de mayo de 2026?"),
        (("2026", "3", "5"), "Did you mean March 5, 2026?", "¿Quiso decir 5 de marzo de 2026?"),
        (("2026-13-05", "", ""), "Did you mean May 13, 2026?", "¿Quiso decir 13 de mayo de 2026?"),
        (("Febuary", "5", "2026"), "Did you mean February?", "¿Quiso decir febrero?"),
    ],
)
def test_what_cannot_be_is_asked_back(words: Flask, boxes: Boxes, english: str, spanish: str) -> None:
    for language, question in (("en", english), ("es", spanish)):
        stored, sentence = asked(words, boxes, language)
        assert stored is None and sentence.startswith(question)


@pytest.mark.parametrize("boxes", [("12", "10", "2026"), ("12/10/26", "", ""), ("2026-12-10", "", "")])
def test_a_day_to_come_that_is_past_the_other_way_round_is_asked_back(words: Flask, boxes: Boxes) -> None:
    asked_back = "December 10, 2026 is in the future. Did you mean October 12, 2026?"
    assert asked(words, boxes)[1].startswith(asked_back)
    pregunta = "El 10 de diciembre de 2026 todavía no llega. ¿Quiso decir el 12 de octubre de 2026?"
    assert asked(words, boxes, "es")[1].startswith(pregunta)


@pytest.mark.parametrize(
    "boxes", [("Dec", "10", "2026"), ("12", "12", "2026"), ("12", "10", "2027"), ("12", "25", "2026")]
)
def test_any_other_day_to_come_is_only_said_to_be_one(words: Flask, boxes: Boxes) -> None:
    assert asked(words, boxes)[1].startswith("This date is in the future.")


def test_a_date_that_cannot_be_either_way_is_not_suggested(words: Flask) -> None:
    assert asked(words, ("25", "12", "2026"))[1].startswith("This is not a real date.")


@pytest.mark.parametrize(
    ("boxes", "known"),
    [
        (("", "", "1985"), {"year": 1985}),
        (("1985", "", ""), {"year": 1985}),
        (("", "", "85"), {"year": 1985}),
        (("", "", "’19"), {"year": 2019}),
        (("marzo de 1985", "", ""), {"year": 1985, "month": 3}),
        (("3/1985", "", ""), {"year": 1985, "month": 3}),
        (("Sept.", "", ""), {"month": 9}),
        (("9 de abril", "", ""), {"month": 4, "day": 9}),
        (("?", "?", "1985"), {"year": 1985}),
        (("00", "00", "1985"), {"year": 1985}),
        (("no sé", "--", "1985"), {"year": 1985}),
        (("3", "xx", "1985"), {"year": 1985, "month": 3}),
    ],
)
def test_what_is_known_of_a_birth_is_taken(words: Flask, boxes: Boxes, known: dict[str, int]) -> None:
    assert asked(words, boxes, name="born") == (known, "")


@LANGUAGES
def test_a_day_that_has_begun_anywhere_is_not_in_the_future(visitor: Visitor, clock: SetClock, language: str) -> None:
    clock.now = clock.now.replace(hour=4, minute=30)  # 23:30 in New York, 20:30 in Los Angeles, the 20th in UTC
    clock.forward(hours=1)  # past midnight in New York
    at(visitor, "complaint", language, "problem")
    visitor.press("next", {"what_happened": "It closed.", **_boxes("learned_on", date(2026, 11, 20))})
    assert not visitor.page.mistakes and not visitor.path.endswith("/problem/")
    at(visitor, "complaint", language, "problem")
    visitor.press("next", {"what_happened": "It closed.", **_boxes("learned_on", date(2026, 11, 21))})
    assert list(visitor.page.mistakes) == ["learned_on-month"]


def _boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}-month": str(day.month), f"{name}-day": str(day.day), f"{name}-year": str(day.year)}


def test_months_of_other_languages_are_read_by_their_names() -> None:
    spanish = next(language for language in LISTED if language.code == "es")
    others = [replace(spanish, code=code, locale=code) for code in ("hy", "ru", "tl", "vi")]
    known = months_of(others)
    assert (known["марта"], known["март"], known["մարտ"], known["marso"]) == (3, 3, 3, 3)


def test_a_name_that_is_another_month_elsewhere_is_not_guessed() -> None:
    spanish = next(language for language in LISTED if language.code == "es")
    both = [replace(spanish, code=code, locale=code) for code in ("hr", "pl")]
    assert "listopad" not in months_of(both) and months_of(both[1:])["listopad"] == 11
