"""What a person knows only in part, about herself or the other parent, is taken as far as she knows it."""

from __future__ import annotations

from typing import Any

import pytest
from support.answers import most
from support.journey import at
from support.public_forms import FORMS
from support.visitor import Visitor, home

from forms_app.deadlines import clock
from forms_app.storage.drafts import Drafts

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
TODAY = "2026-11-20"  # of the tests
OTHER, ADDRESS, BORN = "parents", "parents-1-address", "parents-1-born_on"
NAMES = {"en": "I know of no fixed address", "es": "No le conozco un domicilio fijo"}


def _stored(visitor: Visitor, name: str) -> dict[str, Any]:
    drafts: Drafts = visitor.app.extensions["services"].drafts
    draft = drafts.load(visitor.token, name, clock.utc_now())
    assert draft is not None
    return draft.values


def _rows(visitor: Visitor) -> set[str]:
    return {element.text for element in visitor.page.all("bdi")}


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "stored", "read"),
    [
        ({"city": "Fresno"}, {"city": "Fresno"}, {"en": ["Fresno"], "es": ["Fresno"]}),
        ({"country": "Mexico"}, {"country": "Mexico"}, {"en": ["Mexico"], "es": ["Mexico"]}),
        ({"postal_code": "937"}, {"postal_code": "937"}, {"en": ["937"], "es": ["937"]}),
        ({"none": "yes"}, {"none": True}, {"en": [NAMES["en"]], "es": [NAMES["es"]]}),
        (
            {"none": "yes", "city": "Fresno"},
            {"none": True, "city": "Fresno"},
            {"en": [NAMES["en"], "Fresno"], "es": [NAMES["es"], "Fresno"]},
        ),
    ],
)
def test_any_part_of_the_other_parents_address_is_taken(
    visitor: Visitor, typed: dict[str, str], stored: dict[str, Any], read: dict[str, list[str]], language: str
) -> None:
    at(visitor, "enrollment", language)
    parts = dict.fromkeys(("line1", "line2", "city", "region", "postal_code", "country"), "")
    answers = {f"{ADDRESS}-{part}": text for part, text in {**parts, "none": "", **typed}.items()}
    visitor.open(f"{home('enrollment', language)}{OTHER}/").press("next", answers)
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert _stored(visitor, "enrollment")["parents"][0]["address"] == stored
    assert any(set(read[language]) <= set(row.split(" · ")) for row in _rows(visitor))


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "stored", "read"),
    [
        (("", "", "1985", ""), {"year": 1985}, {"en": ["1985"], "es": ["1985"]}),
        (("3", "", "1985", ""), {"year": 1985, "month": 3}, {"en": ["March 1985"], "es": ["marzo de 1985"]}),
        (("Feb", "29", "", ""), {"month": 2, "day": 29}, {"en": ["February 29"], "es": ["29 de febrero"]}),
        (("3", "4", "1985", ""), "1985-03-04", {"en": ["March 4, 1985"], "es": ["4 de marzo de 1985"]}),
        (
            ("", "", "", "about 40"),
            {"age": "about 40", "on": TODAY},
            {"en": ["Age: about 40"], "es": ["Edad: about 40"]},
        ),
    ],
)
def test_any_part_of_the_other_parents_birth_date_or_an_age_is_taken(
    visitor: Visitor, typed: tuple[str, ...], stored: object, read: dict[str, list[str]], language: str
) -> None:
    at(visitor, "enrollment", language)
    answers = dict(zip([f"{BORN}-{part}" for part in ("month", "day", "year", "age")], typed, strict=True))
    visitor.open(f"{home('enrollment', language)}{OTHER}/").press("next", answers)
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert _stored(visitor, "enrollment")["parents"][0]["born_on"] == stored
    said = [part for row in _rows(visitor) for part in row.split(" · ")]
    assert all(any(part.startswith(words) for part in said) for words in read[language])


@pytest.mark.parametrize(
    ("typed", "place"),
    [(("", "4", "1985"), "month"), (("2", "30", ""), "month"), (("", "", "985"), "year"), (("", "", "2999"), "month")],
)
def test_a_part_that_cannot_be_is_asked_about(visitor: Visitor, typed: tuple[str, ...], place: str) -> None:
    at(visitor, "enrollment", "en", OTHER)
    answers = dict(zip([f"{BORN}-{part}" for part in ("month", "day", "year")], typed, strict=True))
    visitor.press("next", answers)
    assert visitor.status == 422 and list(visitor.page.mistakes) == [f"{BORN}-{place}"]


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"age": "6"}, {"age": "6", "on": TODAY}),
        ({"year": "2019"}, {"year": 2019}),
        ({"year": "2019", "age": "6"}, {"year": 2019, "age": "6", "on": TODAY}),
        ({"month": "Sept.", "year": "19"}, {"year": 2019, "month": 9}),
    ],
)
def test_what_is_known_of_a_childs_birth_is_enough(
    visitor: Visitor, typed: dict[str, str], known: dict[str, Any], language: str
) -> None:
    at(visitor, "enrollment", language, "children")
    long = "Ñ" * 200
    born = {f"children-1-born_on-{part}": typed.get(part, "") for part in ("month", "day", "year", "age")}
    visitor.press("next", {"children-1-first_name": long, **born})
    assert visitor.status == 200 and visitor.path.endswith(f"/{OTHER}/"), visitor.page.mistakes
    assert _stored(visitor, "enrollment")["children"] == [{"first_name": long, "born_on": known}]


