"""An amount typed in either language's habits is that amount, or is refused by name; none is quietly another one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from forms_app.guideline.inputs.amounts import amount
from forms_app.guideline.inputs.mistakes import InputError


@pytest.mark.parametrize(
    ("typed", "dollars"),
    [
        *[
            (one, "1234.5")
            for one in ("1234.50", "1,234.50", "1.234,50", "1 234,5", "1'234.5", "$1,234.50", "1234,5 $")
        ],
        *[(one, "1234") for one in ("1,234", "1.234", "1234.", "1.234,00", "US$1,234", "1\u00a0234", "1\u202f234")],  # noqa: RUF001
        *[
            (one, "1234")
            for one in ("1234 dólares", "1234 DOLARES", "1,234 dollars", "1234 dls", "USD 1234", " 1234\t")
        ],
        *[(one, "1234567.89") for one in ("1,234,567.89", "1.234.567,89", "1 234 567,89")],
        *[(one, "1234567") for one in ("1,234,567", "1.234.567")],
        *[(one, "0.5") for one in (".5", ",5", "0.50", "0,5", "0.500")],
        *[(one, "12.3") for one in ("12,3", "12.3", "12,30", "１２.３", "١٢.٣")],  # noqa: RUF001
        *[("0", "0"), ("000", "0"), ("007", "7"), ("1000000000", "1000000000"), ("$ 0.00", "0")],
    ],
)
def test_an_amount_is_read_in_both_habits(typed: str, dollars: str) -> None:
    assert amount(typed) == Decimal(dollars)


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        *[(one, "empty") for one in ("", " ", "\u00a0")],
        *[
            (one, "not_a_number")
            for one in ("abc", "$", ".", "12 34", "1e9", "2k", "1/2", "10²", "2000-3000", "9" * 60)
        ],
        *[(one, "not_a_number") for one in ("½", "NaN", "Infinity", "1..5", "0x10", "dólares", "mil", "1_000")],
        *[(one, "negative") for one in ("-5", "−5", "–5", "(500)", "-$500", "$-500")],  # noqa: RUF001
        *[(one, "too_fine") for one in ("1234.567", "1,234.567", "0.001", "1,2345")],
        *[(one, "unclear") for one in ("1,23,456", "12,34.5", "1.2.3", "1,234.567.8", "1234,567.89")],
        *[(one, "too_large") for one in ("1000000000.01", "99999999999")],
    ],
)
def test_what_is_no_amount_is_refused_by_name(typed: str, mistake: str) -> None:
    with pytest.raises(InputError) as raised:
        amount(typed)
    assert raised.value.mistake == mistake


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("17.375", "17.375"),
        ("17.3750", "17.375"),
        ("$16.90", "16.9"),
        ("37,5", "37.5"),
        ("1,500", "1500"),
        ("40", "40"),
    ],
)
def test_a_rate_an_hour_may_have_more_digits_but_a_thousand_stays_one(typed: str, number: str) -> None:
    assert amount(typed, fine=True) == Decimal(number)


@settings(max_examples=200, deadline=None)
@given(cents=some.integers(0, 10**11), fine=some.booleans(), words=some.sampled_from(["{}", "$ {}", "{} dólares"]))
def test_every_amount_is_the_same_in_english_and_in_spanish(cents: int, fine: bool, words: str) -> None:
    english = f"{cents // 100:,}.{cents % 100:02}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    for typed in (english, spanish, english.replace(",", " "), english.replace(",", "")):
        assert amount(words.format(typed), fine=fine) == Decimal(cents) / 100


@settings(max_examples=200, deadline=None)
@given(some.text(alphabet="0123456789.,$ -'()k²٣\u00a0", max_size=45) | some.text(max_size=45))
def test_whatever_is_typed_gives_an_amount_or_a_named_mistake(typed: str) -> None:
    try:
        assert 0 <= amount(typed) <= 10**9
    except InputError as refused:
        assert refused.mistake
