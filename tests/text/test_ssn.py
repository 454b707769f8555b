"""What looks like a Social Security number is found in any spelling; what is shown as something else is left alone."""

from __future__ import annotations

import pytest

from forms_app.text.ssn import found, mask

SPELLINGS = [
    "123-45-6789",
    "123456789",
    "123-45 6789",
    "123 - 45 - 6789",
    "123--45--6789",
    "123/45/6789",
    "123_45_6789",
    "123·45·6789",
    "123.45.6789",
    "(123)45-6789",
    "123-456789",
    "12345-6789",
    "123\u00a045\u00a06789",
    "123\u201145\u20146789",
    "123\u00ad45\u200b6789",
    "１２３－４５－６７８９",
    "١٢٣-٤٥-٦٧٨٩",
    "¹²³-⁴⁵-⁶⁷⁸⁹",
    "123x45x6789",
    "123-\n45-6789",
    "1 2 3 4 5 6 7 8 9",
    "1 2 3 - 4 5 - 6 7 8 9",
    "123 dash 45 dash 6789",
    "123 guion 45 guión 6789",
]
NAMED = [
    "SSN: ",
    "my ssn is ",
    "Social Security number:\n",
    "mi seguro social es el ",
    "Mi seguro es ",
    "ITIN #",
    "S.S.N. ",
]


@pytest.mark.parametrize(
    "before", ["", "SSN", "SSN:", "#", "Mi número es el ", "1) ", "(213) 555-0123, ", "2026-10-02 "]
)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_masked_wherever_it_stands(spelling: str, before: str) -> None:
    (digits,) = found(f"{before}{spelling}. Call (213) 555-0123.")
    assert digits == "123456789"
    assert mask(f"{before}{spelling}. Call me.") == f"{before}***-**-6789. Call me."


@pytest.mark.parametrize("before", NAMED)
@pytest.mark.parametrize("grouped", ["123 456 789", "123-456-789", "12 345 6789", "1234-56-789", "123 45 67 89"])
def test_behind_its_name_it_is_masked_however_it_is_grouped(before: str, grouped: str) -> None:
    assert found(f"{before}{grouped}.") == ["123456789"]
    assert mask(f"{before}{grouped}, y llámeme.") == f"{before}***-**-6789, y llámeme."


LETTERS_FOR_FIGURES = {
    "l23-45-6789": "123456789",
    "I23-45-6789": "123456789",
    "123-4S-6789": "123456789",
    "1Z3-45-6789": "123456789",
    "123-45-67B9": "123456789",
    "123-45-G789": "123456789",
    "123.45.678O": "123456780",
    "12345678o": "123456780",
    "O2345678l": "023456781",
    "lOO-45-6789": "100456789",
    "123-lO-6789": "123106789",
    "1\u041e3_45_678\u039f": "103456780",  # a Cyrillic and a Greek O
    "１２３－４Ｏ－６７８９": "123406789",
}


@pytest.mark.parametrize("before", ["", "SSN: ", "Mi número es "])
@pytest.mark.parametrize("typed", LETTERS_FOR_FIGURES)
def test_letters_in_the_place_of_figures_hide_no_number(typed: str, before: str) -> None:
    digits = LETTERS_FOR_FIGURES[typed]
    assert found(f"{before}{typed}.") == [digits]
    assert mask(f"{before}{typed}, y llámeme.") == f"{before}***-**-{digits[-4:]}, y llámeme."


@pytest.mark.parametrize("grouped", ["l23 456 789", "123-4S6-789", "12 34O 6789"])
def test_behind_its_name_letters_in_the_place_of_figures_hide_it_neither(grouped: str) -> None:
    assert mask(f"My SSN is {grouped}.") == f"My SSN is ***-**-{found(f'ssn {grouped}')[0][-4:]}."


@pytest.mark.parametrize(
    "text",
    [
        "I paid 100 lb 2000, and 500 is 2024",
        "los 500 si 2024, o 123 lo 6789",
        "children of 1 2 3 4 5 6 7 o 8 years",
        "pasaporte G12345678",
        "license I1234567",
        "his-is-SOIL, ISO-lO-BOIS",
        "7KQ2-M4XD",
        "court file 2lFL00l234",
        "$1,OOO.00 2026",
        "on 11/28/2O26 at l0:30",
    ],
)
def test_words_and_other_numbers_are_no_figures(text: str) -> None:
    assert mask(text) == text and not found(text)


@pytest.mark.parametrize("between", [" ", ", ", "\n", " y ", " and my son's: ", "-", ""])
@pytest.mark.parametrize("second", ["987-65-4321", "987 65 4321", "987654321"])
def test_two_in_a_row_are_both_masked(between: str, second: str) -> None:
    assert mask(f"123-45-6789{between}{second}") == f"***-**-6789{between}***-**-4321"


@pytest.mark.parametrize(
    "text",
    [
        "(213) 555-0123",
        "1-800-555-0199 ext. 45",
        "213.555.0123 323.555.0199",
        "+52 664 12 3456",
        "123 456 789",
        "My social worker came on 11/28/2026, 5 times",
        "Social Security office: 323-555-0142, or 1-800-772-1213",
        "No tengo seguro social. Mi Participant ID es 0470123456789",
        "SSN, last four: 6789",
        "10/02/2026 and 2026-10-02",
        "3 15 2026",
        "Los Angeles, CA 90012-1234",
        "ZIP code: 90012-1234",
        "2000000123456",
        "FL-2018-000123",
        "BY 1 234 567",
        "7KQ2-M4XD",
        "0123 4567 8901 2345 6789",
        "$350.00 2025-01-02",
        "$1,350.00, 2025",
        "children of 1 2 3 4 5 6 7 8 9 10 years",
        "1234-56-78901",
    ],
)
def test_what_is_shown_as_something_else_is_left_alone(text: str) -> None:
    assert mask(text) == text and not found(text)


def test_what_stands_behind_something_else_is_masked_all_the_same() -> None:
    assert mask("CA 90012-1234 123-45-6789") == "CA 90012-1234 ***-**-6789"
    assert mask("$350.00 2025 123-45-6789") == "$350.00 2025 ***-**-6789"