@LANGUAGES
@pytest.mark.parametrize(
    ("typed", "known"),
    [({"year": "1985"}, {"year": 1985}), ({"age": "41"}, {"age": "41", "on": TODAY}), ({"day": ""}, None)],
)
def test_her_own_date_of_birth_may_be_a_year_or_an_age(
    visitor: Visitor, typed: dict[str, str], known: dict[str, Any] | None, language: str
) -> None:
    at(visitor, "enrollment", language)
    blank = {f"born_on-{part}": "" for part in ("month", "day", "year", "age")}
    visitor.open(f"{home('enrollment', language)}who/")
    visitor.press("next", {**blank, **{f"born_on-{part}": text for part, text in typed.items()}})
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert _stored(visitor, "enrollment")["born_on"] == known


OLDER = {"en": "a child is older than you", "es": "un hijo es mayor que usted"}


@LANGUAGES
@pytest.mark.parametrize(
    ("role", "own", "child", "warned"),
    [
        ("parent", ("4", "9", "1985", ""), ("1", "1", "1980", "46"), True),
        ("parent", ("", "", "1985", ""), ("", "", "1984", ""), True),
        ("parent", ("4", "9", "1985", ""), ("", "", "1985", ""), False),
        ("parent", ("", "", "", "41"), ("", "", "1980", ""), False),
        ("guardian", ("4", "9", "1995", ""), ("1", "1", "1980", ""), False),
    ],
)
def test_a_parent_is_warned_of_an_older_child_and_nobody_is_stopped(
    visitor: Visitor, role: str, own: tuple[str, ...], child: tuple[str, ...], warned: bool, language: str
) -> None:
    at(visitor, "enrollment", language)
    parts = ("month", "day", "year", "age")
    mine = {f"born_on-{part}": text for part, text in zip(parts, own, strict=True)}
    theirs = {f"children-1-born_on-{part}": text for part, text in zip(parts, child, strict=True)}
    visitor.open(f"{home('enrollment', language)}who/").press("next", {"role": role, **mine})
    visitor.open(f"{home('enrollment', language)}children/").press("next", theirs)
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert (OLDER[language] in visitor.page.one("main").text) == warned


@LANGUAGES
def test_no_fixed_address_is_kept_with_the_town(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language)
    visitor.open(f"{home('complaint', language)}mail/")
    blank = {f"address-{part}": "" for part in ("line1", "line2", "region", "postal_code", "country")}
    visitor.press("next", {**blank, "address-none": "yes", "address-city": "Compton"})
    assert visitor.path.endswith("/check/"), visitor.page.mistakes
    assert _stored(visitor, "complaint")["address"] == {"none": True, "city": "Compton"}
    said = {"en": "I have no fixed address", "es": "No tengo domicilio fijo"}[language]
    assert {said, "Compton"} <= _rows(visitor)


@LANGUAGES
def test_a_postcode_of_another_country_without_the_country_says_to_fill_it_in(visitor: Visitor, language: str) -> None:
    at(visitor, "complaint", language, "mail")
    typed = {"address-line1": "1 Rue", "address-city": "Montréal", "address-postal_code": "H2X 1Y4"}
    visitor.press("next", typed)
    (said,) = visitor.page.mistakes.values()
    assert {"en": "another country, enter that country", "es": "escriba también el país"}[language] in said
    visitor.press("next", {**typed, "address-country": "Canada"})
    assert _stored(visitor, "complaint")["address"]["postal_code"] == "H2X 1Y4"


@LANGUAGES
@pytest.mark.parametrize(
    ("zip_code", "taken"), [("90012", True), ("93701-1234", True), ("10001", False), ("", False), ("90000", False)]
)
def test_a_county_is_asked_for_only_where_the_zip_code_does_not_tell_it(
    visitor: Visitor, zip_code: str, taken: bool, language: str
) -> None:
    at(visitor, "enrollment", language, "place").press("next", {"zip_code": zip_code, "county": ""})
    assert visitor.hops or not taken, visitor.page.mistakes
    if not taken:
        (said,) = visitor.page.mistakes.values()
        about_the_zip = {"en": "in which county this ZIP code is", "es": "en qué condado está este código postal"}
        assert visitor.status == 422 and (about_the_zip[language] in said) == bool(zip_code)
        assert visitor.press("next", {"county": "unsure"}).hops


@LANGUAGES
@pytest.mark.parametrize("form", [name for name in FORMS if "help" in FORMS[name].by_slug])
def test_another_language_needs_its_name(visitor: Visitor, form: str, language: str) -> None:
    at(visitor, form, language, "help")
    known = most(FORMS[form]).of("help")
    visitor.press("next", {**known, "interpreter": "other", "interpreter_language": ""})
    assert visitor.status == 422 and list(visitor.page.mistakes) == ["interpreter_language"]
    assert visitor.press("next", {"interpreter_language": "Mixteco"}).hops
