"""Codes: whatever a person puts between the digits is fine, a wrong digit is noticed."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_app.sealing import codes
from forms_app.storage.submissions import references

KNOWN = "7992739871"  # a Luhn number of the literature: its check digit is 3
CODES = st.text("0123456789", min_size=19, max_size=19).map(lambda digits: digits + codes._check_digit(digits))


def test_the_check_digit_is_luhns() -> None:
    assert codes._check_digit(KNOWN) == "3"


def test_a_new_code_is_read_as_itself_and_never_comes_twice() -> None:
    made = {codes.new() for _ in range(1000)}
    assert len(made) == 1000 and all(codes.read(code) == code for code in made)


def test_it_is_printed_in_five_groups_of_four() -> None:
    assert re.fullmatch(r"\d{4}( \d{4}){4}", codes.for_print(codes.new()))


@given(CODES, st.sampled_from([" ", "", "-", "\u2011", "\u2013", "\u00a0", "\u2009", ".", "\t", " - ", "\n", "/"]))
def test_anything_may_stand_between_the_groups(code: str, between: str) -> None:
    assert codes.read(between.join(codes.for_print(code).split())) == code


@given(CODES, st.sampled_from(["\u0660", "\u06f0", "\u0966", "\uff10", "\U0001d7ce"]))
def test_digits_of_any_script_are_digits(code: str, zero: str) -> None:
    assert codes.read("".join(chr(ord(zero) + int(digit)) for digit in code)) == code


@given(CODES, st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_is_noticed_and_named_as_such(code: str, place: int, by: int) -> None:
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    with pytest.raises(codes.NotACode) as raised:
        codes.read(wrong)
    assert raised.value.mistyped


@given(CODES, st.integers(0, 18))
def test_two_neighbours_swapped_are_noticed_unless_they_are_0_and_9(code: str, place: int) -> None:
    one, other = code[place], code[place + 1]
    swapped = code[:place] + other + one + code[place + 2 :]
    if one == other or {one, other} == {"0", "9"}:
        assert codes.read(swapped) == swapped
        return
    with pytest.raises(codes.NotACode):
        codes.read(swapped)


@pytest.mark.parametrize("typed", ["", " ", "abc", "1234", "²³¹⁴" * 5, "0" * 21, "0" * 19])
def test_what_is_no_code_is_refused_without_blaming_a_digit(typed: str) -> None:
    with pytest.raises(codes.NotACode) as raised:
        codes.read(typed)
    assert not raised.value.mistyped


def test_the_same_seed_makes_the_same_numbers_and_both_can_be_typed_again() -> None:
    seeds = [hashlib.sha256(bytes([place])).digest() for place in range(256)]
    made = [(references.made_of(seed), codes.made_of(seed)) for seed in seeds]

    assert made == [(references.made_of(seed), codes.made_of(seed)) for seed in seeds]
    assert [(references.read_reference(one), codes.read(code)) for one, code in made] == made
    assert len(set(made)) == 256
